"""Areas against a benchmark."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.domain.indicators import Polarity
from phm.stats.benchmark import Standing, against_benchmark
from phm.stats.intervals import Interval


LIMITS = Interval(np.array([1.0, 2, 3, 2, np.nan]), np.array([2.0, 4, 5, 3, 9]))
WORDS = {
    None: ["lower", "similar", "similar", "similar", "not known"],
    Polarity.HIGHER_IS_BETTER: ["worse", "similar", "similar", "similar", "not known"],
    Polarity.LOWER_IS_BETTER: ["better", "similar", "similar", "similar", "not known"],
}


@pytest.mark.parametrize("polarity", WORDS)
def test_touching_the_benchmark_is_similar(polarity):
    found = against_benchmark(LIMITS, 3, polarity=polarity)
    assert found.tolist() == WORDS[polarity]


@pytest.mark.parametrize(
    ("polarity", "above", "below"),
    [
        (None, "higher", "lower"),
        (Polarity.HIGHER_IS_BETTER, "better", "worse"),
        (Polarity.LOWER_IS_BETTER, "worse", "better"),
    ],
)
def test_either_side_in_words(polarity, above, below):
    limits = Interval(np.array([5.0, 1.0]), np.array([6.0, 2.0]))
    assert against_benchmark(limits, 3, polarity=polarity).tolist() == [above, below]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_without_a_polarity_nothing_is_better_or_worse(lower, upper, benchmark):
    limits = Interval(np.array(lower), np.array(upper))
    found = str(against_benchmark(limits, benchmark, polarity=None))
    assert found not in (Standing.BETTER, Standing.WORSE)


def test_unknown_benchmark_is_not_similar():
    found = against_benchmark(LIMITS, np.nan, polarity=None)
    assert set(found) == {"not known"}


def test_each_area_may_have_its_own_benchmark():
    limits = Interval(np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    assert against_benchmark(limits, [0, 3], polarity=None).tolist() == [
        "higher",
        "lower",
    ]
