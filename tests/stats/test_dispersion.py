"""Funnels widened for what areas differ by beyond chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.dispersion import (
    dispersed_proportion_funnel,
    dispersed_ratio_funnel,
    proportion_dispersion,
    ratio_dispersion,
)
from phm.stats.funnel import proportion_funnel


areas = st.lists(
    st.tuples(st.integers(0, 500), st.floats(1, 500)), min_size=1, max_size=40
)


def columns(rows):
    return tuple(np.array(column) for column in zip(*rows, strict=True))


@given(areas, st.randoms())
def test_order_of_areas_is_irrelevant_and_variance_is_never_negative(rows, random):
    one = ratio_dispersion(*columns(rows))
    other = ratio_dispersion(*columns(random.sample(rows, len(rows))))
    assert one.tau_squared >= 0
    assert other.phi == pytest.approx(one.phi, nan_ok=True)
    assert other.tau_squared == pytest.approx(one.tau_squared, abs=1e-12)


@given(areas)
def test_winsorised_scores_are_no_further_out(rows):
    found = ratio_dispersion(*columns(rows))
    known = np.isfinite(found.scores)
    assert np.all(
        np.abs(found.winsorised[known]).max(initial=0)
        <= np.abs(found.scores[known]).max(initial=0) + 1e-12
    )
    assert np.isnan(found.winsorised[~known]).all()


@given(st.floats(1, 1e5), st.floats(0, 2))
def test_dispersion_only_widens(expected, tau_squared):
    plain, wide = (dispersed_ratio_funnel(expected, t) for t in (0.0, tau_squared))
    assert wide.lower <= plain.lower < 1 < plain.upper <= wide.upper


@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_planted_variance_is_found_and_none_is_invented(spread):
    random = np.random.default_rng(11)
    expected = random.uniform(50, 400, 4000)
    truth = np.exp(random.normal(0, spread, 4000))
    found = ratio_dispersion(random.poisson(expected * truth), expected, trimmed=0)
    assert found.tau_squared == pytest.approx(spread**2, abs=0.005)


def test_planted_variance_of_proportions_is_found():
    random = np.random.default_rng(12)
    total = random.integers(200, 2000, 4000)
    angle = np.arcsin(np.sqrt(0.3)) + random.normal(0, 0.05, 4000)
    count = random.binomial(total, np.sin(angle) ** 2)
    found = proportion_dispersion(count, total, 0.3, trimmed=0)
    assert found.tau_squared == pytest.approx(0.05**2, rel=0.1)


def test_proportion_funnel_without_dispersion_is_nearly_the_plain_one():
    n = np.array([500, 5000])
    plain, other = (
        proportion_funnel(n, 0.3),
        dispersed_proportion_funnel(n, 0.3, tau_squared=0),
    )
    assert other.lower == pytest.approx(plain.lower, rel=0.01)
    assert other.upper == pytest.approx(plain.upper, rel=0.01)


def test_proportion_limits_stay_within_nothing_and_all():
    found = dispersed_proportion_funnel([1, 0], 0.5, tau_squared=1)
    assert found.lower.tolist() == [0, 0]
    assert found.upper.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("observed", "expected"), [([5], [5.0]), ([0, 3], [4, 0]), ([], []), ([0], [0])]
)
def test_too_few_areas_show_no_dispersion(observed, expected):
    assert ratio_dispersion(observed, expected).tau_squared == 0


def test_all_as_expected_is_no_dispersion():
    found = ratio_dispersion([10, 20, 30], [10, 20, 30])
    assert (found.phi, found.tau_squared) == (0, 0)


def test_area_with_nothing_observed_has_no_score():
    assert np.isnan(ratio_dispersion([0, 10], [5, 10]).scores).tolist() == [True, False]
    assert np.isfinite(proportion_dispersion([0, 10], [50, 50], 0.1).scores).all()


def test_nothing_expected_has_limits_without_end():
    found = dispersed_ratio_funnel(0, tau_squared=0.1)
    assert (found.lower, found.upper) == (0, np.inf)


def test_what_cannot_be_is_refused_with_its_value():
    with pytest.raises(ValueError, match="count 12"):
        proportion_dispersion([12], [10], 0.3)
    for ask in (
        lambda: proportion_dispersion([1], [10], 33),
        lambda: dispersed_proportion_funnel([10], 33, 0.0),
    ):
        with pytest.raises(ValueError, match=r"average proportion .* not 33"):
            ask()
    for ask in (
        lambda: dispersed_ratio_funnel(10, -0.1),
        lambda: dispersed_proportion_funnel(10, 0.3, -0.1),
    ):
        with pytest.raises(ValueError, match=r"variance between areas .* -0\.1"):
            ask()
