"""Ranks into groups of equal size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.quantiles import group_of_rank, quantile_of_score


@st.composite
def sizes(draw):
    groups = draw(st.integers(1, 20))
    return draw(st.integers(groups, 3000)), groups


@given(sizes())
def test_groups_are_in_order_all_used_and_of_equal_size(size):
    areas, groups = size
    found = group_of_rank(np.arange(1, areas + 1), areas=areas, groups=groups)
    counts = np.bincount(found)[1:]
    assert np.all(np.diff(found) >= 0)
    assert len(counts) == groups
    assert counts.max() - counts.min() <= 1


@given(sizes())
def test_first_and_last_rank_open_and_close_the_groups(size):
    areas, groups = size
    assert group_of_rank([1, areas], areas=areas, groups=groups).tolist() == [1, groups]


def test_fewer_areas_than_groups_are_refused():
    with pytest.raises(ValueError, match="4 areas cannot fill 5 groups"):
        group_of_rank([1], areas=4, groups=5)


@pytest.mark.parametrize("rank", [0, -1, 11])
def test_rank_beyond_the_areas_is_refused(rank):
    with pytest.raises(ValueError, match="between 1 and 10"):
        group_of_rank([1, rank], areas=10, groups=5)


def test_shape_is_kept():
    assert group_of_rank([[1, 2], [9, 10]], areas=10, groups=5).shape == (2, 2)


scores = st.lists(st.integers(0, 50), min_size=10, max_size=200)


@given(scores, st.integers(1, 10))
def test_higher_scores_are_in_earlier_groups(values, groups):
    found = quantile_of_score(values, groups=groups)
    order = np.argsort(values)[::-1]
    assert np.all(np.diff(found[order]) >= 0)
    assert found.max() <= groups
    assert found.min() == 1


@given(st.integers(1, 20), st.data())
def test_without_ties_groups_are_of_equal_size(groups, data):
    areas = data.draw(st.integers(groups, 300))
    found = quantile_of_score(np.arange(areas), groups=groups).astype(int)
    sizes = np.bincount(found)[1:]
    assert len(sizes) == groups
    assert sizes.max() - sizes.min() <= 1


@given(scores)
def test_equal_scores_share_a_group(values):
    found = quantile_of_score(values, groups=5)
    pairs = set(zip(values, found.tolist(), strict=True))
    assert len(pairs) == len(set(values))


def test_area_without_a_score_has_no_group_and_is_no_area():
    found = quantile_of_score([9, np.nan, 8, 7, 6, 5], groups=5)
    assert found[[0, 2, 3, 4, 5]].tolist() == [1, 2, 3, 4, 5]
    assert np.isnan(found[1])


@pytest.mark.parametrize("areas", [0, 1, 4])
def test_fewer_scores_than_groups_have_none(areas):
    assert np.isnan(quantile_of_score(np.ones(areas), groups=5)).all()


def test_no_groups_are_refused():
    with pytest.raises(ValueError, match="0 groups"):
        quantile_of_score([1, 2], groups=0)
