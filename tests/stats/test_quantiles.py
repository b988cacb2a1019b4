"""Ranks into groups of equal size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.quantiles import group_of_rank


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
