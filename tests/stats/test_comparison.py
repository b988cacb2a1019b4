"""Ratios and differences of two rates, tail chances and false discovery."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from phm.stats.comparison import (
    false_discovery,
    lower_tail,
    lower_tail_mid_p,
    proportion_differences,
    proportion_ratios,
    rate_differences,
    rate_ratios,
)
from phm.stats.intervals import exact_poisson_interval


counts, some = st.integers(0, 2000), st.integers(1, 2000)
exposures = st.integers(1, 100_000)
shares = st.integers(1, 3000).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)
chances = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(counts, exposures, some, exposures)
def test_ratio_lies_in_its_limits(x, n, y, m):
    found = rate_ratios(x, n, y, m).at()
    assert found.value == pytest.approx((x / n) / (y / m))
    assert 0 <= found.lower <= found.value <= found.upper
    assert found.lower < found.upper


@given(some, exposures, some, exposures)
def test_ratio_turned_round_is_one_over_it(x, n, y, m):
    one, other = rate_ratios(x, n, y, m).at(), rate_ratios(y, m, x, n).at()
    assert other.lower == pytest.approx(1 / one.upper)
    assert other.upper == pytest.approx(1 / one.lower)


@given(counts, exposures, counts, exposures)
def test_difference_turned_round_changes_its_sign(x, n, y, m):
    one, other = rate_differences(x, n, y, m).at(), rate_differences(y, m, x, n).at()
    assert one.lower <= one.value <= one.upper
    assert other.value == pytest.approx(-one.value)
    assert other.lower == pytest.approx(-one.upper)


@given(some, exposures, some, exposures, st.integers(2, 100))
def test_more_of_the_same_narrows_both(x, n, y, m, times):
    few, many = (
        [f(x * t, n * t, y * t, m * t).at() for f in (rate_ratios, rate_differences)]
        for t in (1, times)
    )
    for one, more in zip(few, many, strict=True):
        assert more.value == pytest.approx(one.value)
        assert more.upper - more.lower < one.upper - one.lower


@given(some, exposures, some, exposures, st.integers(2, 1000))
def test_unit_of_the_exposure_cancels_in_a_ratio(x, n, y, m, times):
    one = rate_ratios(x, n, y, m).at()
    other = rate_ratios(x, n * times, y, m * times).at()
    assert other.upper == pytest.approx(one.upper)


def test_edge_rows_of_a_ratio():
    x = np.array([0, 1, 9, 10, 10, 0])
    found = rate_ratios(x, 100, [10, 10, 10, 10, 0, 0], 100)
    assert found.value[:4] == pytest.approx(x[:4] / 10)
    assert found.lower[0] == 0
    assert np.all(np.diff(found.upper[:3]) > 0)
    # exact limits are the wider: a step, though a small one, where they hand over
    assert found.upper[3] == pytest.approx(found.upper[2], rel=0.05)
    assert np.isnan([found.value[4:], found.lower[4:], found.upper[4:]]).all()


def test_nobody_beside_many_is_a_gap_and_beside_few_is_none():
    assert rate_ratios(0, 1000, 50, 1000).at().excludes(1)
    assert not rate_ratios(0, 1000, 3, 1000).at().excludes(1)
    assert rate_differences(0, 1000, 50, 1000).at().excludes(0)
    assert not rate_differences(0, 1000, 3, 1000).at().excludes(0)


def test_nobody_on_either_side_is_not_certainty():
    found = rate_differences(0, 100, 0, 100).at()
    assert found.lower < 0 < found.upper


def test_exact_limits_of_a_ratio_are_the_binomial_ones():
    exact = stats.binomtest(4, 16).proportion_ci(0.95, method="exact")
    found = rate_ratios(4, 100, 12, 100).at()
    odds = [p / (1 - p) for p in (exact.low, exact.high)]
    assert [found.lower, found.upper] == pytest.approx(odds)


def test_without_exposure_nothing_is_known():
    for compare in (rate_ratios, rate_differences):
        found = compare([5, 5], [0, 10], [5, 5], [10, 0])
        assert np.isnan([found.value, found.lower, found.upper]).all()


def test_unknown_counts_stay_unknown():
    found = rate_ratios([np.nan, 20], 100, 20, 100)
    assert np.isnan(found.upper).tolist() == [True, False]


@pytest.mark.parametrize("compare", [rate_ratios, rate_differences])
def test_negative_numbers_are_refused_with_their_value(compare):
    with pytest.raises(ValueError, match="an exposure cannot be negative: -2"):
        compare(1, 5, 1, -2)


@given(st.integers(0, 300), st.floats(0.01, 300))
def test_tail_is_the_sum_of_its_chances(observed, expected):
    terms = stats.poisson.pmf(np.arange(observed + 1), expected)
    assert lower_tail(observed, expected) == pytest.approx(terms.sum(), abs=1e-9)
    mid = terms.sum() - terms[-1] / 2
    assert lower_tail_mid_p(observed, expected) == pytest.approx(mid, abs=1e-9)


@given(st.integers(0, 300), st.floats(0.01, 300))
def test_fewer_observed_or_more_expected_is_less_likely(observed, expected):
    for tail in (lower_tail, lower_tail_mid_p):
        assert tail(observed, expected) <= tail(observed + 1, expected)
        assert tail(observed, expected) >= tail(observed, expected * 1.1)


def test_nothing_expected_has_no_tail():
    assert np.isnan(lower_tail([0, 3, np.nan], [0, 0, 4])).all()


def test_half_a_person_is_refused():
    with pytest.raises(ValueError, match=r"whole: 2\.5"):
        lower_tail([1, 2.5], 3)


def test_tail_and_limits_agree_on_what_is_low():
    """One-sided 0.025 is the upper limit of the count falling short of the expected."""
    observed, expected = np.arange(40), 20.0
    short = exact_poisson_interval(observed).upper < expected
    assert (lower_tail(observed, expected) < 0.025).tolist() == short.tolist()


@given(chances)
def test_q_is_no_smaller_than_p_and_keeps_its_order(p):
    q = false_discovery(p)
    assert np.all(q >= np.array(p) - 1e-12)
    assert np.all(q <= 1)
    assert np.all(np.diff(q[np.argsort(p)]) >= -1e-12)
    assert np.all(false_discovery(p, method="by") >= q - 1e-12)


@given(chances, st.randoms())
def test_order_of_tests_is_irrelevant(p, random):
    shuffled = random.sample(p, len(p))
    pairs, others = (
        sorted(zip(one, false_discovery(one), strict=True)) for one in (p, shuffled)
    )
    assert np.allclose(pairs, others)


def test_q_by_hand():
    found = false_discovery([0.01, 0.04, 0.03, np.nan, 0.5])
    assert found[[0, 1, 2, 4]] == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert np.isnan(found[3])


def test_no_tests_have_no_q():
    assert false_discovery([]).shape == (0,)
    assert np.isnan(false_discovery([np.nan])).all()


def test_chance_outside_its_range_is_refused():
    with pytest.raises(ValueError, match=r"not 1\.5"):
        false_discovery([0.5, 1.5])


def test_false_calls_stay_rare_when_nothing_is_up():
    draws = np.random.default_rng(4).poisson(30.0, size=(400, 60))
    called = [np.any(false_discovery(lower_tail(row, 30.0)) <= 0.05) for row in draws]
    assert np.mean(called) <= 0.05


@pytest.mark.parametrize(
    ("pair", "limits"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ],
)
def test_difference_of_proportions_is_newcombes(pair, limits):
    found = proportion_differences(*pair).at()
    assert (found.lower, found.upper) == pytest.approx(limits, abs=0.0001)


@given(shares, shares)
def test_ratio_and_difference_of_proportions_agree_on_what_is_clear(one, other):
    ratio = proportion_ratios(*one, *other).at()
    apart = proportion_differences(*one, *other).at()
    assert -1 <= apart.lower <= apart.value <= apart.upper <= 1
    if other[0] and min(abs(apart.lower), abs(apart.upper)) > 1e-9:
        assert 0 <= ratio.lower <= ratio.value + 1e-12 <= ratio.upper + 2e-12
        assert ratio.excludes(1) == apart.excludes(0)


@given(shares.filter(lambda one: one[0]), shares.filter(lambda one: one[0]))
def test_ratio_of_proportions_turned_round_is_one_over_it(one, other):
    found, turned = (
        proportion_ratios(*a, *b).at() for a, b in ((one, other), (other, one))
    )
    assert turned.upper == pytest.approx(1 / found.lower)


def test_proportions_that_are_nearly_all_are_surer_than_counts():
    """85.6 % of 730 beside 91.1 % of 10,000: plain to see, and lost as Poisson."""
    pair = (625, 730, 9110, 10_000)
    assert proportion_differences(*pair).at().excludes(0)
    assert not rate_differences(*pair).at().excludes(0)


def test_edge_rows_of_proportions():
    x, n = np.array([0, 1, 9, 10, 0, np.nan]), np.array([10, 10, 10, 10, 0, 10])
    ratio, apart = proportion_ratios(x, n, 10, 10), proportion_differences(x, n, 10, 10)
    assert ratio.value[:4] == pytest.approx(x[:4] / 10)
    assert (ratio.lower[0], ratio.value[3]) == (0, 1)
    assert ratio.lower[3] < 1 < ratio.upper[3]
    assert apart.lower[3] < 0 < apart.upper[3]
    for found in (ratio, apart):
        assert np.isnan([found.value[4:], found.lower[4:], found.upper[4:]]).all()
    assert np.isnan(proportion_ratios(5, 10, 0, 10).at().upper)


@pytest.mark.parametrize("compare", [proportion_ratios, proportion_differences])
def test_more_than_all_is_refused(compare):
    with pytest.raises(ValueError, match="count 11"):
        compare(1, 5, 11, 10)
