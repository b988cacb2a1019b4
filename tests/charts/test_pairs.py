"""The chart of two measures, read from the figure."""

import pytest

from phm.charts import theme
from phm.charts.axis_ticks import round_ticks
from phm.charts.label_places import Box, Point, label_places
from phm.charts.pair_corners import corner_words
from phm.charts.pair_rows import notable_codes, pair_rows
from phm.charts.pairs import pair_figure
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from tests.charts.builders import a_measure, a_row, some_results


NEED = a_measure(id="need_per_1000", short_title="Need per 1,000")
COVER = a_measure(
    id="link_worker_fte_per_10000",
    short_title="Link workers per 10,000",
    unit="FTE per 10,000 registered patients",
    decimals=2,
)


@pytest.fixture
def need() -> Results:
    rows = [a_row("ash", 30.0), a_row("elm", 10.0), a_row("oak", 20.0), a_row("fir", 5)]
    return some_results(*rows, measure=NEED, benchmark=20.0)


@pytest.fixture
def cover() -> Results:
    rows = [a_row("ash", 0.0), a_row("elm", 1.0), a_row("oak", 0.5), a_row("fir")]
    return some_results(*rows, measure=COVER, benchmark=0.4)


def notes_of(figure: object) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_each_area_with_both_values_is_a_point(need: Results, cover: Results) -> None:
    points = pair_figure(need, cover).data[0]
    assert sorted(zip(points.x, points.y, strict=True)) == [(10, 1), (20, 0.5), (30, 0)]
    assert sorted(points.hovertext) == ["Ash PCN", "Elm PCN", "Oak PCN"]
    assert "Need per 1,000: %{x:,.1f}" in points.hovertemplate
    assert "Link workers per 10,000: %{y:,.2f}" in points.hovertemplate


def test_the_system_crosses_the_chart(need: Results, cover: Results) -> None:
    figure = pair_figure(need, cover)
    upright, level = figure.layout.shapes
    assert upright.x0 == upright.x1 == 20.0
    assert level.y0 == level.y1 == 0.4
    assert {"20.0", "0.40"} <= set(notes_of(figure))
    assert "Dotted lines: Inventshire" in figure.layout.xaxis.title.text


def test_the_corners_are_in_plain_english(need: Results, cover: Results) -> None:
    notes = notes_of(pair_figure(need, cover))
    assert "<b>More need, less cover</b>" in notes
    assert "Less need, more cover" in notes


def test_a_corner_of_an_unnamed_measure_uses_its_title() -> None:
    other = a_measure(short_title="No car")
    assert corner_words(other, COVER, 1, -1) == "Higher “No car”, less<br>cover"
    assert corner_words(other, COVER, -1, 1) == "Lower “No car”, more cover"


def test_who_is_not_drawn_is_said(need: Results, cover: Results) -> None:
    title = pair_figure(need, cover).layout.xaxis.title.text.replace("<br>", " ")
    assert "Not drawn: Fir PCN (link workers per 10,000 not reported)" in title


def test_the_selected_area_is_named_and_drawn_last(
    need: Results, cover: Results
) -> None:
    figure = pair_figure(need, cover, selected="elm")
    assert "<b>Elm</b>" in notes_of(figure)
    assert list(figure.data[0].marker.symbol) == ["circle", "circle", "diamond"]
    assert figure.data[0].x[-1] == 10.0


def test_no_line_is_fitted(need: Results, cover: Results) -> None:
    assert [trace.mode for trace in pair_figure(need, cover).data] == ["markers"]


def test_no_tick_lies_below_zero(need: Results, cover: Results) -> None:
    figure = pair_figure(need, cover)
    assert figure.layout.yaxis.range[0] < 0 <= min(figure.layout.yaxis.tickvals)


def test_ticks_below_zero_where_values_are() -> None:
    below = some_results(a_row("ash", -4.0), a_row("elm", 4.0), measure=COVER)
    above = some_results(a_row("ash", 1.0), a_row("elm", 2.0), measure=NEED)
    figure = pair_figure(above, below)
    assert min(figure.layout.yaxis.tickvals) < 0
    assert "the middle area" in figure.layout.xaxis.title.text


def test_a_midpoint_stands_in_where_the_system_is_a_total() -> None:
    gap = a_measure(denominator=None, diverges_at=0.0)
    first = some_results(a_row("ash", 2.0), measure=gap, benchmark=87.0)
    figure = pair_figure(first, some_results(a_row("ash", 1.0), measure=COVER))
    assert pair_rows(first, first).across == 0.0
    assert "the midpoint" in figure.layout.xaxis.title.text


def test_nothing_in_common_is_an_empty_chart(need: Results) -> None:
    silent = some_results(a_row("ash"), measure=COVER)
    figure = pair_figure(need, silent)
    assert len(figure.data[0].x) == 0


def test_levels_must_agree(need: Results, cover: Results) -> None:
    with pytest.raises(ValueError, match="cannot be paired"):
        pair_figure(need, some_results(level=AreaLevel.PLACE))


def test_several_rows_per_area_are_refused(need: Results) -> None:
    with pytest.raises(ValueError, match="one row per area"):
        pair_figure(need, some_results(a_row("ash", 1.0), a_row("ash", 2.0)))


def test_the_most_notable_are_far_into_the_gap_then_its_reverse() -> None:
    codes = [f"area{n}" for n in range(9)]
    first = some_results(*(a_row(c, float(n)) for n, c in enumerate(codes)))
    second = some_results(*(a_row(c, float(-n)) for n, c in enumerate(codes)))
    named = notable_codes(pair_rows(first, second))
    assert named == ["area8", "area7", "area6", "area5", "area0", "area1"]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 1.7, [0, 0.5, 1, 1.5]), (-3, 3, [-3, -2, -1, 0, 1, 2, 3]), (4, 4, [4.0])],
)
def test_round_ticks(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks


FIELD = Box(0, 0, 400, 400)


def test_names_do_not_overlap_each_other_or_points() -> None:
    points = [Point("Ash", 200, 200), Point("Elm", 205, 200)]
    dots = [Box(p.x - 8, p.y - 8, 16, 16) for p in points]
    first, second = label_places(points, dots, within=FIELD)
    assert (first.across, first.up) != (second.across, second.up)


def test_a_name_without_room_is_left_out_unless_it_is_essential() -> None:
    full = [FIELD]
    assert list(label_places([Point("Ash", 200, 200)], full, within=FIELD)) == []
    essential = Point("Ash", 200, 200, essential=True)
    (place,) = label_places([essential], full, within=FIELD)
    assert place.is_far


def test_a_name_stays_inside() -> None:
    (place,) = label_places([Point("A long name", 395, 200)], [], within=FIELD)
    assert place.across < 0


def test_the_planned_range_is_a_band_with_words(need: Results) -> None:
    unit = "people a year per FTE (planned for: 200 to 250)"
    load = some_results(a_row("ash", 300.0), measure=a_measure(unit=unit, decimals=0))

    for first, second, low in ((load, need, "x0"), (need, load, "y0")):
        figure = pair_figure(first, second)
        (band,) = [shape for shape in figure.layout.shapes if shape.name == "planned"]
        assert band[low] == 200
        assert "Band: planned for, 200 to 250" in figure.layout.xaxis.title.text
    assert "planned" not in str(pair_figure(need, need).layout)


def test_nothing_chosen_is_said_once_for_all_dots(
    need: Results, cover: Results
) -> None:
    marker = pair_figure(need, cover).data[0].marker
    assert (marker.color, marker.symbol) == (theme.MARK, "circle")
