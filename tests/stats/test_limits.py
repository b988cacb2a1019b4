"""Figures with their limits."""

import numpy as np
import pytest

from phm.stats.limits import Estimates, Limits


NAN = float("nan")


@pytest.mark.parametrize(
    ("x", "outside"), [(0.9, True), (1.0, False), (1.5, False), (2.0, False), (3, True)]
)
def test_limits_exclude_what_lies_beyond_them(x, outside):
    assert Limits(1.4, 1.0, 2.0).excludes(x) is outside


def test_unknown_limits_exclude_nothing():
    assert not Limits(NAN, NAN, NAN).excludes(1)
    assert Estimates(*np.full((3, 2), NAN)).excludes(1).tolist() == [False, False]


def test_each_of_many_is_one():
    value, lower, upper = np.arange(12.0).reshape(3, 2, 2)
    many = Estimates(value, lower, upper)
    assert many.at(1, 0) == Limits(2, 6, 10)
    assert many.excludes(8.5).tolist() == [[True, False], [False, False]]


def test_the_only_one_needs_no_index():
    only = Estimates(np.array(1.5), np.array(1.0), np.array(2.0))
    assert only.at() == Limits(1.5, 1, 2)


def test_another_unit_scales_all_three():
    one = Limits(0.5, 0.25, 1)
    assert one.scaled(1000) == Limits(500, 250, 1000)
    many = Estimates(*np.array([[0.5], [0.25], [1.0]])).scaled(1000)
    assert many.at(0) == one.scaled(1000)


@pytest.mark.parametrize("multiplier", [0, -1000, NAN])
def test_unit_that_would_turn_limits_round_is_refused(multiplier):
    with pytest.raises(ValueError, match=f"not {multiplier}"):
        Limits(1, 0, 2).scaled(multiplier)
