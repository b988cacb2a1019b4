"""The digital inclusion page: every view holds, and shows what the door gives."""

import csv
import io
import re

import duckdb
import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import ask
from phm.measures.digital import ANY_BARRIER, BARRIERS, MISSED, NO_NHS_APP
from phm.measures.question import Question
from phm.measures.results import OK
from phm.settings import HOME_VARIABLE, Home
from phm.ui.cohort_address import NOT_READ
from phm.ui.components import MARKDOWN_SIGNS
from phm.ui.digital_controls import LOOKS
from phm.ui.digital_inclusion import NO_OPEN_DATA, NOT_RECORDED
from phm.warehouse.connect import current_warehouse
from phm.words.digital_match import NO_PROJECT
from tests.builders import built, tiny_extracts, tiny_files
from tests.charts_shown import charts_of
from tests.measures.by_group.crowd import crowd_files, crowd_home
from tests.pages.visits import Visit


PAGE = "pages/5_Digital_inclusion.py"
PLACE, PCN = "tiny_place", "U90001"
AREAS = {"all": AreaLevel.SYSTEM, PLACE: AreaLevel.PLACE, PCN: AreaLevel.PCN}
BADGE = "SYNTHETIC: not patients"
DEFAULTS = {
    "look": "barriers",
    "area": "all",
    "cut": "place",
    "cohort": "everybody",
    "rate": "crude",
}
FOUR = tuple(one.measure for one in BARRIERS)
SHOWN = {"barriers": FOUR, "online": (MISSED, ANY_BARRIER, NO_NHS_APP)}
CUTS = (
    *("place", "pcn", "deprivation", "ethnicity", "ethnicity_two", "age", "sex"),
    *("rurality", "deprivation_local"),
)
VIEWS = [
    {
        "look": look,
        "area": area,
        "cut": cut,
        "rate": ("crude", "standardised")[(row + column) % 2],
    }
    for row, cut in enumerate(CUTS)
    for column, area in enumerate(AREAS)
    for place, look in enumerate(SHOWN)
    if (row + column + place) % 2 == 0
]
NONSENSE = ("", "<script>alert(1)</script>", "[x](http://example.org) **b** 🙂")


@pytest.fixture(scope="session")
def people_home(tmp_path_factory) -> Home:
    """The home of the crowd, built once; for reading only."""
    return crowd_home(tmp_path_factory)


@pytest.fixture
def crowd(people_home, monkeypatch) -> Home:
    """Pages opened in this test show the crowd."""
    monkeypatch.setenv(HOME_VARIABLE, str(people_home.root))
    return people_home


@pytest.fixture
def synthetic(synthetic_home, monkeypatch) -> Home:
    """Pages opened in this test show invented extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(synthetic_home.root))
    return synthetic_home


@pytest.fixture(scope="module")
def connection(people_home) -> duckdb.DuckDBPyConnection:
    with current_warehouse(people_home).open() as opened:
        yield opened


@pytest.fixture(scope="module")
def untouched(people_home) -> Visit:
    """The page as it opens: for tests that only look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(people_home.root))
        return Visit(PAGE)


def test_it_opens_with_its_defaults_in_the_address(untouched):
    assert not untouched.app.exception
    assert not untouched.app.toast
    assert untouched.choices == untouched.address == DEFAULTS
    assert list(untouched.figures) == ["digital"]


def test_the_prevailing_barrier_and_who_was_asked_are_said(untouched):
    assert untouched.sentence.startswith("Lack of skills is the most frequent barrier")
    assert re.search(r"Asked about all four: [\d,]+ of [\d,]+ people", untouched.text)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()))
def test_every_view_shows_what_the_door_gives(view, crowd, connection):
    visit = Visit(PAGE, view)

    assert not visit.app.exception
    assert not visit.app.toast
    assert visit.choices.items() >= view.items()
    assert list(visit.figures) == ["digital"]
    for measure in SHOWN[view["look"]]:
        answer = ask(connection, question(view, measure))
        frame = answer.frame
        if view["cut"] == "pcn" and view["area"] != "all":
            frame = frame[frame["parent_code"].eq(PLACE)]
        assert_the_same(visit, answer.measure, frame)


def question(view, measure) -> Question:
    rate = view["rate"] == "standardised"
    if view["cut"] in ("place", "pcn"):
        return Question(measure, AreaLevel(view["cut"]), standardised=rate)
    area = "" if view["area"] == "all" else view["area"]
    return Question(
        measure, AREAS[view["area"]], by=(view["cut"],), area=area, standardised=rate
    )


def assert_the_same(visit: Visit, measure, frame: pd.DataFrame) -> None:
    """The values of a measure in the page's table are those of the door's answer."""
    table = visit.tables[0]
    if "Measure" in table:
        shown = table[table["Measure"].eq(measure.title)]["Value"]
        expected = frame["value"]
    else:
        shown = table.set_index("Code")[measure.short_title]
        expected = frame.set_index("area_code")["value"].reindex(shown.index)
    assert shown.tolist() == pytest.approx(
        expected.round(measure.decimals).tolist(), nan_ok=True
    )


