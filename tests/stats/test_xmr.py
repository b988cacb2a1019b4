"""XmR charts and their four rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.xmr import FIRM_FROM, Signal, screened_xmr_chart, xmr_chart


series = st.lists(st.integers(-50, 50), min_size=2, max_size=40)
MIRROR = {
    Signal.ABOVE_LIMIT: Signal.BELOW_LIMIT,
    Signal.RISING: Signal.FALLING,
    Signal.TWO_OF_THREE_HIGH: Signal.TWO_OF_THREE_LOW,
    Signal.ABOVE_MEAN: Signal.BELOW_MEAN,
    Signal.NONE: Signal.NONE,
}
MIRROR |= {other: one for one, other in MIRROR.items()}


def wave(points=24):
    """A series with nothing to see: up and down in turn."""
    return np.tile([49.0, 51.0], points // 2)


def signals(values):
    return xmr_chart(values).signals.tolist()


def slow_signal(values, chart, i):
    """The four rules once more, looking at one point at a time."""
    y, mean, (low, high) = values, chart.mean, chart.near
    windows = [range(s, s + 7) for s in range(i - 6, i + 1) if 0 <= s <= len(y) - 7]
    threes = [range(s, s + 3) for s in range(i - 2, i + 1) if 0 <= s <= len(y) - 3]
    rules = {
        Signal.ABOVE_LIMIT: y[i] > chart.upper,
        Signal.BELOW_LIMIT: y[i] < chart.lower,
        Signal.RISING: any(all(y[j] < y[j + 1] for j in w[:-1]) for w in windows),
        Signal.FALLING: any(all(y[j] > y[j + 1] for j in w[:-1]) for w in windows),
        Signal.TWO_OF_THREE_HIGH: y[i] > high
        and any(
            all(y[j] > mean for j in w) and sum(y[j] > high for j in w) > 1
            for w in threes
        ),
        Signal.TWO_OF_THREE_LOW: y[i] < low
        and any(
            all(y[j] < mean for j in w) and sum(y[j] < low for j in w) > 1
            for w in threes
        ),
        Signal.ABOVE_MEAN: any(all(y[j] > mean for j in w) for w in windows),
        Signal.BELOW_MEAN: any(all(y[j] < mean for j in w) for w in windows),
    }
    return next((s for s, holds in rules.items() if holds), Signal.NONE)


@given(st.lists(st.sampled_from([0, 1, 2, 3, 8, 9, 30]), min_size=2, max_size=30))
def test_rules_agree_with_looking_at_each_point(values):
    chart = xmr_chart(values)
    slow = [slow_signal(values, chart, i) for i in range(len(values))]
    assert chart.signals.tolist() == slow


@given(series)
def test_turned_upside_down_signals_turn(values):
    chart = xmr_chart(values)
    turned = xmr_chart([-value for value in values])
    assert turned.upper == pytest.approx(-chart.lower)
    assert [MIRROR[Signal(s)] for s in turned.signals] == chart.signals.tolist()


@given(series, st.integers(-100, 100), st.sampled_from([0.5, 2, 4]))
def test_unit_and_origin_are_irrelevant(values, start, times):
    chart = xmr_chart(values)
    other = xmr_chart(start + times * np.array(values))
    assert other.upper == pytest.approx(start + times * chart.upper)
    assert chart.lower <= chart.near[0] <= chart.mean <= chart.near[1] <= chart.upper


def test_everyday_variation_has_no_signal():
    assert set(signals(wave())) == {""}


@pytest.mark.parametrize("level", [0, 1, 9, 10])
def test_all_equal_has_no_signal(level):
    chart = xmr_chart([level] * 12)
    assert (chart.lower, chart.mean, chart.upper) == (level, level, level)
    assert set(chart.signals) == {""}


def test_point_outside_the_limits():
    values = wave()
    values[5], values[12] = 70, 30
    found = signals(values)
    assert found[5] == Signal.ABOVE_LIMIT
    assert found[12] == Signal.BELOW_LIMIT


@pytest.mark.parametrize(("length", "seen"), [(6, False), (7, True)])
def test_seven_on_one_side_of_the_mean(length, seen):
    high = np.tile([51.0, 51.5], 4)[:length]
    values = np.concatenate([[49.0, 51, 49, 48.5], high, [49.0, 48.5, 49, 51] * 3])
    marked = [i for i, s in enumerate(signals(values)) if s == Signal.ABOVE_MEAN]
    assert marked == (list(range(4, 11)) if seen else [])


@pytest.mark.parametrize(("length", "seen"), [(6, False), (7, True)])
def test_seven_falling_in_a_row(length, seen):
    values = np.concatenate([[50, 51], 50 - np.arange(1, length) / 2, wave(12)])
    assert (Signal.FALLING in signals(values)) is seen


def test_equal_neighbours_break_a_rise():
    assert Signal.RISING not in signals([1, 2, 3, 4, 4, 5, 6, 7])
    assert Signal.RISING in signals([1, 2, 3, 4, 5, 6, 7])


def test_one_leap_does_not_widen_screened_limits():
    values = wave()
    values[10] = 90
    plain, screened = xmr_chart(values), screened_xmr_chart(values)
    assert screened.upper < plain.upper
    assert screened.mean == plain.mean


@pytest.mark.parametrize("points", [2, FIRM_FROM - 1, FIRM_FROM])
def test_few_points_are_provisional(points):
    assert xmr_chart(range(points)).provisional is (points < FIRM_FROM)


@pytest.mark.parametrize("chart", [xmr_chart, screened_xmr_chart])
@pytest.mark.parametrize(
    ("values", "said"),
    [([], "2 points"), ([1], "2 points"), ([1, np.nan, 2], "point 2 has no value")],
)
def test_what_makes_no_chart_is_refused(chart, values, said):
    with pytest.raises(ValueError, match=said):
        chart(values)


@pytest.mark.parametrize("draw", [xmr_chart, screened_xmr_chart])
@pytest.mark.parametrize("points", [7, 12, 13, 24])
@pytest.mark.parametrize("level", [0.1, 0.7, 12.3])
def test_equal_values_that_no_binary_number_holds_have_no_signal(level, points, draw):
    chart = draw([level] * points)
    assert (chart.lower, chart.mean, chart.upper) == (level, level, level)
    assert set(chart.signals) == {""}
