"""Funnel limits and the positions of areas in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.funnel import (
    ALERT,
    Position,
    average_proportion,
    count_positions,
    positions,
    proportion_funnel,
    proportion_positions,
    rate_funnel,
)
from phm.stats.intervals import Interval, exact_poisson_interval, wilson_interval


averages = st.floats(0.01, 0.99)


@given(st.integers(1, 10**6), averages)
def test_average_lies_in_its_funnel_which_narrows(total, average):
    look, alert = (
        proportion_funnel([total, total + 1], average, confidence=c)
        for c in (0.95, ALERT)
    )
    assert np.all(alert.lower >= 0)
    assert np.all(alert.lower <= look.lower)
    assert np.all((look.lower <= average) & (average <= look.upper))
    assert look.upper[1] <= look.upper[0] <= alert.upper[0] <= 1


@given(st.integers(1, 5000), st.data(), averages)
def test_outside_the_funnel_is_outside_wilsons_interval(total, data, average):
    count = data.draw(st.integers(0, total))
    found = str(proportion_positions(count, total, average))
    limits = wilson_interval(count, total)
    outside = average < limits.lower - 1e-9 or average > limits.upper + 1e-9
    inside = limits.lower + 1e-9 < average < limits.upper - 1e-9
    assert not (outside and found == Position.WITHIN)
    assert not (inside and found != Position.WITHIN)


@given(st.integers(1, 10**5), st.floats(0.1, 1000))
def test_rate_funnel_holds_the_average_and_scales_with_it(events, average):
    found, one = rate_funnel(events, average), rate_funnel(events)
    assert found.lower < average < found.upper
    assert found.upper == pytest.approx(average * float(one.upper))


@given(st.integers(0, 500), st.floats(0.01, 500))
def test_count_is_outside_where_its_exact_limits_leave_out_what_was_expected(o, e):
    limits = exact_poisson_interval(o)
    outside = not limits.lower <= e <= limits.upper
    found = str(count_positions(o, e))
    assert (found != Position.WITHIN) == outside
    assert found.startswith("High") == (outside and o > e)


def test_positions_in_their_order():
    look, alert = (Interval(np.array(a), np.array(b)) for a, b in ((2, 4), (1, 5)))
    found = positions([0.5, 1, 2, 3, 4, 5, 5.5, np.nan], look, alert)
    assert found.tolist() == [
        *("Low (0.001)", "Low (0.025)", "Not significant", "Not significant"),
        *("Not significant", "High (0.025)", "High (0.001)", "Not known"),
    ]


def test_edge_rows():
    found = count_positions([0, 1, 9, 10, 0, 3], [10, 10, 10, 10, 0, 0])
    assert found.tolist() == [
        *("Low (0.001)", "Low (0.001)", "Not significant", "Not significant"),
        *("Not significant", "High (0.001)"),
    ]
    shares = proportion_positions([0, 50, 0, np.nan], [50, 50, 0, 50], 0.5)
    assert shares.tolist() == [
        *("Low (0.001)", "High (0.001)", "Not known", "Not known"),
    ]


def test_no_events_and_no_people_have_no_limits():
    assert np.isnan([rate_funnel(0).lower, rate_funnel(0).upper]).all()
    assert np.isnan(proportion_funnel([0], 0.5).upper).all()


def test_one_area_is_its_own_average():
    average = average_proportion([7], [20])
    assert proportion_positions([7], [20], average).tolist() == ["Not significant"]


@pytest.mark.parametrize("average", [0.0, 1.0])
def test_where_all_are_alike_nobody_can_differ(average):
    found = proportion_funnel([1, 100], average)
    assert found.lower.tolist() == found.upper.tolist() == [average, average]


def test_what_is_no_average_is_refused():
    with pytest.raises(ValueError, match=r"not 33"):
        proportion_funnel([10], 33)
    with pytest.raises(ValueError, match="needs people"):
        average_proportion([0], [0])


@pytest.mark.parametrize(
    "ask", [average_proportion, lambda x, n: proportion_positions(x, n, 0.5)]
)
def test_more_than_all_is_refused(ask):
    with pytest.raises(ValueError, match="count 12"):
        ask([5, 12], [10, 10])
