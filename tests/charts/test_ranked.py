"""The ranked chart, read from the figure."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from phm.charts import theme
from phm.charts.ranked import ranked_figure, value_span
from phm.charts.ranked_alt import ranked_alt
from phm.charts.ranked_rows import ranked_rows
from phm.cohorts.find import find_cohort
from phm.domain.indicators import Method
from phm.measures.cohort_scheme import INSIDE, cohort_scheme
from phm.measures.results import Results
from tests.charts.builders import NAN, a_measure, a_row, some_results


GAP_UNIT = "FTE short (+) or over (−)"


def words_of(figure: go.Figure) -> str:
    return " ".join(note.text for note in figure.layout.annotations)


def a_gap(*rows: dict) -> Results:
    measure = a_measure(unit=GAP_UNIT, denominator=None, diverges_at=0.0, multiplier=1)
    return some_results(*rows, measure=measure, benchmark=87.0)


def test_the_highest_area_is_on_top(ranged: Results) -> None:
    figure = ranked_figure(ranged)
    marks = figure.data[0]
    assert list(marks.x) == [20.0, 10.0, 0.0]
    assert list(marks.y) == [0, 1, 2]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert figure.layout.yaxis.ticktext[0] == "Ash   20.0"


def test_ties_are_in_order_of_name() -> None:
    rows = ranked_rows(some_results(a_row("oak", 1.0), a_row("elm", 1.0)))
    assert list(rows.ranked["area_code"]) == ["elm", "oak"]


def test_whiskers_are_the_interval(ranged: Results) -> None:
    marks = ranked_figure(ranged).data[0]
    assert isinstance(marks, go.Scatter)
    assert list(marks.error_x.array) == [30.0, 20.0, 8.0]
    assert list(marks.error_x.arrayminus) == [8.0, 5.0, 0.0]
    assert "Whiskers: low and high of the model" in x_title(ranked_figure(ranged))


def x_title(figure: go.Figure) -> str:
    return figure.layout.xaxis.title.text.replace("<br>", " ")


def test_the_axis_says_the_unit_and_starts_at_zero(ranged: Results) -> None:
    figure = ranked_figure(ranged)
    assert x_title(figure).startswith("People a year per 1,000 registered patients")
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > 50


def test_areas_without_a_value_are_listed_last_and_never_zero(ranged: Results) -> None:
    figure = ranked_figure(ranged)
    silent = figure.data[1]
    assert silent.mode == "text"
    assert all("not reported" in text for text in silent.text)
    assert min(silent.y) > 2
    assert list(figure.layout.yaxis.ticktext[3:]) == [
        "Damson",
        "Unallocated (in no PCN)",
    ]


def test_an_ok_row_without_a_value_is_no_data() -> None:
    results = some_results(a_row("ash", NAN, status="ok"))
    figure = ranked_figure(results)
    assert "no data" in figure.data[1].text[0]
    assert list(figure.layout.xaxis.range) == [0, 1]


def test_suppressed_areas_say_so() -> None:
    figure = ranked_figure(some_results(a_row("ash", status="suppressed")))
    assert "suppressed" in figure.data[1].text[0]


def test_patients_in_no_pcn_stand_apart_from_the_ranking() -> None:
    rows = ranked_rows(some_results(a_row("ash", 1.0), a_row("U", 9.0)))
    assert list(rows.ranked["area_code"]) == ["ash"]
    assert list(rows.apart["area_code"]) == ["U"]
    figure = ranked_figure(some_results(a_row("ash", 1.0), a_row("U", 9.0)))
    assert list(figure.data[0].marker.color) == [theme.MARK, theme.OTHERS]


def test_the_selected_area_differs_by_more_than_colour(ranged: Results) -> None:
    figure = ranked_figure(ranged, selected="beech")
    marker = figure.data[0].marker
    assert list(marker.symbol) == ["circle", "diamond", "circle"]
    assert marker.size[1] > marker.size[0]
    assert figure.layout.yaxis.ticktext[1] == "<b>Beech   10.0</b>"
    assert any(shape.fillcolor == theme.BAND for shape in figure.layout.shapes)


def test_an_unknown_selection_changes_nothing(ranged: Results) -> None:
    assert ranked_figure(ranged, selected="zzz") == ranked_figure(ranged)


def test_a_limit_keeps_the_highest_the_selected_and_the_silent(ranged: Results) -> None:
    figure = ranked_figure(ranged, selected="cedar", limit=1)
    assert list(figure.data[0].x) == [20.0, 0.0]
    assert len(figure.data[1].text) == 2
    assert "1 areas" not in x_title(figure)
    assert "1 area with a lower value is not drawn" in x_title(figure)


def test_areas_beyond_the_limit_are_counted(ranged: Results) -> None:
    said = x_title(ranked_figure(ranged, limit=1))
    assert "2 areas with lower values are not drawn" in said


def test_a_selected_bar_keeps_the_colour_of_its_side() -> None:
    figure = ranked_figure(a_gap(a_row("ash", 4.0), a_row("elm", -2.0)), selected="elm")
    assert figure.data[0].marker.color[1] == theme.BELOW
    assert list(figure.data[0].marker.line.width) == [0, 3]


def test_a_limit_of_nothing_is_refused(ranged: Results) -> None:
    with pytest.raises(ValueError, match="0 areas"):
        ranked_figure(ranged, limit=0)


def test_several_rows_per_area_are_refused() -> None:
    with pytest.raises(ValueError, match="one row per area"):
        ranked_figure(some_results(a_row("ash", 1.0), a_row("ash", 2.0)))


def test_the_system_is_a_line_with_words_in_the_plot(ranged: Results) -> None:
    whole = replace(
        ranged, benchmark=replace(ranged.benchmark, completeness="3 of 4 PCNs report")
    )
    figure = ranked_figure(whole)
    assert figure.layout.shapes[-1].x0 == figure.layout.shapes[-1].x1 == 12.5
    assert "System <b>12.5</b><br>3 of 4 PCNs report" in words_of(figure)


def test_the_line_beside_a_cohort_is_of_everybody(ranged: Results) -> None:
    cohort = cohort_scheme(find_cohort("unpaid_carers"))
    row = a_row("ash", 12.0, lower=8.0, upper=16.0)
    some = some_results(
        row,
        measure=a_measure(method=Method.BYAR),
        benchmark=12.5,
        where=((cohort, INSIDE),),
    )
    drawn = ranked_figure(some)
    assert "Everybody <b>12.5</b>" in words_of(drawn)
    assert "interval holds <br>everybody’s value" in drawn.layout.xaxis.title.text
    plain = ranked_figure(ranged)
    assert "Everybody" not in words_of(plain)


@pytest.mark.parametrize(
    ("benchmark", "anchor"), [(1.0, "left"), (50.0, "center"), (99.0, "right")]
)
def test_the_words_on_the_line_stay_inside(benchmark: float, anchor: str) -> None:
    results = some_results(a_row("ash", 100.0), benchmark=benchmark)
    assert ranked_figure(results).layout.annotations[0].xanchor == anchor


def test_a_total_of_the_system_is_no_line_among_its_areas() -> None:
    counts = a_measure(denominator=None, unit="people")
    figure = ranked_figure(
        some_results(a_row("ash", 5.0), measure=counts, benchmark=99)
    )
    assert not figure.layout.shapes
    assert figure.layout.xaxis.range[1] < 99


def test_without_intervals_bars_start_at_zero() -> None:
    figure = ranked_figure(some_results(a_row("ash", 5.0)))
    assert isinstance(figure.data[0], go.Bar)
    assert figure.layout.xaxis.range[0] == 0
    assert "Whiskers" not in x_title(figure)


def test_a_gap_runs_either_side_of_zero_with_words_and_colours() -> None:
    rows = a_row("ash", 4.0, lower=-1.0, upper=9.0), a_row("elm", -2.0), a_row("oak")
    figure = ranked_figure(a_gap(*rows))
    bars = figure.data[0]
    assert list(bars.marker.color) == [theme.ABOVE, theme.BELOW]
    assert "short →" in words_of(figure)
    assert "← over" in words_of(figure)
    assert figure.layout.xaxis.range[0] < -2
    assert figure.data[1].x[0] == 0.0


def test_an_index_is_read_around_one_not_zero() -> None:
    index = a_measure(
        unit="times the system average", denominator=None, diverges_at=1.0
    )
    results = some_results(a_row("ash", 1.2, lower=1.1, upper=1.3), measure=index)
    figure = ranked_figure(results)
    assert isinstance(figure.data[0], go.Scatter)
    assert figure.layout.xaxis.range[0] > 0.9
    assert figure.layout.shapes[-1].x0 == 1.0
    assert not figure.layout.annotations


def test_confidence_intervals_that_hold_the_system_are_hollow() -> None:
    measure = a_measure(method=Method.WILSON)
    rows = a_row("ash", 9.0, lower=8.0, upper=10.0), a_row("elm", 5.0, lower=4, upper=6)
    figure = ranked_figure(some_results(*rows, measure=measure, benchmark=5.5))
    assert list(figure.data[0].marker.color) == [theme.MARK, theme.PAPER]
    assert "○" in x_title(figure)


def test_a_models_range_is_never_read_as_confidence(ranged: Results) -> None:
    assert theme.PAPER not in ranked_figure(ranged).data[0].marker.color


def test_how_many_practices_recorded_any_stands_beside_the_rate() -> None:
    measure = a_measure(counted_at="practice", reported_above=0.0)
    rows = (
        a_row("ash", 2.0, units_reported=1, units_total=4),
        a_row("elm", 1.0, units_reported=1, units_total=1),
    )
    results = some_results(*rows, measure=measure)
    figure = ranked_figure(results)
    assert list(figure.data[-1].text) == ["1 of 4 practices", "1 of 1 practice"]
    assert value_span(results, results.frame)[1] >= 2.0 * 1.4


def test_all_values_zero_still_has_an_axis() -> None:
    figure = ranked_figure(some_results(a_row("ash", 0.0)))
    assert figure.layout.xaxis.range[1] > 0


def test_the_height_grows_with_the_areas() -> None:
    many = some_results(*(a_row(f"area{n:02}", float(n)) for n in range(35)))
    assert ranked_figure(many).layout.height > 35 * theme.TEXT_SIZE * 1.4
    assert ranked_figure(many).layout.height < 1300


def test_no_area_at_all_is_an_empty_figure() -> None:
    assert ranked_figure(some_results()).layout.height > 0


def test_the_title_is_the_measure_and_no_legend_is_shown(ranged: Results) -> None:
    layout = ranked_figure(ranged).layout
    assert "Invented need per 1,000" in layout.title.text
    assert layout.showlegend is False


def test_the_figure_in_words(ranged: Results) -> None:
    said = ranked_alt(ranged)
    assert "3 PCNs with a value" in said
    assert "Highest: Ash PCN 20.0 (12.0 to 50.0)" in said
    assert "Lowest: Cedar PCN 0.0 (0.0 to 8.0)" in said
    assert "Inventshire: 12.5." in said
    assert "Damson PCN (not reported)" in said


def test_the_words_for_no_value_name_no_extremes() -> None:
    said = ranked_alt(some_results(a_row("ash")))
    assert "Highest" not in said
    assert "nan" not in said


def test_the_words_for_plain_values_have_no_interval() -> None:
    said = ranked_alt(some_results(a_row("ash", 3.0)))
    assert "Highest: Ash PCN 3.0." in said
    assert "Without a value" not in said


def test_the_planned_range_is_a_band_in_view() -> None:
    unit = "people a year per FTE (planned for: 200 to 250)"
    measure = a_measure(unit=unit, decimals=0)
    figure = ranked_figure(some_results(a_row("ash", 90.0), measure=measure))
    (band,) = [shape for shape in figure.layout.shapes if shape.name == "planned"]
    assert (band.x0, band.x1) == (200, 250)
    assert figure.layout.xaxis.range[1] > 250
    assert "Band: planned for, 200 to 250" in figure.layout.xaxis.title.text


def test_a_figure_is_sent_in_few_bytes() -> None:
    rows = [a_row(f"area {n:02}", n / 3, lower=n / 4, upper=n / 2) for n in range(35)]
    assert len(ranked_figure(some_results(*rows)).to_json()) < 7_500
