"""The four dimensions page: every view holds, and shows what the door gives."""

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import duckdb
import pandas as pd
import pytest

from phm.charts.groups_rows import scheme_title
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.ask import ask
from phm.measures.catalogue import find_measure
from phm.measures.crossings import Crossing, find_crossings
from phm.measures.disclose import SUPPRESSED
from phm.measures.question import Question
from phm.measures.results import OK, Results
from phm.measures.schemes import find_scheme
from phm.settings import HOME_VARIABLE, Home
from phm.ui.cohort_address import NOT_READ
from phm.ui.components import MARKDOWN_SIGNS
from phm.ui.four_dimensions import NOT_FOR_A_PCN
from phm.ui.group_controls import CHANGE, FOUR, MEASURES, SHARES
from phm.ui.people_choice import groups_to_choose
from phm.ui.people_missed import link_to
from phm.warehouse.connect import current_warehouse
from phm.words.crossings import crossing_sentence
from tests.charts.group_builders import a_crossing
from tests.charts_shown import charts_of
from tests.pages.visits import Visit


PAGE = "pages/2_Four_dimensions.py"
PLACE, PCN = "tiny_place", "U90001"
AREAS = {"all": AreaLevel.SYSTEM, PLACE: AreaLevel.PLACE, PCN: AreaLevel.PCN}
BADGE = "SYNTHETIC: not patients"
DEFAULTS = {
    "by_group": "equity_ratio",
    "area": "all",
    "cohort": "everybody",
    "only": "everybody",
    "and": "everybody",
    "deprivation": "deprivation",
    "ethnicity": "ethnicity",
    "rurality": "rurality",
    "panels": "four",
}
# Each measure at each level; conditions and schemes take turns.
CONDITIONS = (
    {},
    {"only": "sex:male"},
    {"only": "ethnicity_two:minority", "and": "age:18-29"},
    {"only": "deprivation:1", "and": "rurality:rural"},
    {"only": "deprivation_local:2"},
)
SCHEMES = (
    {"ethnicity": "ethnicity_two", "panels": "six"},
    {"deprivation": "deprivation_local", "ethnicity": "ethnicity_2001"},
)
FINE_SCHEMES = {"ethnicity": "ethnicity_16", "rurality": "rurality_six"}
VIEWS = [
    {"by_group": measure, "area": area}
    | CONDITIONS[(3 * row + column) % 5]
    | (SCHEMES[row % 2] if area == PCN or column == row % 2 else FINE_SCHEMES)
    | ({"rate": "standardised"} if measure in ("reach_per_1000", MEASURES[-1]) else {})
    for row, measure in enumerate(MEASURES)
    for column, area in enumerate(AREAS)
    if (row + column) % 2 == 0  # each measure at one level or two
]
NONSENSE = ("", "<script>alert(1)</script>", "[x](http://example.org) **b** 🙂")
WRONG_HERE = [  # a view, and which of it cannot be
    (
        {
            "area": PCN,
            "ethnicity": "ethnicity_16",
            "rurality": "rurality_six",
            "only": "inclusion_health:homelessness",
        },
        ("ethnicity", "rurality", "only"),
    ),
    (
        {"area": "U", "by_group": "link_worker_fte", "only": "deprivation"},
        ("area", "by_group", "only"),
    ),
    ({"only": "sex:male", "and": "sex:female"}, ("and",)),
    ({"only": "ethnicity:asian", "and": "ethnicity_two:minority"}, ("and",)),
    ({"only": "deprivation:9"}, ("only",)),
]


@pytest.fixture
def synthetic(synthetic_home, monkeypatch) -> Home:
    """Pages opened in this test show invented extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(synthetic_home.root))
    return synthetic_home


@pytest.fixture(scope="module")
def connection(crowd_home) -> Iterator[duckdb.DuckDBPyConnection]:
    with current_warehouse(crowd_home).open() as opened:
        yield opened


@pytest.fixture(scope="module")
def untouched(crowd_home) -> Visit:
    """The page as it opens: for tests that only look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(crowd_home.root))
        return Visit(PAGE)


