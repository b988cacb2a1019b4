"""Directly and indirectly standardised rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.european_standard import (
    ADULT_BANDS,
    FIVE_YEAR_BANDS,
    standard_population,
)
from phm.stats.intervals import byar_interval
from phm.stats.standardisation import (
    TOO_FEW,
    direct_rates,
    expected_events,
    indirect_rates,
    indirect_ratios,
    repeated_event_rates,
)


PEOPLE = np.array([1200, 3000, 2500, 900, 400])
STANDARD = standard_population(ADULT_BANDS)
bands = st.lists(st.integers(0, 400), min_size=5, max_size=5)
busy = bands.filter(lambda counts: sum(counts) >= 10)


def test_standard_has_19_bands_and_100_000_people():
    assert standard_population(range(0, 95, 5)).tolist() == list(FIVE_YEAR_BANDS)
    assert sum(FIVE_YEAR_BANDS) == 100_000


def test_collapsed_adult_bands_are_the_published_ones():
    assert STANDARD.tolist() == [25_500, 27_500, 16_500, 6_500, 2_500]


def test_band_that_cuts_five_years_takes_its_share_of_them():
    young, adults = standard_population([0, 18])
    assert young == 5000 + 5500 * 2 + 5500 * 3 / 5
    assert young + adults == 100_000


@pytest.mark.parametrize("ages", [[], [20, 20], [40, 20], [-1, 20], [20, 91]])
def test_ages_that_make_no_bands_are_refused(ages):
    with pytest.raises(ValueError, match="ages must rise"):
        standard_population(ages)


@given(busy, st.integers(2, 50))
def test_more_people_with_the_same_rates_narrow_the_interval(events, times):
    one = direct_rates(events, PEOPLE, STANDARD).rate.at()
    many = direct_rates(np.multiply(events, times), PEOPLE * times, STANDARD).rate.at()
    assert one.lower < one.value < one.upper
    assert many.value == pytest.approx(one.value)
    assert many.upper - many.lower < one.upper - one.lower


@given(busy, st.permutations(range(5)), st.integers(1, 1000))
def test_order_of_bands_and_size_of_the_standard_are_irrelevant(events, order, times):
    one = direct_rates(events, PEOPLE, STANDARD).rate.at()
    order = list(order)
    shuffled = direct_rates(
        np.array(events)[order], PEOPLE[order], STANDARD[order] * times
    )
    other = shuffled.rate.at()
    assert (other.lower, other.upper) == pytest.approx((one.lower, one.upper))


@given(busy)
def test_own_age_mix_as_the_standard_gives_the_crude_rate(events):
    found = direct_rates(events, PEOPLE, PEOPLE).rate.at()
    limits = byar_interval(sum(events))
    assert found.value == pytest.approx(sum(events) / PEOPLE.sum())
    assert found.upper == pytest.approx(float(limits.upper) / PEOPLE.sum())


def test_equal_rates_everywhere_are_the_rate():
    assert direct_rates(PEOPLE / 100, PEOPLE, STANDARD).rate.at().value == (
        pytest.approx(0.01)
    )


def test_edges_of_suppression():
    events = np.zeros((4, 5))
    events[:, 1] = [0, 1, 9, 10]
    found = direct_rates(events, PEOPLE, STANDARD)
    assert found.reason.tolist() == [TOO_FEW, TOO_FEW, TOO_FEW, ""]
    assert np.isfinite(found.rate.value).tolist() == [False, False, False, True]
    assert np.isfinite(found.rate.upper).tolist() == [False, False, False, True]
    assert found.events.tolist() == [0, 1, 9, 10]


def test_everybody_in_every_band_is_a_rate_of_one():
    assert direct_rates(PEOPLE, PEOPLE, STANDARD).rate.at().value == pytest.approx(1)


def test_band_without_people_is_an_error_and_not_left_out():
    people = np.tile(PEOPLE, (3, 1))
    people[1, 3] = 0
    with pytest.raises(ValueError, match="band 4 has no people: 0"):
        direct_rates(np.full((3, 5), 20), people, STANDARD)


def test_standard_of_other_bands_is_refused():
    with pytest.raises(ValueError, match="5 weights"):
        direct_rates([20] * 5, PEOPLE, FIVE_YEAR_BANDS)


def test_areas_at_once_are_each_by_itself():
    events = np.arange(30).reshape(2, 3, 5)
    found = direct_rates(events, PEOPLE, STANDARD).rate
    assert found.value.shape == (2, 3)
    alone = direct_rates(events[1, 2], PEOPLE, STANDARD).rate.at()
    assert found.at(1, 2) == alone


@given(busy)
def test_events_of_one_person_each_are_unrelated_events(events):
    once = direct_rates(events, PEOPLE, STANDARD).rate.at()
    persons = [events, [0] * 5]
    assert repeated_event_rates(persons, [1, 2], PEOPLE, STANDARD).rate.at() == once


@given(busy)
def test_events_that_come_in_twos_are_less_sure(persons):
    pairs = repeated_event_rates([persons], [2], PEOPLE, STANDARD).rate.at()
    unrelated = direct_rates(np.multiply(persons, 2), PEOPLE, STANDARD).rate.at()
    assert pairs.value == pytest.approx(unrelated.value)
    assert pairs.lower < unrelated.lower
    assert pairs.upper > unrelated.upper


def test_a_frequency_for_each_row_of_persons():
    with pytest.raises(ValueError, match="2 frequencies"):
        repeated_event_rates(np.ones((2, 5)), [1], PEOPLE, STANDARD)


@given(busy)
def test_reference_against_itself_is_one(events):
    found = indirect_rates(events, PEOPLE, events, PEOPLE)
    assert found.ratio.at().value == pytest.approx(1)
    assert found.rate.at().value == pytest.approx(sum(events) / PEOPLE.sum())


@given(busy, st.integers(2, 20))
def test_expected_events_grow_with_the_people(events, times):
    one, many = (expected_events(PEOPLE * t, events, PEOPLE).item() for t in (1, times))
    assert many == pytest.approx(one * times)


def test_ratio_at_the_edges_is_exact_below_10_and_unknown_with_nothing_expected():
    found = indirect_ratios([0, 1, 9, 10, 0, 5], [5, 5, 5, 5, 0, 0])
    assert found.value[:4].tolist() == [0, 0.2, 1.8, 2]
    assert found.lower[0] == 0
    assert np.isnan([found.value[4:], found.lower[4:], found.upper[4:]]).all()


def test_reference_band_without_people_is_refused():
    with pytest.raises(ValueError, match="band 1 has no people"):
        expected_events(PEOPLE, [1] * 5, [0, 1, 1, 1, 1])


def test_nobody_of_a_band_in_the_area_expects_nobody():
    assert expected_events([0, 100], [5, 5], [100, 100]) == 5
