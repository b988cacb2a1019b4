"""The coverage map: every layer on offer can be drawn; words, map, table in step."""

from itertools import pairwise

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.available import available_measures
from phm.measures.catalogue import load_measures
from phm.settings import Home
from phm.ui.controls import NO_MEASURE
from phm.warehouse.connect import current_warehouse
from tests.pages.visits import Visit


pytestmark = pytest.mark.usefixtures("on_tiny_home")

PAGE = "pages/1_Coverage_map.py"
LEVELS = (AreaLevel.PCN, AreaLevel.LSOA)
AREAS = {AreaLevel.PCN: 5, AreaLevel.LSOA: 9}
QUIET = {"circles": NO_MEASURE}


@pytest.mark.parametrize("level", LEVELS)
def test_every_measure_on_offer_can_be_colours_and_circles(level, tiny_home):
    offered = list(measures_at(tiny_home, level))

    for layer, circles in pairwise([*offered, offered[0]]):  # each once in each place
        view = {"level": str(level), "layer": layer, "circles": circles}
        visit = Visit(PAGE, view)

        assert not visit.app.exception, view
        assert not visit.app.toast, view
        assert visit.choices.items() >= view.items()
        assert visit.sentence
        titles = [load_measures()[m].title for m in (layer, circles)]
        assert [one.label for one in visit.app.expander[:2]] == [
            f"Table: {title}" for title in titles
        ]
        assert [len(table) for table in visit.tables] == [AREAS[level]] * 2


def measures_at(home: Home, level: AreaLevel) -> dict[str, str]:
    """Measure id → short title, of those with a number and without a history."""
    with current_warehouse(home).open() as connection:
        found = available_measures(connection, level).values()
    return {one.id: one.short_title for one in found if not one.has_history}


def test_one_measure_as_colours_and_circles_is_tabled_once():
    layers = {"layer": "need_per_1000", "circles": "need_per_1000"}
    visit = Visit(PAGE, layers)

    assert not visit.app.exception
    assert len(visit.tables) == len(visit.app.get("download_button")) == 1
    assert "pair" not in visit.figures  # a measure says nothing against itself


def test_the_controls_offer_what_has_one_value_per_area(tiny_home):
    visit = Visit(PAGE)

    offered = measures_at(tiny_home, AreaLevel.PCN)
    assert visit.options("layer") == list(offered.values())
    assert "reach_per_1000" not in offered  # there are no referrals here
    assert visit.options("circles") == ["Nothing", *visit.options("layer")]


def test_going_to_neighbourhoods_takes_a_layer_they_have_and_needs_no_excuse():
    visit = Visit(PAGE, {"layer": "unmet_need"}).choose("level", "lsoa")

    assert not visit.app.toast
    assert AreaLevel.LSOA in load_measures()[visit.choices["layer"]].levels
    assert visit.address == visit.choices


def test_a_deep_link_shows_that_view():
    view = {
        "level": "lsoa",
        "layer": "rural_percent",
        "circles": "need_index",
        "pcn": "U90003",
    }
    visit = Visit(PAGE, view)

    assert visit.choices == view
    assert "rural" in visit.sentence.lower()
    assert "Eastmere PCN" in visit.text


def test_a_change_of_layer_says_and_paints_something_else():
    before = Visit(PAGE, {"layer": "registered_patients", **QUIET})
    after = Visit(PAGE, {"layer": "rural_percent", **QUIET})

    assert before.sentence != after.sentence
    assert before.map_orders != after.map_orders


def test_choosing_a_pcn_tells_of_it_and_marks_it():
    before = Visit(PAGE, {"layer": "registered_patients"})
    after = Visit(PAGE, before.address).choose("pcn", "U90003")

    assert "\nEastmere PCN:" not in before.text
    assert "\nEastmere PCN:" in after.text
    assert after.map_selected == ["U90003"]
    assert after.figures["pair"] != before.figures["pair"]
    assert (
        after.figures["history-link_worker_fte_history"]
        != before.figures["history-link_worker_fte_history"]
    )
    assert after.address["pcn"] == "U90003"


def test_a_pcn_in_focus_shows_how_need_varies_within_it():
    assert "spread" not in Visit(PAGE).figures
    assert "spread" in Visit(PAGE, {"pcn": "U90001"}).figures


def test_what_has_no_shape_is_named_under_the_map():
    assert "Not on the map: Unallocated (in no PCN)." in Visit(PAGE).text


def test_the_legend_counts_every_area_once():
    visit = Visit(PAGE, {"layer": "link_worker_fte_per_10000", **QUIET})
    legend = visit.html[0]

    assert "Not reported <small>(1)" in legend


@pytest.mark.parametrize(("level", "areas"), AREAS.items())
def test_a_table_under_the_map_has_every_area(level, areas):
    visit = Visit(PAGE, {"level": str(level), **QUIET})
    table = visit.tables[0]

    assert len(table) == areas
    assert table["Code"].is_unique
    assert table["Period"].notna().all()
    assert visit.app.get("download_button")


def test_a_second_layer_brings_its_table():
    visit = Visit(PAGE, {"layer": "need_per_1000", "circles": "rural_percent"})

    assert len(visit.tables) == len(visit.app.get("download_button")) == 2
    title = load_measures()["rural_percent"].title
    assert f"Table: {title}" in [one.label for one in visit.app.expander]
