"""Curves of supply against need."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.concentration import concentration_curve, lorenz_curve


amount = st.floats(0.01, 1000)
areas = st.lists(st.tuples(amount, amount, st.integers(0, 5)), min_size=1, max_size=20)


def columns(rows):
    return tuple(np.array(column) for column in zip(*rows, strict=True))


def gini_by_pairs(supply, need):
    """Half the mean difference between all pairs, relative to the mean."""
    rate = supply / need
    weight = np.outer(need, need) / need.sum() ** 2
    mean = supply.sum() / need.sum()
    return float((weight * np.abs(rate[:, None] - rate)).sum() / 2 / mean)


@given(areas)
def test_curves_rise_from_nothing_to_all(rows):
    supply, need, intensity = columns(rows)
    for curve in (
        concentration_curve(supply, need, intensity),
        lorenz_curve(supply, need),
    ):
        for share in (curve.need_share, curve.supply_share):
            assert share[0] == 0
            assert share[-1] == pytest.approx(1)
            assert np.all(np.diff(share) > 0)


@given(areas)
def test_lorenz_is_the_mean_difference_and_bounds_concentration(rows):
    supply, need, intensity = columns(rows)
    gini = lorenz_curve(supply, need).index
    assert gini == pytest.approx(gini_by_pairs(supply, need), abs=1e-9)
    assert -1e-9 <= gini < 1
    assert abs(concentration_curve(supply, need, intensity).index) <= gini + 1e-9


@given(areas, st.randoms(), st.floats(0.1, 100))
def test_order_of_rows_and_units_are_irrelevant(rows, random, times):
    supply, need, intensity = columns(rows)
    one = concentration_curve(supply, need, intensity).index
    other, others_need, others = columns(random.sample(rows, len(rows)))
    again = concentration_curve(times * other, others_need / times, others).index
    assert again == pytest.approx(one, abs=1e-9)


@given(areas)
def test_order_of_need_reversed_turns_the_sign(rows):
    supply, need, intensity = columns(rows)
    one, other = (concentration_curve(supply, need, i) for i in (intensity, -intensity))
    assert other.index == pytest.approx(-one.index, abs=1e-9)


def test_supply_that_follows_need_has_no_concentration():
    need = np.array([10.0, 40, 50])
    assert concentration_curve(need / 9, need, [3, 1, 2]).index == pytest.approx(0)
    assert lorenz_curve(need / 9, need).index == pytest.approx(0)


def test_neediest_with_less_than_their_share_are_above_nothing():
    found = concentration_curve([1, 3], [5, 5], [2.0, 1.0])
    assert found.need_share.tolist() == [0, 0.5, 1]
    assert found.supply_share.tolist() == [0, 0.25, 1]
    assert found.index == pytest.approx(0.25)
    assert concentration_curve([3, 1], [5, 5], [2.0, 1.0]).index == pytest.approx(-0.25)


def test_all_supply_where_no_need_is_reaches_either_end():
    assert concentration_curve([1, 0], [0, 1], [2, 1]).index == -1
    assert concentration_curve([1, 0], [0, 1], [1, 2]).index == 1
    assert lorenz_curve([1, 0, 0], [0, 1, 0]).index == 1


def test_one_area_is_its_own_average():
    assert concentration_curve([2], [7], [1]).index == 0
    assert lorenz_curve([2], [7]).index == 0


@pytest.mark.parametrize(
    ("supply", "need", "said"),
    [
        ([0, 0], [1, 1], "supply must be known and above 0 in sum: 0"),
        ([1, 1], [0, 0], "need must be known and above 0 in sum: 0"),
        ([1, np.nan], [1, 1], "supply must be known"),
        ([1, -2], [1, 1], "supply cannot be negative: -2"),
        ([1], [1, 1], "one row of areas each"),
        ([], [], "supply must be known"),
    ],
)
def test_what_makes_no_curve_is_refused(supply, need, said):
    with pytest.raises(ValueError, match=said):
        lorenz_curve(supply, need)


def test_area_without_an_intensity_of_need_is_refused():
    with pytest.raises(ValueError, match="intensity"):
        concentration_curve([1, 1], [1, 1], [1, np.nan])
