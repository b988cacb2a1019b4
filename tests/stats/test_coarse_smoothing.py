"""Empirical Bayes where counts are only known to lie between two numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from phm.stats.coarse_smoothing import (
    LEAST_VARIANCE,
    chances_above,
    chances_given,
    variance_between,
)
from phm.stats.smoothing import smooth


areas = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 9), st.floats(0.2, 60)),
    min_size=1,
    max_size=30,
)


def columns(rows):
    low, width, expected = (np.array(column) for column in zip(*rows, strict=True))
    return low, low + width, expected.astype(float)


def planted(spread, areas=800, seed=5, least=10, most=60):
    random = np.random.default_rng(seed)
    expected = random.uniform(least, most, areas)
    shape = 1 / spread**2
    truth = random.gamma(shape, 1 / shape, areas)
    return random.poisson(expected * truth), expected, truth


def coarse(counts):
    """As told in fives, small ones as one."""
    middle = np.floor(counts / 5 + 0.5).astype(int) * 5
    few = counts < 8
    return np.where(few, 0, np.maximum(middle - 2, 8)), np.where(few, 7, middle + 2)


@pytest.mark.parametrize(
    ("low", "high", "expected", "variance", "told"),
    [
        # known counts: Gamma(1/V + O, 1/V + E), whose tail is a sum for whole shapes
        (0, 0, 2.0, 1.0, math.exp(-3)),  # Gamma(1, 3)
        (1, 1, 2.0, 1.0, math.exp(-3) * (1 + 3)),  # Gamma(2, 3)
        (2, 2, 1.0, 0.5, math.exp(-3) * (1 + 3 + 9 / 2 + 27 / 6)),  # Gamma(4, 3)
        # 0 or 1 among 2 expected: likely as 1/3 and 2/9, so three fifths and two
        (0, 1, 2.0, 1.0, 0.6 * math.exp(-3) + 0.4 * math.exp(-3) * 4),
    ],
)
def test_chances_worked_out_by_hand(low, high, expected, variance, told):
    found = chances_given(
        variance, np.array([low]), np.array([high]), np.array([expected])
    )

    assert found == pytest.approx([told], rel=1e-12)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 7, 0.3), (0, 7, 4.9), (0, 7, 12.0), (8, 12, 4.9), (43, 47, 30), (9, 9, 7.5)],
)
@pytest.mark.parametrize("variance", [0.02, 0.4, 3.0])
def test_chances_are_those_of_the_integral(low, high, expected, variance):
    shape = 1 / variance

    def joint(ratio):
        between = stats.poisson.cdf([low - 1, high], expected * ratio)
        return np.diff(between)[0] * stats.gamma.pdf(ratio, shape, scale=1 / shape)

    below = integrate.quad(joint, 0, 1, limit=200, epsabs=1e-14)[0]
    above = integrate.quad(joint, 1, 60, limit=400, epsabs=1e-14, points=[1.5, 3, 8])[0]
    found = chances_given(
        variance, np.array([low]), np.array([high]), np.array([expected])
    )
    assert found == pytest.approx([above / (above + below)], abs=1e-6)


def test_known_counts_give_the_chances_of_marshalls_smoothing():
    observed, expected, _ = planted(0.4)
    expected *= observed.sum() / expected.sum()  # a mean of 1
    marshall = smooth(observed, expected)

    found = chances_given(marshall.variance, observed, observed, expected)
    assert found == pytest.approx(marshall.probability_above(1), abs=1e-9)


@pytest.mark.parametrize("spread", [0.15, 0.4, 1.0])
def test_the_planted_variance_is_found_from_coarse_counts(spread):
    counts, expected, _ = planted(spread)

    exact = variance_between(counts, counts, expected)
    assert exact == pytest.approx(spread**2, rel=0.2)
    assert variance_between(*coarse(counts), expected) == pytest.approx(exact, rel=0.15)


def test_areas_that_differ_by_chance_alone_have_no_variance():
    counts = np.round(np.linspace(18, 22, 40)).astype(int)

    assert variance_between(counts, counts, np.full(40, 20.0)) < 10 * LEAST_VARIANCE


@pytest.mark.parametrize("most", [8, 60])
def test_chances_hold_as_often_as_they_say(most):
    counts, expected, truth = planted(0.5, areas=6000, least=1, most=most)
    found = chances_above(*coarse(counts), expected)

    for low, high in [(0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1)]:
        some = (low <= found) & (found < high)
        if some.sum() > 200:
            assert np.mean(truth[some] > 1) == pytest.approx(
                found[some].mean(), abs=0.05
            )


@given(areas)
def test_chances_are_chances_and_the_order_of_areas_is_irrelevant(rows):
    low, high, expected = columns(rows)
    found = chances_above(low, high, expected)

    assert np.all((found >= 0) & (found <= 1))
    turned = chances_above(low[::-1], high[::-1], expected[::-1])[::-1]
    assert turned == pytest.approx(found, abs=1e-3)


@given(areas, st.floats(0.01, 5))
def test_higher_counts_have_higher_chances(rows, variance):
    low, high, expected = columns(rows)

    before = chances_given(variance, low, high, expected)
    assert np.all(
        chances_given(variance, low + 1, high + 1, expected) >= before - 1e-12
    )


@pytest.mark.parametrize(
    ("low", "high", "expected", "why"),
    [
        ([1, 2], [1, 2], [1.0], "one row"),
        ([3], [2], [1.0], "upside down"),
        ([-1], [2], [1.0], "negative"),
        ([1], [2], [0.0], "nothing expected"),
        ([1], [2], [math.nan], "nothing expected"),
    ],
)
def test_what_is_no_row_of_counts_is_refused(low, high, expected, why):
    with pytest.raises(ValueError, match=why):
        chances_above(np.array(low), np.array(high), np.array(expected))


def test_no_areas_at_all():
    none = np.array([], dtype=int)

    assert chances_above(none, none, np.array([])).tolist() == []
