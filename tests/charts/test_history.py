"""The history chart, read from the figure."""

import math
from datetime import date

import pytest

from phm.charts import theme
from phm.charts.history import history_figure
from phm.charts.time_axis import day_of, hole_words, holes
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from tests.charts.builders import a_measure, a_row, some_results


FTE = a_measure(unit="FTE", denominator=None, counted_at="pcn", title="FTE over time")


def a_history(*points: tuple[str, str, float], **changes: object) -> Results:
    rows = [a_row(code, value, period=period) for code, period, value in points]
    return some_results(*rows, measure=FTE, **changes)


@pytest.fixture
def broken() -> Results:
    return a_history(
        ("ash", "2022-06", 3.0),
        ("ash", "2022-09", 5.0),
        ("ash", "2025-11", 9.0),
        ("ash", "2026-06", 7.0),
        level=AreaLevel.SYSTEM,
    )


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2026-06", date(2026, 6, 1)),
        ("2024-25", date(2024, 4, 1)),
        ("2021", date(2021, 1, 1)),
        ("2026-06-30", date(2026, 6, 30)),
    ],
)
def test_the_day_of_a_period(period: str, day: date) -> None:
    assert day_of(period) == day


def test_a_yearly_series_has_no_holes() -> None:
    assert holes(["2021-22", "2022-23", "2023-24"]) == []
    assert hole_words(["2020", "2023"]) == ["No figures between 2020 and 2023"]


def test_the_time_axis_is_true(broken: Results) -> None:
    line = history_figure(broken).data[0]
    assert "2022-06-01" in line.x
    assert "2026-06-01" in line.x


def test_a_long_hole_breaks_the_line_is_dotted_and_named(broken: Results) -> None:
    figure = history_figure(broken)
    line, hole = figure.data
    assert any(math.isnan(value) for value in line.y)
    assert list(hole.y) == [5.0, 9.0]
    assert hole.line.dash == "dot"
    assert "September 2022 and November 2025" in figure.layout.xaxis.title.text


def test_the_line_ends_in_its_value_and_name_and_marks_its_peak(
    broken: Results,
) -> None:
    figure = history_figure(broken)
    end, peak = figure.layout.annotations
    assert "<b>7.0</b><br>Ash PCN" in end.text
    assert "9.0<br>November 2025" in peak.text
    assert figure.layout.yaxis.rangemode == "tozero"
    assert figure.layout.yaxis.title.text == "FTE"
    assert "June 2022 to June 2026" in figure.layout.title.text


def test_a_snapshot_without_a_value_is_a_gap_not_a_zero() -> None:
    nan = float("nan")
    points = ("ash", "2022-03", 1.0), ("ash", "2022-06", nan), ("ash", "2022-09", 2.0)
    line = history_figure(a_history(*points)).data[0]
    assert len(line.y) == 3
    assert math.isnan(line.y[1])
    assert len(history_figure(a_history(*points)).layout.annotations) == 1


def test_many_areas_are_bands_behind_the_selected() -> None:
    values = 0.0, 1.0, 2.0, 9.0, 4.0, 8.0
    points = [(f"area{n}", "2022-03", value) for n, value in enumerate(values)]
    figure = history_figure(a_history(*points), selected="area3")
    whole, middle, line = figure.data
    assert [trace.fillcolor for trace in figure.data[:2]] == [
        theme.PALE_BAND,
        theme.BAND,
    ]
    assert list(whole.y) == [8.0, 0.0]  # without the selected, which is higher
    assert list(middle.y) == [4.0, 1.0]
    assert (line.name, line.line.color) == ("Area3 PCN", theme.SERIES[0])
    assert len(figure.layout.annotations) == 1
    notes = figure.layout.xaxis.title.text.replace("<br>", " ")
    assert "Bands: lowest to highest, and the middle half, of 5 other PCNs" in notes


def test_bands_stop_where_the_line_does() -> None:
    periods = "2022-06", "2022-09", "2025-11", "2026-06"
    points = [(f"area{n}", at, float(n)) for n in range(6) for at in periods]
    figure = history_figure(a_history(*points), selected="area0")
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [list(one.x[:2]) for one in bands[::2]] == [
        ["2022-06-01", "2022-09-01"],
        ["2025-11-01", "2026-06-01"],
    ]


def test_many_areas_and_none_selected_are_bands_without_a_label() -> None:
    points = [(f"area{n}", "2022-03", float(n)) for n in range(6)]
    figure = history_figure(a_history(*points))
    assert not figure.layout.annotations
    assert "of 6 PCNs" in figure.layout.xaxis.title.text.replace("<br>", " ")


def test_labels_of_close_series_do_not_overlap() -> None:
    points = [("ash", "2022-03", 10.0), ("elm", "2022-03", 10.1)]
    high, low = sorted(
        note.yshift for note in history_figure(a_history(*points)).layout.annotations
    )[::-1]
    assert high - low > 60


def test_an_area_that_never_reported_has_no_label() -> None:
    figure = history_figure(a_history(("ash", "2022-03", float("nan"))))
    assert not figure.layout.annotations


def test_growth_of_the_file_is_said_beside_the_line() -> None:
    rows = (
        a_row("ash", 1.0, period="2020-03", units_total=3),
        a_row("ash", 9.0, period="2020-06", units_total=34),
    )
    figure = history_figure(some_results(*rows, measure=FTE))
    notes = figure.layout.xaxis.title.text
    assert "PCNs in the file: 3 in March 2020, 34 in June 2020" in notes


def test_no_history_is_an_empty_figure() -> None:
    figure = history_figure(some_results(a_row("ash", period=None), measure=FTE))
    assert not figure.data
    assert figure.layout.title.text == "FTE over time"


def test_a_peak_is_not_named_where_another_line_runs() -> None:
    high = [("elm", at, 10.0) for at in ("2022-03", "2022-06", "2022-09")]
    peak = ("ash", "2022-03", 8.0), ("ash", "2022-06", 9.5), ("ash", "2022-09", 8.0)
    low = ("oak", "2022-03", 1.0), ("oak", "2022-06", 3.0), ("oak", "2022-09", 2.0)
    notes = history_figure(a_history(*high, *peak, *low)).layout.annotations
    peaks = [note.text for note in notes if not note.text.startswith("<b>")]
    assert peaks == ["3.0<br>June 2022"]
