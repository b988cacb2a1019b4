"""No table with its margins gives a small count away, and naive hiding does."""

import numpy as np
import pytest

from phm.measures.audience import find_audience
from tests.attacks.attacker import told
from tests.attacks.tables import (
    is_hidden_count,
    made_table,
    naive_reading_of,
    overlapping_table,
    reading_of,
)


TABLES = 12


@pytest.mark.parametrize("seed", range(TABLES))
@pytest.mark.parametrize(
    ("audience", "most_schemes"), [("published", 2), ("public", 2), ("analyst", 1)]
)
def test_no_small_count_has_one_possible_value(audience, most_schemes, seed):
    rule, table = find_audience(audience), made_table(seed, most_schemes)
    wanted = np.flatnonzero(is_hidden_count(table.counts, rule))
    reading, hidden = reading_of(table, rule)
    assert hidden[wanted].all()
    assert told(reading, wanted) == {}


@pytest.mark.parametrize("seed", range(TABLES))
@pytest.mark.parametrize("audience", ["published", "analyst"])
def test_overlapping_groups_and_those_in_none_tell_nothing_of_each_other(
    audience, seed
):
    rule, table = find_audience(audience), overlapping_table(seed)
    wanted = np.flatnonzero(is_hidden_count(table.counts, rule))
    reading, _ = reading_of(table, rule)
    assert told(reading, wanted) == {}


@pytest.mark.parametrize("audience", ["published", "analyst"])
def test_the_attack_works_where_only_small_counts_are_hidden(audience):
    rule, found = find_audience(audience), 0
    for seed in range(TABLES):
        table = made_table(seed, most_schemes=1)
        wanted = np.flatnonzero(is_hidden_count(table.counts, rule))
        reading, _ = naive_reading_of(table, rule)
        values = told(reading, wanted)
        assert all(table.counts[row] == value for row, value in values.items())
        found += len(values)
    assert found > TABLES


@pytest.mark.parametrize("audience", ["published", "public", "analyst"])
def test_what_is_published_can_be_true(audience):
    """The exact counts lie within what the reader takes to be possible."""
    rule = find_audience(audience)
    for seed in range(TABLES):
        table = made_table(seed, most_schemes=1)
        reading, _ = reading_of(table, rule)
        assert (reading.low <= table.counts).all()
        assert (table.counts <= reading.high).all()


def test_few_people_are_not_left_between_an_exact_total_and_its_parts():
    """No total less a shown part, whoever is in the rest, leaves 1 to 7 people."""
    rule = find_audience("analyst")
    for seed in range(5 * TABLES):
        table = made_table(seed, most_schemes=1)
        reading, hidden = reading_of(table, rule)
        seen = np.where(hidden, 0.0, table.counts)
        left = -(reading.sums @ seen)
        wholes = (reading.sums < 0) @ hidden.astype(float) == 0
        assert not is_hidden_count(left[wholes], rule).any()
