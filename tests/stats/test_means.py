"""Means with their interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.means import mean_interval


values = st.lists(st.floats(-1000, 1000), min_size=2, max_size=30)


@given(values, st.floats(-100, 100), st.floats(0.1, 10))
def test_mean_lies_in_its_limits_which_move_with_the_unit(given_values, start, times):
    one = mean_interval(given_values).mean
    other = mean_interval(start + times * np.array(given_values)).mean
    assert one.lower <= one.value <= one.upper
    assert other.upper == pytest.approx(start + times * one.upper, abs=1e-6)


@given(values, st.randoms())
def test_order_and_gaps_are_irrelevant(given_values, random):
    one = mean_interval(given_values)
    other = mean_interval([*random.sample(given_values, len(given_values)), np.nan])
    assert other.size == one.size
    assert other.mean.value == pytest.approx(one.mean.value, abs=1e-9)


@given(values)
def test_more_of_the_same_narrow_it(given_values):
    one, many = mean_interval(given_values).mean, mean_interval(given_values * 4).mean
    assert many.upper - many.lower <= one.upper - one.lower + 1e-9


def test_all_equal_is_certain():
    found = mean_interval([3, 3, 3])
    assert (found.mean.lower, found.mean.upper, found.standard_deviation) == (3, 3, 0)


def test_one_value_has_no_limits_and_none_no_mean():
    one, none = mean_interval([4.0]), mean_interval([])
    assert (one.mean.value, one.size, none.size) == (4, 1, 0)
    unknown = [one.mean.lower, one.standard_deviation, none.mean.value]
    assert np.isnan(unknown).all()
