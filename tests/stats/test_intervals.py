"""What must hold of every interval, whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.intervals import (
    EXACT_BELOW,
    byar_interval,
    normal_quantile,
    rate_interval,
    wilson_interval,
)
from tests.golden.cases import Z_95, wilson_by_formula


EDGES = np.array([0, 1, 9, 10, 10, 10])
INTERVALS = {
    "wilson": lambda counts: wilson_interval(counts, 50),
    "byar": byar_interval,
    "rate": lambda counts: rate_interval(counts, 50),
}
VALUES = {
    "wilson": lambda counts: counts / 50,
    "byar": lambda counts: counts,
    "rate": lambda counts: counts / 50,
}
whole = st.integers(0, 100_000)


@st.composite
def proportions(draw):
    total = draw(st.integers(1, 100_000))
    return draw(st.integers(0, total)), total


@pytest.mark.parametrize("kind", INTERVALS)
def test_edge_rows_hold_their_estimate_in_order(kind):
    found, value = INTERVALS[kind](EDGES), VALUES[kind](EDGES)
    assert np.all(found.lower <= value)
    assert np.all(value <= found.upper)
    assert np.all(np.diff(found.lower) >= 0)
    assert np.all(np.diff(found.upper) >= 0)
    assert found.lower[0] == 0


@pytest.mark.parametrize("kind", INTERVALS)
@pytest.mark.parametrize("shape", [(), (1,), (4,), (2, 3), (0,)])
def test_limits_have_the_shape_of_the_counts(kind, shape):
    found = INTERVALS[kind](np.full(shape, 7))
    assert found.lower.shape == found.upper.shape == shape


@pytest.mark.parametrize("kind", INTERVALS)
def test_all_at_once_is_each_by_itself(kind):
    together = INTERVALS[kind](EDGES)
    alone = [float(INTERVALS[kind](count).upper) for count in EDGES]
    assert together.upper.tolist() == alone


@pytest.mark.parametrize("kind", INTERVALS)
def test_negative_count_is_refused_with_its_value(kind):
    with pytest.raises(ValueError, match="-3"):
        INTERVALS[kind]([4, -3])


def test_count_above_its_total_is_refused_with_its_value():
    with pytest.raises(ValueError, match="51"):
        wilson_interval([10, 51], [50, 50])


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, float("nan")])
def test_confidence_must_be_a_share(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal_quantile(confidence)


def test_nothing_over_nothing_is_undefined():
    for found in (wilson_interval([0, 1], [0, 2]), rate_interval([0, 1], [0, 2])):
        assert np.isnan([found.lower[0], found.upper[0]]).all()
        assert np.isfinite([found.lower[1], found.upper[1]]).all()


def test_limits_of_none_and_of_all_close_at_the_ends():
    found = wilson_interval([0, 50], [50, 50])
    assert found.lower[0] == 0
    assert found.upper[1] == 1


def test_exact_limits_meet_byars_where_they_hand_over():
    below, at = byar_interval([EXACT_BELOW - 1e-9, EXACT_BELOW]).upper
    assert at == pytest.approx(below, rel=0.002)  # PHE, 2018: within 0.2 % from here on


def test_quantile_of_the_usual_interval():
    assert normal_quantile(0.95) == pytest.approx(Z_95, rel=1e-12)


@given(proportions())
def test_wilson_is_the_formula_and_holds_its_estimate(pair):
    count, total = pair
    found = wilson_interval(count, total)
    assert 0 <= found.lower <= count / total <= found.upper <= 1
    assert (found.lower, found.upper) == pytest.approx(
        wilson_by_formula(count, total), rel=1e-9, abs=1e-12
    )


@given(proportions())
def test_wilson_of_the_rest_is_the_mirror_image(pair):
    count, total = pair
    found, rest = wilson_interval(count, total), wilson_interval(total - count, total)
    assert found.lower == pytest.approx(1 - rest.upper, abs=1e-9)


@given(proportions(), st.integers(2, 50))
def test_more_people_with_the_same_share_narrow_wilson(pair, times):
    count, total = pair
    one, many = (
        wilson_interval(count, total),
        wilson_interval(count * times, total * times),
    )
    assert many.upper - many.lower < one.upper - one.lower


@given(whole)
def test_count_lies_in_its_limits_and_more_confidence_widens_them(count):
    usual, wide = byar_interval(count), byar_interval(count, confidence=0.998)
    assert wide.lower <= usual.lower <= count <= usual.upper <= wide.upper


@given(whole)
def test_limits_rise_with_the_count(count):
    one, more = byar_interval(count), byar_interval(count + 1)
    assert one.lower <= more.lower
    assert one.upper < more.upper


@given(whole, st.integers(1, 10**7), st.integers(2, 1000))
def test_rate_limits_scale_with_the_exposure(count, exposure, times):
    one, spread = rate_interval(count, exposure), rate_interval(count, exposure * times)
    assert spread.upper * times == pytest.approx(float(one.upper))
    assert spread.lower * times == pytest.approx(float(one.lower))


@given(st.lists(proportions(), min_size=1, max_size=20), st.randoms())
def test_order_of_rows_is_irrelevant(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    limits = {}
    for rows in (pairs, shuffled):
        counts, totals = zip(*rows, strict=True)
        upper = wilson_interval(counts, totals).upper
        limits[id(rows)] = sorted(zip(rows, upper.tolist(), strict=True))
    assert limits[id(pairs)] == limits[id(shuffled)]
