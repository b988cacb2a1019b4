"""Slope and relative index of inequality."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phm.stats.intervals import Interval, rate_interval, wilson_interval
from phm.stats.scales import Scale
from phm.stats.slopes import simulated_slope_index, slope_index


PEOPLE = np.array([9000, 11000, 10000, 9500, 10500])
COUNTS = np.array([190, 160, 120, 100, 70])
LIMITED = {
    Scale.LINEAR: rate_interval,
    Scale.LOG: rate_interval,
    Scale.LOGIT: wilson_interval,
}
SCALES = list(LIMITED)


@st.composite
def gradients(draw):
    groups = draw(st.integers(5, 12))
    row = st.lists(st.integers(10, 900), min_size=groups, max_size=groups)
    people = st.lists(st.integers(1000, 9000), min_size=groups, max_size=groups)
    return np.array(draw(row)), np.array(draw(people))


def index(counts, people, scale, **options):
    limits = LIMITED[scale](counts, people)
    return slope_index(counts / people, people, limits, scale=scale, **options)


@given(gradients(), st.sampled_from(SCALES))
def test_indices_lie_in_their_limits_and_agree_in_direction(gradient, scale):
    found = index(*gradient, scale)
    assert found.sii.lower <= found.sii.value <= found.sii.upper
    if not np.isnan(found.rii.lower + found.rii.upper):
        assert found.rii.lower <= found.rii.value <= found.rii.upper
        assert (found.rii.value > 1) == (found.sii.value > 0)
        assert found.rii.excludes(1) == found.sii.excludes(0)


@given(gradients(), st.sampled_from(SCALES))
def test_order_reversed_turns_the_sign(gradient, scale):
    one = index(*gradient, scale)
    other = index(*(row[::-1] for row in gradient), scale)
    assert other.sii.value == pytest.approx(-one.sii.value, abs=1e-12)
    assert other.sii.lower == pytest.approx(-one.sii.upper, abs=1e-12)
    assert other.rii.value == pytest.approx(1 / one.rii.value, nan_ok=True)


@given(gradients(), st.sampled_from(SCALES), st.integers(2, 20))
def test_more_people_with_the_same_rates_narrow_it(gradient, scale, times):
    one, many = index(*gradient, scale), index(*(r * times for r in gradient), scale)
    assert many.sii.value == pytest.approx(one.sii.value, abs=1e-12)
    assert many.sii.upper - many.sii.lower < one.sii.upper - one.sii.lower


@given(gradients(), st.sampled_from(SCALES), st.floats(0.1, 1e5))
def test_multiplier_scales_the_slope_and_leaves_the_ratio(gradient, scale, times):
    one, many = index(*gradient, scale), index(*gradient, scale, multiplier=times)
    assert many.sii.upper == pytest.approx(times * one.sii.upper)
    assert many.intercept == pytest.approx(times * one.intercept)
    assert many.rii.value == pytest.approx(one.rii.value, nan_ok=True)


@pytest.mark.parametrize("scale", SCALES)
def test_negative_multiplier_turns_the_sign_and_inverts_the_ratio(scale):
    one, turned = (index(COUNTS, PEOPLE, scale, multiplier=m) for m in (1, -1))
    assert turned.sii.value == -one.sii.value
    assert (turned.sii.lower, turned.sii.upper) == (-one.sii.upper, -one.sii.lower)
    assert turned.rii.value == pytest.approx(1 / one.rii.value)
    assert turned.rii.lower == pytest.approx(1 / one.rii.upper)
    assert turned.intercept == one.intercept


@pytest.mark.parametrize("scale", SCALES)
def test_equal_rates_have_no_slope(scale):
    found = index(PEOPLE / 100, PEOPLE, scale)
    assert found.sii.value == pytest.approx(0, abs=1e-12)
    assert found.rii.value == pytest.approx(1)
    assert not found.sii.excludes(0)
    assert found.intercept == pytest.approx(0.01)


def test_higher_among_the_deprived_is_a_negative_slope():
    found = index(COUNTS, PEOPLE, Scale.LOG)
    assert found.sii.upper < 0
    assert found.rii.upper < 1


def test_a_straight_line_is_found_whole():
    share = PEOPLE / PEOPLE.sum()
    middle = np.cumsum(share) - share / 2
    values = 20 - 8 * middle
    found = slope_index(values, PEOPLE, Interval(values - 1, values + 1))
    assert found.sii.value == pytest.approx(-8)
    assert found.intercept == pytest.approx(20)
    assert found.rii.value == pytest.approx(12 / 20)


def test_agrees_with_a_fit_by_the_textbook():
    rates, share = COUNTS / PEOPLE, PEOPLE / PEOPLE.sum()
    place = np.cumsum(share) - share / 2
    slope, start = np.polyfit(place, np.log(rates), 1, w=np.sqrt(PEOPLE))
    found = index(COUNTS, PEOPLE, Scale.LOG)
    assert found.sii.value == pytest.approx(np.exp(start + slope) - np.exp(start))


@pytest.mark.parametrize("errors", [Scale.LOG, Scale.LOGIT])
def test_simulation_repeats_and_agrees_with_closed_form_on_large_counts(errors):
    limits = LIMITED[errors](COUNTS * 50, PEOPLE * 50)
    asked = (COUNTS / PEOPLE, PEOPLE, limits)
    found = simulated_slope_index(*asked, errors=errors)
    assert simulated_slope_index(*asked, errors=errors) == found
    closed = slope_index(*asked)
    assert found.sii.value == closed.sii.value
    assert found.sii.lower == pytest.approx(closed.sii.lower, rel=0.01)
    assert found.rii.upper == pytest.approx(closed.rii.upper, rel=0.01)


@settings(max_examples=10)
@given(gradients())
def test_simulated_limits_hold_the_estimate(gradient):
    counts, people = gradient
    limits = rate_interval(counts, people)
    found = simulated_slope_index(counts / people, people, limits, errors=Scale.LOG)
    assert found.sii.lower < found.sii.value < found.sii.upper


@pytest.mark.parametrize("way", ["closed", "simulated"])
@pytest.mark.parametrize(
    ("counts", "people"),
    [
        ([np.nan, 160, 120, 100, 70], PEOPLE),
        ([0, 160, 120, 100, 70], PEOPLE),
        (COUNTS, [9000, 0, 10000, 9500, 10500]),
        (COUNTS, [9000, np.nan, 10000, 9500, 10500]),
    ],
    ids=["unknown", "nobody", "empty", "unknown size"],
)
def test_missing_group_leaves_no_slope(counts, people, way):
    counts, people = np.array(counts), np.array(people)
    limits = rate_interval(counts, people)
    values = np.divide(counts, people, out=np.full(5, np.nan), where=people > 0)
    found = (
        slope_index(values, people, limits, scale=Scale.LOG)
        if way == "closed"
        else simulated_slope_index(values, people, limits, errors=Scale.LOG)
    )
    assert found is None


def test_group_of_nobody_leaves_no_slope_whatever_it_is_said_to_have():
    rates = COUNTS / PEOPLE
    people = np.array([9000, 0, 10000, 9500, 10500])
    assert slope_index(rates, people, Interval(rates * 0.9, rates * 1.1)) is None


def test_everybody_in_a_group_has_no_log_odds():
    counts = np.array([9000, 160, 120, 100, 70])
    assert index(counts, PEOPLE, Scale.LOGIT) is None
    assert index(counts, PEOPLE, Scale.LINEAR) is not None


def test_line_that_ends_below_nothing_has_no_ratio():
    counts = np.array([900, 300, 10, 10, 10])
    found = index(counts, PEOPLE, Scale.LINEAR)
    assert found.sii.value < 0
    assert np.isnan(found.rii.value)
    assert not found.rii.excludes(1)


@pytest.mark.parametrize("groups", [0, 1, 4, 101])
def test_too_few_or_too_many_groups_are_refused(groups):
    ones = np.ones(groups)
    with pytest.raises(ValueError, match="5 to 100 groups"):
        slope_index(ones, ones, Interval(ones, ones))


@pytest.mark.parametrize(
    ("values", "scale"), [(-1.0, Scale.LOG), (1.5, Scale.LOGIT), (-0.1, Scale.LOGIT)]
)
def test_value_outside_the_scale_is_refused(values, scale):
    rates = np.full(5, 0.5)
    rates[2] = values
    with pytest.raises(ValueError, match=f"{values} is no value on the {scale}"):
        slope_index(rates, PEOPLE, Interval(rates, rates), scale=scale)


def test_multiplier_of_nothing_is_refused():
    with pytest.raises(ValueError, match="multiplier of 0"):
        index(COUNTS, PEOPLE, Scale.LOG, multiplier=0)
