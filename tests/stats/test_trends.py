"""Trends over years."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from phm.stats.intervals import Interval
from phm.stats.trends import Direction, proportion_trends, value_trends


YEARS = np.arange(2019, 2024)
TOTALS = np.array([5000, 5050, 5100, 5120, 5200])
points = st.lists(st.integers(0, 1000), min_size=5, max_size=5)


@given(points)
def test_years_reversed_turn_the_direction(counts):
    one = proportion_trends(counts, TOTALS, YEARS)
    other = proportion_trends(counts[::-1], TOTALS[::-1], YEARS)
    assert float(other.chi_squared) == pytest.approx(float(one.chi_squared), abs=1e-9)
    turned = {"increasing": "decreasing", "decreasing": "increasing"}
    found = str(one.direction)
    assert str(other.direction) == turned.get(found, found)


@given(points, st.floats(0.1, 100), st.floats(-5000, 5000))
def test_when_and_how_often_is_irrelevant(counts, step, start):
    one = proportion_trends(counts, TOTALS, YEARS)
    other = proportion_trends(counts, TOTALS, start + step * np.arange(5))
    assert float(other.chi_squared) == pytest.approx(
        float(one.chi_squared), rel=1e-6, abs=1e-9
    )


@given(st.lists(points, min_size=1, max_size=6))
def test_series_at_once_are_each_by_itself(series):
    together = proportion_trends(series, TOTALS, YEARS)
    alone = [proportion_trends(one, TOTALS, YEARS) for one in series]
    assert together.direction.tolist() == [str(one.direction) for one in alone]
    assert together.chi_squared == pytest.approx(
        [float(one.chi_squared) for one in alone], abs=1e-9
    )


@given(st.lists(st.integers(10, 90), min_size=5, max_size=5), st.integers(2, 50))
def test_more_people_make_it_surer(counts, times):
    totals = np.full(5, 100)
    one, many = (
        proportion_trends(np.multiply(counts, t), totals * t, YEARS) for t in (1, times)
    )
    assert float(many.chi_squared) == pytest.approx(
        times * float(one.chi_squared), abs=1e-9
    )
    assert float(many.slope) == pytest.approx(float(one.slope), abs=1e-12)


def test_agrees_with_chi_squared_of_a_line_through_a_table():
    counts, totals = np.array([30, 45, 40, 60, 70]), np.full(5, 500)
    outcome = np.repeat([1, 0] * 5, np.column_stack([counts, totals - counts]).ravel())
    year = np.repeat(np.arange(5), totals)
    r = stats.pearsonr(year, outcome).statistic
    found = proportion_trends(counts, totals, YEARS)
    assert float(found.chi_squared) == pytest.approx(r**2 * totals.sum())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([0, 0, 0, 0, 0], Direction.NO_CHANGE),
        (TOTALS, Direction.NO_CHANGE),
        (TOTALS / 10, Direction.NO_CHANGE),
        ([9, 10, 1, 0, 10], Direction.NO_CHANGE),
        ([200, 230, 260, 290, 320], Direction.INCREASING),
        ([320, 290, 260, 230, 200], Direction.DECREASING),
        ([300, 300, 290, 280, 600], Direction.OUTLIER),
        ([np.nan, 230, 260, 290, 320], Direction.UNKNOWN),
    ],
    ids=["none", "all", "all equal", "few", "up", "down", "one point", "unknown"],
)
def test_directions(counts, said):
    assert str(proportion_trends(counts, TOTALS, YEARS).direction) == said


def test_one_in_twenty_is_not_enough_for_a_trend():
    found = proportion_trends([200, 206, 215, 226, 240], np.full(5, 5000), YEARS)
    assert 3.85 < found.chi_squared < 9.5
    assert str(found.direction) == Direction.NO_CHANGE


def test_year_without_people_is_not_known():
    totals = [100, 100, 0, 100, 100]
    found = proportion_trends([5, 6, 0, 8, 9], totals, YEARS)
    assert str(found.direction) == Direction.UNKNOWN
    assert np.isnan(found.chi_squared)
    assert np.isnan(found.slope)


def test_year_without_anyone_counted_still_moves():
    found = proportion_trends([0, 50, 100, 150, 200], TOTALS, YEARS)
    assert str(found.direction) == Direction.INCREASING
    assert np.isnan(found.slope)


def around(values, half=0.5):
    values = np.asarray(values, dtype=float)
    return values, Interval(values - half, values + half)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1, 2, 3, 4, 5], Direction.INCREASING),
        ([5, 4, 3, 2, 1], Direction.DECREASING),
        ([2, 2, 2, 2, 2], Direction.NO_CHANGE),
        ([3, 3, 2.9, 2.8, 6], Direction.OUTLIER),
        ([3, np.nan, 2, 2, 6], Direction.UNKNOWN),
    ],
)
def test_directions_of_values(values, said):
    assert str(value_trends(*around(values), YEARS).direction) == said


def test_straight_line_has_its_slope():
    found = value_trends(*around(3 + 0.25 * np.arange(6)), np.arange(6))
    assert float(found.slope) == pytest.approx(0.25)


def test_values_many_at_once():
    values, limits = around(np.array([[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]]))
    found = value_trends(values, limits, YEARS)
    assert found.direction.tolist() == ["increasing", "decreasing"]


def test_limits_that_coincide_make_no_weight():
    assert (
        str(value_trends(*around([1, 2, 3, 4, 5], 0), YEARS).direction) == "not known"
    )


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([1, 2, 3, 4], "5 points or more, not 4"),
        ([1, 2, 3, 4, 4], "times must rise"),
        ([5, 4, 3, 2, 1], "times must rise"),
    ],
)
def test_times_that_make_no_trend_are_refused(times, said):
    values = np.ones(len(times))
    with pytest.raises(ValueError, match=said):
        proportion_trends(values, values * 10, times)
    with pytest.raises(ValueError, match=said):
        value_trends(*around(values), times)


def test_count_above_its_total_is_refused():
    with pytest.raises(ValueError, match="count 6000"):
        proportion_trends([6000, 1, 1, 1, 1], TOTALS, YEARS)
