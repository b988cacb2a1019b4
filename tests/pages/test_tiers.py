"""Which tier a number is of, on every page: what was invented cannot be mistaken."""

import csv
import io

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.available import available_measures
from phm.measures.cite import access_of
from phm.settings import HOME_VARIABLE, Home
from phm.warehouse.connect import current_warehouse
from tests.charts_shown import charts_of
from tests.pages.visits import ENTRY, PAGES, Visit


MAP, DATA = "pages/1_Coverage_map.py", "pages/9_Data_and_methods.py"
BADGE = "SYNTHETIC: not patients"
VIEWS = [
    *((page, {}) for page in PAGES),
    (ENTRY, {"gap": "capacity", "pcn": "U90001"}),
    (MAP, {"level": "lsoa", "layer": "rural_percent", "circles": "need_index"}),
    (MAP, {"layer": "reach_per_1000", "pcn": "U90001"}),
]
every_view = pytest.mark.parametrize(("page", "view"), VIEWS)


@pytest.fixture
def synthetic(synthetic_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Pages opened in this test show invented extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(synthetic_home.root))
    return synthetic_home


@pytest.fixture
def local(local_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Pages opened in this test show published files and local extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(local_home.root))
    return local_home


@every_view
def test_a_bar_says_that_people_are_invented(page, view, synthetic):
    bar, *_ = html_of(Visit(page, view))

    assert f"{BADGE}. Invented people and organisations in Tiny and Little" in bar
    assert "position:fixed" in bar  # and once more, wherever one has scrolled to


@every_view
def test_every_figure_wears_the_badge_and_its_words_say_so(page, view, synthetic):
    visit = Visit(page, view)

    for key, figure in visit.figures.items():
        texts = [a["text"] for a in figure["layout"]["annotations"]]
        assert f"<b>{BADGE}</b>" in texts, key
        shapes = [one.get("label", {}) for one in figure["layout"]["shapes"]]
        assert "SYNTHETIC" in [label.get("text") for label in shapes], key
    for chart in charts_of(visit.app):
        assert chart.alt.startswith(BADGE)


@pytest.mark.parametrize(("page", "count"), [(ENTRY, 1), (MAP, 3)])
def test_there_are_figures_to_wear_it(page, count, synthetic):
    assert len(Visit(page).figures) >= count


@every_view
def test_every_map_wears_the_badge_and_its_legend_says_so(page, view, synthetic):
    visit = Visit(page, view)
    _, *legends = [one for one in html_of(visit) if "phm-headlines" not in one]

    for order in visit.map_orders:
        assert f'\\"badge\\": \\"{BADGE}\\"' in order
        assert f"Map. {BADGE}." in order
    assert all(f"{BADGE}." in legend for legend in legends)
    assert bool(legends) == bool(visit.map_orders) == (page in (ENTRY, MAP))


@every_view
def test_every_table_says_so_in_every_row(page, view, synthetic):
    visit = Visit(page, view)

    assert visit.tables
    for table, drawn in zip(visit.tables, visit.app.dataframe, strict=True):
        if table.select_dtypes("number").empty:
            continue  # which sources could see whom: words of ours, of no tier
        assert table.columns[0] == "Data"
        assert table["Data"].eq("SYNTHETIC").all()
        assert drawn.proto.alt == BADGE


@every_view
def test_every_title_of_a_table_says_so(page, view, synthetic):
    visit = Visit(page, view)
    titles = [one.label for one in visit.app.expander if "Table: " in one.label]
    titles += [one for one in visit.headings if "per 1,000" in one or "Sources" in one]

    assert titles
    for title in titles:
        assert "SYNTHETIC" in title or title.startswith("Reach each quarter")


@every_view
def test_every_download_says_so_in_its_name_and_every_row(
    page, view, synthetic, downloaded
):
    visit = Visit(page, view)

    for button in visit.app.get("download_button"):
        file = downloaded(button)
        assert button.proto.label.startswith("SYNTHETIC · ")
        assert file.filename.startswith("SYNTHETIC_")
        if not file.filename.endswith(".csv"):
            continue  # pictures: tests/report
        numbers, _, notes = file.content.decode("utf-8-sig").partition("\r\n\r\n")
        rows = list(csv.reader(io.StringIO(numbers)))
        assert rows[0][0] == "data_tier"
        assert {row[0] for row in rows[1:]} == {BADGE}
        assert f"Data,{BADGE}" in notes


