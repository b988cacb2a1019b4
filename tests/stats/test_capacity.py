"""Capacity, use and posts needed: shapes, nothing to divide by, what is refused."""

import math

import pytest

from phm.stats.capacity import capacity, fte_needed, local_share, utilisation


def test_every_caseload_at_once():
    assert capacity([1, 2], [[200], [250]]).tolist() == [[200, 400], [250, 500]]


@pytest.mark.parametrize(
    "nothing", [utilisation(10, 0, 225), fte_needed(10, 0), local_share(9, 9, 0)]
)
def test_without_anything_to_divide_by_there_is_no_number(nothing):
    assert math.isnan(nothing)


def test_use_at_capacity_is_one_and_the_posts_needed_are_those_in_post():
    people = capacity(1.8, 225)
    assert float(utilisation(people, 1.8, 225)) == pytest.approx(1)
    assert float(fte_needed(people, 225)) == pytest.approx(1.8)


def test_shares_of_all_places_add_up_to_the_target():
    shares = local_share(900, [10, 20, 70], 100)
    assert shares.sum() == pytest.approx(900)


@pytest.mark.parametrize("bad", [(-1, 225), (1, -225)])
def test_below_nought_is_refused(bad):
    with pytest.raises(ValueError, match="-"):
        capacity(*bad)
