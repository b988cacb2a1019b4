"""Empirical Bayes for small areas."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from phm.stats.smoothing import smooth


areas = st.lists(
    st.tuples(st.integers(0, 60), st.floats(0.1, 60)), min_size=1, max_size=40
)


def columns(rows):
    return tuple(np.array(column) for column in zip(*rows, strict=True))


def planted(spread=0.4, areas=600, seed=5):
    random = np.random.default_rng(seed)
    expected = random.uniform(1, 20, areas)
    shape = 1 / spread**2 if spread else np.inf
    truth = random.gamma(shape, 1 / shape, areas) if spread else np.ones(areas)
    return random.poisson(expected * truth), expected, truth


@given(areas)
def test_smoothed_lies_between_raw_and_mean(rows):
    found = smooth(*columns(rows))
    low, high = np.minimum(found.raw, found.mean), np.maximum(found.raw, found.mean)
    assert np.all((low - 1e-12 <= found.value) & (found.value <= high + 1e-12))
    assert np.all((found.weight >= 0) & (found.weight < 1))


@given(areas, st.randoms())
def test_order_of_areas_is_irrelevant(rows, random):
    order = random.sample(range(len(rows)), len(rows))
    one, other = (
        smooth(*columns(rows)),
        smooth(*columns([rows[i] for i in order])),
    )
    assert other.value == pytest.approx(one.value[order], abs=1e-9)


@given(areas)
def test_larger_areas_are_believed_more(rows):
    observed, expected = columns(rows)
    order = np.argsort(expected)
    assert np.all(np.diff(smooth(observed, expected).weight[order]) >= -1e-12)


@given(areas, st.floats(0.1, 10))
def test_probabilities_add_up_and_fall_with_the_mark(rows, mark):
    found = smooth(*columns(rows))
    above = found.probability_above(mark)
    assert np.all((above >= 0) & (above <= 1))
    assert above + found.probability_below(mark) == pytest.approx(1)
    assert np.all(found.probability_above(mark * 1.5) <= above)


def test_moments_are_marshalls():
    observed, expected = np.array([2, 9, 4, 15]), np.array([4.0, 5.0, 6.0, 7.0])
    raw, mean = observed / expected, 30 / 22
    spread = sum(expected * (raw - mean) ** 2) / 22
    variance = spread - mean / 5.5
    weight = variance / (variance + mean / expected)
    found = smooth(observed, expected)
    assert (found.mean, found.variance) == pytest.approx((mean, variance))
    assert found.value == pytest.approx(mean + weight * (raw - mean))


def test_smoothed_is_the_mean_of_the_posterior():
    observed, expected, _ = planted()
    found = smooth(observed, expected)
    shape, rate = found.mean**2 / found.variance, found.mean / found.variance
    assert found.value == pytest.approx((shape + observed) / (rate + expected))
    limits = found.interval()
    assert np.all((limits.lower < found.value) & (found.value < limits.upper))


def test_smoothed_is_nearer_the_truth_than_raw():
    observed, expected, truth = planted()
    found = smooth(observed, expected)
    assert found.variance == pytest.approx(0.16, abs=0.05)
    raw_error, error = (np.mean((v - truth) ** 2) for v in (found.raw, found.value))
    assert error < 0.6 * raw_error


def test_limits_and_probabilities_hold_as_often_as_they_say():
    observed, expected, truth = planted(areas=4000)
    found = smooth(observed, expected)
    limits = found.interval(confidence=0.9)
    held = np.mean((limits.lower <= truth) & (truth <= limits.upper))
    assert held == pytest.approx(0.9, abs=0.03)
    above = found.probability_above(1)
    sure = above > 0.8
    assert np.mean(truth[sure] > 1) == pytest.approx(above[sure].mean(), abs=0.05)


def test_areas_that_differ_by_chance_alone_all_have_the_mean():
    expected = np.full(50, 6.0)
    found = smooth(stats.poisson(6).ppf(np.linspace(0.1, 0.9, 50)), expected)
    assert found.variance == 0
    assert set(found.value) == {found.mean}
    limits = found.interval()
    assert limits.lower.tolist() == limits.upper.tolist() == found.value.tolist()
    assert set(found.probability_above(found.mean)) == {0.5}
    assert set(found.probability_above(found.mean * 0.9)) == {1}
    assert set(found.probability_above(found.mean * 1.1)) == {0}


def test_edge_rows():
    found = smooth([0, 1, 9, 10, 3, 0], [5.0, 5, 5, 5, 0, 0])
    assert np.all(np.diff(found.value[:4]) > 0)
    assert found.value[0] > 0
    assert found.value[4:].tolist() == [found.mean, found.mean]
    same = found.probability_above(1)[4:]
    assert same[0] == same[1]


def test_one_area_nothing_counted_and_nothing_expected():
    assert smooth([3], [6.0]).value.tolist() == [0.5]
    assert smooth([0, 0], [6.0, 2]).value.tolist() == [0, 0]
    nothing = smooth([0, 0], [0, 0])
    assert np.isnan([nothing.value, nothing.probability_above(1)]).all()
    assert np.isnan(nothing.interval().lower).all()


@pytest.mark.parametrize("counts", [[2, 9, 4, 15], [5, 5, 5, 5]])
def test_unknown_area_stays_unknown_and_plays_no_part(counts):
    expected = np.array([4.0, 5.0, 6.0, 7.0])
    known = smooth(counts, expected)
    found = smooth([*counts, np.nan], [*expected, 100.0])
    assert found.value[:4].tolist() == known.value.tolist()
    assert np.isnan(found.value[4])
    assert np.isnan([found.probability_above(1)[4], found.interval().upper[4]]).all()


def test_what_is_no_row_of_areas_is_refused():
    with pytest.raises(ValueError, match="one row of areas"):
        smooth([1, 2], [1.0])
    with pytest.raises(ValueError, match="expected count cannot be negative: -1"):
        smooth([1], [-1.0])