def test_a_pcn_in_focus_stands_among_those_of_its_place(crowd):
    visit = Visit(PAGE, {"area": PCN, "cut": "pcn"})
    names = visit.figures["digital"]["layout"]["yaxis"]["ticktext"]
    assert "<b>Northbrook</b>" in names
    assert not any("Eastmere" in name for name in names)
    assert visit.sentence.startswith("Lack of skills")
    assert "Northbrook PCN" in visit.sentence
    by_place = Visit(PAGE, {"area": PCN, "cut": "place"})
    names = by_place.figures["digital"]["layout"]["yaxis"]["ticktext"]
    assert sorted(names) == ["<b>Tiny</b>", "Little"]  # where Northbrook PCN lies


def test_what_is_hidden_is_said_in_words_and_nowhere_a_number(crowd, downloaded):
    visit = Visit(PAGE, {"area": PLACE, "cut": "ethnicity_16"})
    table = visit.table_with("Measure")
    hidden = table[table["Status"].eq("suppressed (small numbers)")]
    annotations = visit.figures["digital"]["layout"]["annotations"]
    silent = [one["text"] for one in annotations if one.get("name") == "silence"]

    assert len(hidden) == sum("suppressed" in one for one in silent) > 0
    assert hidden.select_dtypes("number").isna().all(axis=None)
    (chart,) = charts_of(visit.app)
    assert chart.alt.count("suppressed") == len(hidden)
    rows = rows_of(downloaded(visit.app.get("download_button")[0]).content)
    assert sum(row["Status"].startswith("suppressed") for row in rows) == len(hidden)


@pytest.mark.parametrize("cut", ["age", "ethnicity", "deprivation", "rurality"])
def test_the_page_prints_a_number_where_the_door_gives_one_and_only_there(
    cut, crowd, connection
):
    visit = Visit(PAGE, {"area": PCN, "cut": cut, "look": "online"})
    asked = [
        Question(measure, AreaLevel.PCN, by=(cut,), area=PCN)
        for measure in SHOWN["online"]
    ]
    known = [ask(connection, one).frame["status"].eq(OK).sum() for one in asked]
    printed = [
        len(trace["text"])
        for trace in visit.figures["digital"]["data"]
        if trace["mode"] == "text"
    ]
    assert printed == known
    assert visit.table_with("Measure")["Value"].notna().sum() == sum(known)


def rows_of(content: bytes) -> list[dict[str, str]]:
    numbers, _, _ = content.decode("utf-8-sig").partition("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(numbers)))


def test_money_and_support_stand_beside_barriers(crowd, downloaded):
    visit = Visit(PAGE, {"look": "support"})

    assert list(visit.figures) == ["digital-match"]
    assert set(visit.choices) == {"look", "area"}
    assert "100 % of its digital money (£60,000) went to equipment" in visit.sentence
    table = visit.table_with("Money (£)")
    assert table["Area"].drop_duplicates().tolist() == [
        "Tiny and Little",
        "Little",
        "Tiny",
    ]
    assert table.iloc[0]["Money (£)"] == 60_000
    projects = visit.table_with("Project")
    assert projects["Money (£)"].sum() == 60_000
    file = downloaded(visit.app.get("download_button")[0])
    assert file.filename == "digital_barriers_and_money.csv"
    assert "Project 0" in file.content.decode("utf-8-sig")
    assert "Funded projects" in visit.text


def test_a_pcn_is_told_the_money_of_its_place(crowd):
    visit = Visit(PAGE, {"look": "support", "area": PCN})
    assert visit.table_with("Money (£)")["Area"].unique().tolist() == ["Tiny"]
    assert "£30,000 more is for the whole system" in visit.text
    said = "Projects are on record by place: Northbrook PCN lies in Tiny."
    assert said in visit.text
    assert said not in Visit(PAGE, {"look": "support", "area": PLACE}).text


def test_without_a_project_that_is_all_that_is_said_of_money(tmp_path, monkeypatch):
    files = crowd_files()
    del files["projects"]
    home = Home(tmp_path / "home")
    built(home, files)
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))

    barriers, support = Visit(PAGE), Visit(PAGE, {"look": "support"})

    assert "money" not in barriers.sentence
    assert support.sentence == NO_PROJECT
    assert not support.app.exception


def test_a_cohort_is_told_of_and_money_is_not(crowd, connection):
    view = {"look": "online", "cohort": "hypertension", "cut": "sex"}
    visit = Visit(PAGE, view)
    everybody = Visit(PAGE, {**view, "cohort": "everybody"})

    assert not visit.app.exception
    assert visit.choices["cohort"] == "hypertension"
    assert visit.sentence != everybody.sentence
    whole = ask(connection, Question(MISSED, AreaLevel.SYSTEM, cohort="hypertension"))
    value = whole.frame["value"].iloc[0]
    assert f"{value:.1f} % of the people asked" in visit.sentence
    barriers = Visit(PAGE, {**view, "look": "barriers"})
    assert "money" not in barriers.sentence


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gives_the_default_view_and_a_polite_note(nonsense, untouched, crowd):
    visit = Visit(PAGE, dict.fromkeys(DEFAULTS, nonsense))

    assert not visit.app.exception
    assert visit.choices == DEFAULTS
    assert visit.sentence == untouched.sentence
    assert len(visit.app.toast) == len(DEFAULTS) - 1
    assert [one.value for one in visit.app.warning] == [NOT_READ]  # of the cohort
    for note in visit.app.toast:
        outside_code = re.sub(r"`[^`]*`", "", note.value)
        assert MARKDOWN_SIGNS.isdisjoint(re.sub(r"\\.", "", outside_code))


