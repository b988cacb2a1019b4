"""Fitting and rounding keep every margin, whatever the seed and the sizes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from phm.synthetic.drawing.block_fit import Margins, fitted, whole


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, Margins]:
    """A seed and margins that some table of whole people has; rows and columns of 0."""
    per_block = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    columns = draw(st.integers(1, 6))
    block = np.repeat(np.arange(len(per_block)), per_block)
    shape = (len(block), columns)
    people = draw(arrays.arrays(np.int64, shape, elements=st.integers(0, 30)))
    seed = draw(arrays.arrays(np.float64, shape, elements=st.floats(0.0, 100.0)))
    by_block = np.array([people[block == b].sum(axis=0) for b in range(len(per_block))])
    return seed, Margins(people.sum(axis=1), by_block, block)


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(0, 2**32))
def test_whole_people_meet_every_row_and_column(table, number):
    seed, asked = table
    people = whole(fitted(seed, asked), asked, np.random.default_rng(number))
    assert people.min() >= 0
    assert np.array_equal(people.sum(axis=1), asked.rows)
    assert np.array_equal(asked.by_column(people), asked.columns)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_rows_of_nobody_stay_empty_and_others_hold(table):
    seed, asked = table
    found = fitted(seed, asked)
    assert np.isfinite(found).all()
    assert found.sum(axis=1) == pytest.approx(asked.rows, abs=1e-6)
    assert (found[asked.rows == 0] == 0).all()


def test_fit_converges_to_both_margins_and_keeps_odds_ratios():
    seed = np.array([[1.0, 2.0, 3.0], [4.0, 1.0, 1.0]])
    asked = Margins(np.array([30, 70]), np.array([[50, 30, 20]]), np.array([0, 0]))
    found = fitted(seed, asked)
    assert found.sum(axis=1) == pytest.approx([30, 70])
    assert found.sum(axis=0) == pytest.approx([50, 30, 20], abs=1e-3)

    def odds(t: np.ndarray) -> float:
        return float(t[0, 0] * t[1, 1] / (t[0, 1] * t[1, 0]))

    assert odds(found) == pytest.approx(odds(seed), rel=1e-4)


def test_a_column_nobody_expected_is_filled_all_the_same():
    asked = Margins(np.array([5, 5]), np.array([[4, 6]]), np.array([0, 0]))
    found = fitted(np.array([[1.0, 0.0], [1.0, 0.0]]), asked)
    people = whole(found, asked, np.random.default_rng(1))
    assert people.sum(axis=0).tolist() == [4, 6]


def test_rounding_favours_nobody():
    """A share of a tenth of a person comes out as one person in ten rows."""
    rows = np.ones(1000, dtype=np.int64)
    table = np.tile([0.9, 0.1], (1000, 1))
    asked = Margins(rows, np.array([[900, 100]]), np.zeros(1000, dtype=np.int64))
    people = whole(table, asked, np.random.default_rng(1))
    assert people.sum(axis=0).tolist() == [900, 100]
    halves = people[:500, 1].sum(), people[500:, 1].sum()
    assert all(30 < half < 70 for half in halves)


def test_margins_that_disagree_are_refused():
    with pytest.raises(ValueError, match="Block 0: the rows sum to 3"):
        Margins(np.array([1, 2]), np.array([[2, 2]]), np.array([0, 0]))
