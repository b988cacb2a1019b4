"""Two questions, one about some of the other's people: the difference stays open."""

import numpy as np
import pytest

from phm.measures.audience import find_audience
from tests.attacks.pairs import asked_pairs, differences_told


@pytest.mark.parametrize("audience", ["published", "public"])
def test_no_difference_of_two_answers_tells_a_small_count(audience):
    rule = find_audience(audience)
    some, all_of_them = asked_pairs(np.random.default_rng(4), 10_000)
    assert (some <= all_of_them).all()
    told, small = differences_told(
        some, all_of_them, rule.suppress_up_to, rule.round_to
    )
    assert small.sum() > 1_000
    assert not told.any()


def test_differences_tell_where_only_small_counts_are_hidden():
    some, all_of_them = asked_pairs(np.random.default_rng(4), 10_000)
    told, _ = differences_told(some, all_of_them, threshold=7, step=1)
    assert told.sum() > 100