def test_it_opens_with_its_defaults_in_the_address(untouched):
    assert not untouched.app.exception
    assert not untouched.app.toast
    assert untouched.choices == untouched.address == DEFAULTS
    assert list(untouched.figures) == ["groups", "within"]
    assert panels_of(untouched) == ["Deprivation", "Ethnicity", "Inclusion", "Rurality"]


def test_headings_are_no_stops_on_the_way_through_the_page(untouched):
    assert len(untouched.app.header) == 2
    assert all(heading.proto.hide_anchor for heading in untouched.app.header)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()))
def test_every_view_shows_what_the_door_gives(view, crowd, connection):
    visit = Visit(PAGE, view)

    assert not visit.app.exception
    assert not visit.app.toast
    assert not visit.app.error
    unused = {name for name in view if name not in visit.choices}
    assert unused <= fixed_in(visit)
    assert visit.choices.items() >= {k: view[k] for k in view.keys() - unused}.items()
    assert visit.address.items() >= visit.choices.items()
    questions = list(questions_of(visit))
    assert len(questions) == len(panels_of(visit))
    for question in questions[:: len(questions) - 1 or 1]:  # the first and the last
        assert_the_same(visit.table_with("Group"), ask(connection, question))


def conditions_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    chosen = [visit.choices[name].split(":") for name in ("only", "and")]
    return tuple((pair[0], pair[1]) for pair in chosen if len(pair) == 2)


def fixed_in(visit: Visit) -> set[str]:
    """Dimensions of which a view is about one group."""
    return {find_scheme(scheme).dimension for scheme, _ in conditions_of(visit)}


def questions_of(visit: Visit) -> Iterator[Question]:
    """What a view asks the door, panel by panel."""
    chosen, level = visit.choices, AREAS[visit.choices["area"]]
    shown = [*FOUR, *(["age", "sex"] if chosen["panels"] == "six" else [])]
    for name in shown:
        if name in fixed_in(visit):
            continue
        if name == "inclusion_health" and level is AreaLevel.PCN:
            continue
        yield Question(
            chosen["by_group"],
            level,
            by=(chosen.get(name, name),),
            where=conditions_of(visit),
            area="" if chosen["area"] == "all" else chosen["area"],
            standardised=chosen.get("rate") == "standardised",
        )


def assert_the_same(table: pd.DataFrame, answer: Results) -> None:
    """The rows of one panel in the page's table, and what the door answered."""
    (scheme,) = answer.by
    measure, frame = answer.measure, answer.frame
    table = table[table["Dimension"].eq(scheme_title(scheme))]
    assert table["Group"].tolist() == [scheme.label(one) for one in frame[scheme.id]]
    for column, name in ((measure.short_title, "value"), ("Low", "lower")):
        expected = frame[name].round(measure.decimals).tolist()
        assert table[column].tolist() == pytest.approx(expected, nan_ok=True)
    is_silent = frame["status"].ne(OK).to_numpy()
    assert (table["Status"].ne("").to_numpy() == is_silent).all()
    is_hidden = frame["status"].eq(SUPPRESSED).to_numpy()
    assert table[is_hidden].select_dtypes("number").isna().all(axis=None)


def test_what_is_hidden_is_said_in_words_and_nowhere_a_number(crowd, downloaded):
    visit = Visit(PAGE, {"area": PCN, "panels": "six"})
    table = visit.table_with("Group")
    hidden = table[table["Status"].eq("suppressed (small numbers)")]
    figure = visit.figures["groups"]
    said = [
        one["text"]
        for one in figure["layout"]["annotations"]
        if one.get("name") == "silence"
    ]

    assert len(hidden) == sum("suppressed" in one for one in said) > 0
    assert hidden.select_dtypes("number").isna().all(axis=None)
    ticks = [
        text
        for name, axis in figure["layout"].items()
        if name.startswith("yaxis")
        for text in axis["ticktext"]
    ]
    bare = sum(not re.search(r" {3}\d", text) for text in ticks)
    assert bare == table["Status"].ne("").sum()
    (alt,) = [
        one.alt
        for one in charts_of(visit.app)
        if one.alt.startswith("Charts by group. ")
    ]
    assert alt.count("suppressed") == len(hidden)
    rows = rows_of(downloaded(visit.app.get("download_button")[0]).content)
    silent = [row for row in rows if row["Status"].startswith("suppressed")]
    assert len(silent) == len(hidden)
    numbers = table.select_dtypes("number").columns
    assert {row[name] for row in silent for name in numbers} == {""}


