"""Limits of an estimate from those of its numbers."""

import numpy as np
import pytest
from scipy import stats

from phm.stats.parameter_limits import combine_limits, shares_of_spread


MANY = 1e12  # so many people that chance plays no part


def test_a_product_of_log_normal_numbers_has_its_exact_limits():
    sds = np.array([0.2, 0.3, 0.05])
    low, high = np.exp(-1.959964 * sds), np.exp(1.959964 * sds)
    found = combine_limits([MANY], MANY * low[:, None], MANY * high[:, None])
    spread = 1.959964 * np.sqrt((sds**2).sum())
    assert found.lower / MANY == pytest.approx(np.exp(-spread), rel=1e-5)
    assert found.upper / MANY == pytest.approx(np.exp(spread), rel=1e-5)


def test_without_numbers_only_chance_is_left():
    found = combine_limits([100.0], [], [])
    exact = stats.chi2.ppf([0.025, 0.975], [200, 202]) / 2
    assert [*found.lower, *found.upper] == pytest.approx(exact, rel=0.03)


def test_a_number_shared_by_areas_moves_their_sum_as_far_as_each():
    one = combine_limits([MANY], [[MANY / 2]], [[MANY * 2]])
    both = combine_limits([2 * MANY], [[MANY]], [[4 * MANY]])
    assert both.upper / 2 == pytest.approx(one.upper)


def test_a_number_that_lowers_when_high_counts_on_its_side():
    rising = combine_limits([MANY], [[MANY * 0.8]], [[MANY * 1.5]])
    falling = combine_limits([MANY], [[MANY * 1.5]], [[MANY * 0.8]])
    assert falling.lower == pytest.approx(rising.lower)
    assert falling.upper == pytest.approx(rising.upper)


def test_limits_hold_the_estimate_and_nought_stays_nought():
    found = combine_limits([0.0, 8.0, np.nan], [[0.0, 9.0, 1.0]], [[0.0, 12.0, 1.0]])
    assert (found.lower[0], found.upper[0]) == (0, 0)
    assert found.lower[1] < 8 < found.upper[1]
    assert np.isnan([found.lower[2], found.upper[2]]).all()


def test_shares_of_the_spread_add_up_and_name_the_widest():
    low, high = [[50.0], [90.0]], [[200.0], [110.0]]
    shares = shares_of_spread([100.0], low, high)[:, 0]
    assert shares.sum() == pytest.approx(1)
    assert shares[0] > 0.9
    assert np.isnan(shares_of_spread([100.0], [[100.0]], [[100.0]])).all()