def test_headline_numbers_say_their_tier(synthetic):
    visit = Visit(ENTRY)
    lines = [one for one in visit.text.splitlines() if one.endswith(f"{BADGE}]]")]

    assert len(visit.numbers) == 4
    assert len(lines) == 1  # said once for the four of them
    assert "12 months to" in lines[0]


def test_nobody_is_named_as_the_publisher_of_what_was_invented(synthetic):
    files = Visit(DATA).table_with("Rows read")

    assert files["Publisher"].str.contains("SYNTHETIC").all()
    assert "Licence" not in files
    assert files["Page"].isna().all()


def test_local_extracts_and_published_files_are_told_apart(local):
    visit = Visit(ENTRY)
    (badges,) = [one for one in visit.words if "-badge[" in one]

    assert ":blue-badge[Open data] :violet-badge[Local extract]" in badges
    assert "SYNTHETIC" not in "\n".join([*visit.words, *html_of(visit)])
    labels = [one.label for one in visit.app.expander]
    assert "Table: every PCN, all measures of this page · Local extract" in labels
    (sources,) = [one for one in visit.text.splitlines() if "Sources. " in one]
    before, _, after = sources.partition(". Local extract · ")
    assert "Open data · " in before
    assert "Social prescribing referrals" in after
    assert "Social prescribing referrals" not in before


def test_every_file_says_its_tier_where_tiers_mix(local):
    files = Visit(DATA).table_with("Rows read")
    tiers = files.set_index("Source")["Data"]

    assert tiers["Social prescribing referrals"] == "Local extract"
    assert set(tiers) == {"Open data", "Local extract"}


def test_no_key_of_a_person_is_on_the_data_page(local):
    visit = Visit(DATA)
    shown = "\n".join(table.to_csv() for table in visit.tables) + visit.text

    assert "Registered patients, pseudonymised" in shown
    for key in people_of(local):
        assert key not in shown


def people_of(home: Home) -> list[str]:
    rows = (home.raw / "patients.csv").read_text("utf-8").splitlines()
    (place,) = [n for n, c in enumerate(rows[0].split(",")) if c == "person_key"]
    return [row.split(",")[place] for row in rows[1:]]


def test_unmet_need_comes_from_referrals_with_its_parts(local):
    visit = Visit(ENTRY)
    figure = visit.figures["chart-unmet_need_from_referrals_per_1000"]
    bars = [trace["name"] for trace in figure["data"] if trace["type"] == "bar"]

    assert visit.choices["gap"] == "referrals"
    assert bars == ["not referred", "declined", "no suitable service"]
    assert "% of it not referred" in visit.sentence


def test_unmet_need_from_capacity_stays_to_be_chosen(local):
    visit = Visit(ENTRY).choose("gap", "capacity")

    assert "chart-unmet_need_per_1000" in visit.figures
    assert "have no link worker" in visit.sentence or "has no link" in visit.sentence
    assert Visit(ENTRY, visit.address).sentence == visit.sentence


def test_without_referrals_there_is_nothing_to_choose(on_tiny_home):
    assert "gap" not in Visit(ENTRY, {"gap": "referrals"}).choices


def test_what_is_suppressed_is_said_in_chart_legend_and_table(local):
    visit = Visit(ENTRY)
    (chart,) = visit.figures.values()
    silent = [t["text"] for t in chart["data"] if t["type"] == "scatter"]
    table = visit.table_with("Status").set_index("Code")

    assert any("suppressed" in text for text in silent[0])
    assert "Suppressed (small numbers) <small>(1)" in "".join(html_of(visit))
    said = table.loc["U90002", "Status"]
    assert said.startswith("suppressed (small numbers): Unmet need (referrals)")
    assert visit.app.dataframe[0].proto.placeholder == "see Status"


def test_every_local_measure_can_be_a_layer(local):
    with current_warehouse(local).open() as connection:
        found = available_measures(connection, AreaLevel.PCN).values()
    ours = [m for m in found if access_of(m) == "local" and not m.has_history]

    assert len(ours) > 10
    for measure in ours:
        visit = Visit(MAP, {"layer": measure.id, "circles": measure.id})
        assert not visit.app.exception, measure.id
        assert visit.choices["layer"] == measure.id
        assert "Local extract" in html_of(visit)[0]


def html_of(visit: Visit) -> list[str]:
    html = visit.html
    return [one for one in html if not one.startswith("<style>")]