@pytest.mark.parametrize(
    ("view", "name", "default"),
    [
        ({"area": PCN, "cut": "ethnicity_16"}, "cut", "place"),
        ({"area": PCN, "cut": "inclusion_health"}, "cut", "place"),
        ({"cut": "planet"}, "cut", "place"),
        ({"look": "score"}, "look", "barriers"),
    ],
)
def test_what_cannot_be_chosen_here_gives_the_default_and_a_note(
    view, name, default, crowd
):
    visit = Visit(PAGE, view)

    assert not visit.app.exception
    assert visit.choices[name] == default
    assert len(visit.app.toast) == 1


@pytest.mark.parametrize("look", LOOKS)
def test_a_view_reloads_from_its_address_alone(look, crowd):
    before = Visit(PAGE, {"look": look})
    for name in [one for one in before.choices if one not in ("look", "cohort")]:
        before.choose_words(name, before.options(name)[-1])

    after = Visit(PAGE, before.address)

    assert not after.app.exception
    assert not after.app.toast
    assert after.choices == before.choices
    assert after.words == before.words
    assert after.figures == before.figures


def test_published_files_alone_show_risk_by_area_and_what_to_do(on_tiny_home):
    visit = Visit(PAGE)

    assert not visit.app.exception
    assert list(visit.choices) == ["area"]
    assert visit.sentence.startswith("Open data point to digital exclusion risk in ")
    assert "MODELLED" in visit.sentence
    (info,) = visit.app.info
    assert info.value == NOT_RECORDED
    headings = [
        one["text"]
        for one in visit.figures["digital"]["layout"]["annotations"]
        if one.get("name") == "column-heading"
    ]
    assert [bool("MODELLED" in one) for one in headings] == [False, False, True, False]
    assert "2019" not in visit.text  # no file of patients online as old as that
    table = visit.tables[0]
    assert table["Status"].notna().all()


def test_without_any_figure_both_ways_to_have_one_are_said(on_tiny_home, monkeypatch):
    monkeypatch.setattr("phm.ui.digital_answers.OPEN", ())

    visit = Visit(PAGE)

    assert not visit.app.exception
    assert [one.value for one in visit.app.info] == [NO_OPEN_DATA, NOT_RECORDED]


def test_risk_of_one_place_is_of_its_pcns(on_tiny_home):
    everywhere, place = Visit(PAGE), Visit(PAGE, {"area": PLACE})
    assert len(place.tables[0]) < len(everywhere.tables[0])
    assert "PCNs of Tiny" in place.figures["digital"]["layout"]["title"]["text"]
    pcn = Visit(PAGE, {"area": PCN})
    assert "Northbrook PCN: " in pcn.text


def test_risk_from_open_data_stands_beside_what_is_recorded(crowd):
    visit = Visit(PAGE, {"look": "risk"})
    assert not visit.app.info
    assert "digital exclusion risk" in visit.sentence


def test_what_was_invented_says_so_everywhere(synthetic, downloaded):
    for look in LOOKS:
        visit = Visit(PAGE, {"look": look})
        (figure,) = visit.figures.values()
        texts = [one["text"] for one in figure["layout"]["annotations"]]
        assert f"<b>{BADGE}</b>" in texts
        assert all(table["Data"].eq("SYNTHETIC").all() for table in visit.tables)
        (button,) = visit.app.get("download_button")
        assert button.proto.label.startswith("SYNTHETIC · ")
        file = downloaded(button)
        assert file.filename.startswith("SYNTHETIC_")
        assert {row["data_tier"] for row in rows_of(file.content)} == {BADGE}


def test_an_extract_that_asks_nobody_leaves_the_open_figures(tmp_path, monkeypatch):
    """Patients and referrals, but no column on going online: not a page of noughts."""
    extracts = tiny_extracts()
    kept = tuple(
        {key: v for key, v in row.items() if not key.startswith(("digital_", "nhs_"))}
        for row in extracts["patients"].rows
    )
    patients = extracts["patients"]
    files = tiny_files() | extracts
    files["patients"] = type(patients)(patients.source, patients.name, kept)
    home = Home(tmp_path / "home")
    built(home, files)
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))

    visit = Visit(PAGE, {"look": "barriers"})

    assert not visit.app.exception
    assert "Open data point to" in visit.sentence
    with current_warehouse(home).open() as opened:
        frame = ask(opened, Question(FOUR[0], AreaLevel.SYSTEM)).frame
    assert frame["status"].ne(OK).all()
    assert frame["value"].isna().all()