def test_the_file_has_the_rows_of_the_table_and_says_what_it_is_of(crowd, downloaded):
    visit = Visit(PAGE, {"only": "sex:male", "by_group": "reach_per_1000"})
    file = downloaded(visit.app.get("download_button")[0])
    table = visit.table_with("Group")
    text = file.content.decode("utf-8-sig")

    assert file.filename == "reach_per_1000_by_group.csv"
    rows = rows_of(file.content)
    assert [row["Group"] for row in rows] == table["Group"].tolist()
    assert {row["data_tier"] for row in rows} == {"Local extract"}
    assert "Only,Sex: Male" in text
    assert "Data,Local extract" in text
    assert "Period,12 months to " in text


def rows_of(content: bytes) -> list[dict[str, str]]:
    numbers, _, _ = content.decode("utf-8-sig").partition("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(numbers)))


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gives_the_default_view_and_a_polite_note(nonsense, untouched, crowd):
    asked = {**DEFAULTS, "by_group": "reach_per_1000", "rate": "crude"}
    visit = Visit(PAGE, dict.fromkeys(asked, nonsense))
    rated = Visit(PAGE, {"by_group": "reach_per_1000", "rate": nonsense})

    assert not visit.app.exception
    assert visit.choices == DEFAULTS
    assert visit.sentence == untouched.sentence
    assert len(visit.app.toast) == len(DEFAULTS) - 1
    assert [one.value for one in visit.app.warning] == [NOT_READ]  # of the cohort
    assert len(rated.app.toast) == 1
    assert rated.choices["rate"] == "crude"
    for note in (*visit.app.toast, *rated.app.toast):
        assert "is not one of the choices" in note.value
        outside_code = re.sub(r"^`[^`]+`", "", note.value)
        assert MARKDOWN_SIGNS.isdisjoint(re.sub(r"\\.", "", outside_code))


@pytest.mark.parametrize(("view", "names"), WRONG_HERE)
def test_what_cannot_be_chosen_here_gives_the_default_and_a_note(view, names, crowd):
    visit = Visit(PAGE, view)

    assert not visit.app.exception
    assert visit.sentence
    assert {name: visit.choices[name] for name in names} == {
        name: DEFAULTS[name] for name in names
    }
    said = sorted(note.value.partition(" in the")[0] for note in visit.app.toast)
    assert said == sorted(f"`{view[name]}`" for name in names)


def test_a_view_reloads_from_its_address_alone(crowd):
    before = Visit(PAGE, {"only": "age:18-29", "ethnicity": "ethnicity_16"})
    before.choose_words("and", before.options("and")[-1])
    before.choose("by_group", MEASURES[-1])

    after = Visit(PAGE, before.address)

    assert not after.app.toast
    assert after.choices == before.choices
    assert after.words == before.words
    assert after.figures["groups"] == before.figures["groups"]


def test_going_to_a_pcn_drops_what_is_not_told_there_without_a_note(crowd):
    visit = Visit(PAGE, {"ethnicity": "ethnicity_16"}).choose("area", PCN)

    assert not visit.app.exception
    assert not visit.app.toast
    assert visit.choices["ethnicity"] == "ethnicity"
    assert visit.text.count(NOT_FOR_A_PCN) == 1
    assert panels_of(visit) == ["Deprivation", "Ethnicity", "Rurality"]


def test_a_pcn_in_view_elsewhere_is_in_view_here(crowd):
    assert Visit(PAGE, {"pcn": PCN}).choices["area"] == PCN


def test_rates_are_offered_where_age_and_sex_can_be_taken_out(untouched, crowd):
    assert "rate" not in untouched.choices
    view = {"by_group": "reach_per_1000"}
    crude = Visit(PAGE, view)
    standard = Visit(PAGE, view).choose("rate", "standardised")

    assert crude.choices["rate"] == "crude"
    assert "standardised for age and sex" in standard.sentence
    title = standard.figures["groups"]["layout"]["title"]["text"]
    assert "standardised for age and sex" in title.lower()
    assert standard.table_with("Group").equals(crude.table_with("Group")) is False


def test_no_two_choices_of_people_read_alike(untouched):
    options = untouched.options("only")

    assert len(options) == len(set(options))
    assert "Ethnicity: Ethnic minority" in options


def test_a_dimension_that_is_fixed_is_not_offered_again():
    schemes = (find_scheme("deprivation"), find_scheme("deprivation_local"))
    read = groups_to_choose(schemes, AreaLevel.PCN)

    assert read["deprivation:2"] == "Deprivation: 2"
    assert read["deprivation_local:2"] == "Deprivation, local fifths: 2"
    assert "deprivation_local:no_fixed_abode" not in read  # the same people


def test_gaps_and_completeness_are_said(untouched):
    assert "95 % interval" in untouched.text
    assert "\nKnown: deprivation for " in untouched.text
    assert "<b>" not in untouched.text


def test_shares_are_told_of_everybody(crowd, connection):
    visit = Visit(PAGE, {"by_group": SHARES, "area": PLACE})

    assert not visit.app.exception
    assert not visit.app.toast
    assert list(visit.figures) == [SHARES, "within"]
    assert {"only", "and", "rate"}.isdisjoint(visit.choices)
    assert "share of need" in visit.sentence
    table = visit.table_with("Measure")
    for name in ("share_of_need_percent", "share_of_referrals_percent"):
        measure = find_measure(name)
        question = Question(name, AreaLevel.PLACE, by=("ethnicity",), area=PLACE)
        rows = table[table["Measure"].eq(measure.title)]
        rows = rows[rows["Dimension"].str.startswith("Ethnicity")]
        expected = ask(connection, question).frame["value"].round(measure.decimals)
        assert rows["Value"].tolist() == pytest.approx(expected.tolist(), nan_ok=True)


def test_change_is_answered_by_each_dimension(crowd):
    visit = Visit(PAGE, {"by_group": CHANGE})

    assert not visit.app.exception
    assert list(visit.figures) == [CHANGE, "within"]
    assert visit.sentence.startswith("Is the worst-off group improving fastest? ")
    for title in ("Deprivation, national fifths. ", "Rurality, urban and rural. "):
        assert f"\n{title}" in visit.text
    assert "expected to be in need" in visit.text


def test_conditions_come_back_after_a_look_at_the_shares(crowd):
    visit = Visit(PAGE, {"only": "sex:male"}).choose("by_group", SHARES)
    assert "only" not in visit.choices

    visit.choose("by_group", "equity_ratio")

    assert visit.choices["only"] == visit.address["only"] == "sex:male"


def test_a_pcn_chosen_here_goes_along_to_other_pages(crowd):
    visit = Visit(PAGE).choose("area", PCN)

    assert visit.links["Overview"] == f"pcn={PCN}"
    assert visit.go_to("app.py").choices["pcn"] == PCN


def test_crossings_are_said_and_open_with_their_ratio(crowd, connection):
    visit = Visit(PAGE, {"only": "sex:male", "and": "age:18-29", "area": PCN})
    opened = [
        dict(parse_qsl(one.proto.query_string))
        for one in visit.app.get("page_link")
        if one.proto.label == "Open"
    ]
    found = find_crossings(connection).found

    assert len(found) > 1
    assert opened == [link_to(one) for one in found]
    for one, view in zip(found, opened, strict=True):
        assert crossing_sentence(one) in visit.text
        link = Visit(PAGE, view)
        assert not link.app.toast
        ratio = round(one.ratio.value, 2)
        assert shown_in_panels(link, one) == pytest.approx(ratio, abs=0.0051)


CROSSINGS = [
    (("sex", "male"),),
    (("age", "18-29"), ("sex", "male")),
    (("deprivation", "1"), ("sex", "male")),
    (("ethnicity_two", "minority"), ("age", "18-29")),
    (("deprivation", "1"), ("ethnicity_two", "minority"), ("rurality", "urban")),
    (("ethnicity", "asian"), ("age", "30-44"), ("sex", "female")),
]


@pytest.mark.parametrize("groups", CROSSINGS, ids=str)
@pytest.mark.parametrize("area", ["", PCN])
def test_a_link_says_every_group_once(groups, area):
    crossing = a_crossing(*groups, area_code=area)
    view = link_to(crossing)
    conditions = [view[name] for name in ("only", "and") if view[name] != "everybody"]

    left = {f"{scheme}:{group}" for scheme, group in groups} - set(conditions)
    assert len(left) == 1
    assert len(conditions) == len(groups) - 1
    assert view["area"] == (area or "all")
    assert view["by_group"] == "equity_ratio"
    scheme = find_scheme(left.pop().partition(":")[0])
    if scheme.dimension in FOUR:
        assert view[scheme.dimension] == scheme.id
    else:
        assert view["panels"] == "six"


@pytest.mark.parametrize("groups", CROSSINGS[1::2], ids=str)
def test_a_link_opens_a_view_with_the_very_group_in_a_panel(groups, crowd, connection):
    crossing = a_crossing(*groups, area_code="")
    question = Question(
        "equity_ratio", AreaLevel.SYSTEM, by=tuple(name for name, _ in groups)
    )
    frame = ask(connection, question).frame
    for name, group in groups:
        frame = frame[frame[name].eq(group)]
    visit = Visit(PAGE, {"only": "sex:female", "panels": "six", **link_to(crossing)})

    assert not visit.app.toast
    shown = shown_in_panels(visit, crossing)
    (value,) = frame["value"].round(2)
    assert shown == pytest.approx(value, nan_ok=True)


def shown_in_panels(visit: Visit, crossing: Crossing) -> float:
    """The value of the group of a crossing that is no condition of the view."""
    left = [
        pair for pair in crossing.groups if key_of(pair) not in conditions_of(visit)
    ]
    ((scheme, group),) = left
    table = visit.table_with("Group")
    of_scheme = table[table["Dimension"].eq(scheme_title(scheme))]
    named = of_scheme["Group"].eq(scheme.label(group))
    (value,) = of_scheme.loc[named, find_measure("equity_ratio").short_title]
    return float(value)


def key_of(pair: tuple[Scheme, str]) -> tuple[str, str]:
    return pair[0].id, pair[1]


def test_published_files_alone_say_what_to_do(on_tiny_home):
    visit = Visit(PAGE)

    assert not visit.app.exception
    assert not visit.choices
    (info,) = visit.app.info
    for words in ("patients and a referrals extract", "`phm demo`", "`phm template"):
        assert words in info.value


def test_what_was_invented_says_so_everywhere(synthetic, downloaded):
    visit = Visit(PAGE)

    assert visit.headings
    assert all(one.startswith("SYNTHETIC · ") for one in visit.headings)
    assert visit.figures
    for figure in visit.figures.values():
        texts = [one["text"] for one in figure["layout"]["annotations"]]
        assert f"<b>{BADGE}</b>" in texts
    table = visit.table_with("Group")
    assert table["Data"].eq("SYNTHETIC").all()
    (button,) = visit.app.get("download_button")
    assert button.proto.label.startswith("SYNTHETIC · ")
    file = downloaded(button)
    assert file.filename == "SYNTHETIC_equity_ratio_by_group.csv"
    assert {row["data_tier"] for row in rows_of(file.content)} == {BADGE}


def panels_of(visit: Visit) -> list[str]:
    """The first word of each panel of the first figure."""
    annotations = visit.figures["groups"]["layout"]["annotations"]
    titles = [one["text"] for one in annotations if one.get("name") == "panel-title"]
    return [re.findall(r"\w+", title.removeprefix("<b>"))[0] for title in titles]
