"""Tables fitted to their margins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.raking import rake


def tables(least=0.1):
    numbers = st.lists(st.floats(least, 50), min_size=12, max_size=12)
    return numbers.map(lambda values: np.array(values).reshape(3, 4))


@given(tables(), tables())
def test_margins_are_met_and_odds_ratios_of_the_pattern_kept(pattern, other):
    rows, columns = other.sum(axis=1), other.sum(axis=0)
    found = rake(pattern, rows, columns)
    assert found.sum(axis=1) == pytest.approx(rows, rel=1e-6)
    assert found.sum(axis=0) == pytest.approx(columns, rel=1e-6)
    for table in (found, pattern):
        table_odds = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
        pattern_odds = pattern[0, 0] * pattern[1, 1] / (pattern[0, 1] * pattern[1, 0])
        assert table_odds == pytest.approx(pattern_odds, rel=1e-6)


@given(tables())
def test_a_table_that_fits_is_left_alone(pattern):
    found = rake(pattern, pattern.sum(axis=1), pattern.sum(axis=0))
    assert found == pytest.approx(pattern, rel=1e-6)


def test_a_pattern_of_ones_gives_independence():
    found = rake(np.ones((2, 2)), [30, 70], [20, 80])
    assert found == pytest.approx(np.array([[6, 24], [14, 56]]))


def test_many_tables_at_once_are_each_their_own():
    pattern = np.array([[1.0, 2.0], [3.0, 1.0]])
    rows, columns = np.array([[30, 70], [5, 0]]), np.array([[20, 80], [4, 1]])
    found = rake(pattern, rows, columns)
    assert found[0] == pytest.approx(rake(pattern, rows[0], columns[0]))
    assert found[1] == pytest.approx(np.array([[4, 1], [0, 0]]))


def test_margins_that_differ_are_refused():
    with pytest.raises(ValueError, match="sum to 30 and 31"):
        rake(np.ones((2, 2)), [10, 20], [11, 20])


def test_a_pattern_that_cannot_reach_a_margin_is_refused():
    with pytest.raises(ValueError, match="0 where a margin needs somebody"):
        rake([[0, 0], [1, 1]], [5, 5], [5, 5])
