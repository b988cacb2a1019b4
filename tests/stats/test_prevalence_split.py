"""A prevalence split over groups: the whole is kept, and so are the odds ratios."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.stats.prevalence_split import split_prevalence


groups = st.lists(
    st.tuples(st.floats(1, 1e5), st.floats(0.02, 50)), min_size=2, max_size=8
)
shares = st.floats(1e-4, 1 - 1e-4)


def odds(share):
    return share / (1 - share)


def plainly(people, ratios, share):
    """The same by halving, in plain Python."""
    low, high = 1e-12, 1e12
    for _ in range(300):
        baseline = (low * high) ** 0.5
        split = [baseline * ratio / (1 + baseline * ratio) for ratio in ratios]
        whole = sum(n * p for n, p in zip(people, split, strict=True)) / sum(people)
        low, high = (baseline, high) if whole < share else (low, baseline)
    return split


@given(groups, shares)
def test_the_whole_is_kept(rows, share):
    people, ratios = (np.array(column) for column in zip(*rows, strict=True))
    found = split_prevalence(people, ratios, share)
    assert (found * people).sum() == pytest.approx(share * people.sum(), rel=1e-9)


@given(groups, shares)
def test_odds_ratios_are_kept(rows, share):
    people, ratios = (np.array(column) for column in zip(*rows, strict=True))
    found = odds(split_prevalence(people, ratios, share))
    assert found / found[0] == pytest.approx(ratios / ratios[0], rel=1e-6)


@given(groups, shares)
def test_halving_in_plain_python_finds_the_same(rows, share):
    people, ratios = zip(*rows, strict=True)
    found = split_prevalence(people, ratios, share)
    assert found == pytest.approx(plainly(people, ratios, share), rel=1e-6)


def test_by_hand():
    # 0.8 b/(1+b) + 0.2 3b/(1+3b) = 0.1, so 2.7 b² + b - 0.1 = 0 and b = 0.0818927
    found = split_prevalence([800, 200], [1, 3], 0.1)
    assert found == pytest.approx([0.0756938, 0.1972248], rel=1e-5)


def test_areas_at_once_and_those_that_cannot_be_told():
    people = np.array([[10.0, 10.0], [0.0, 0.0], [5.0, 5.0], [5.0, 5.0]])
    found = split_prevalence(people, [1, 2], [0.5, 0.5, np.nan, 0.0])
    assert found[0] @ people[0] == pytest.approx(10)
    assert np.isnan(found[1:3]).all()
    assert found[3].tolist() == [0, 0]


def test_everybody_is_everybody():
    assert split_prevalence([3, 4], [1, 9], 1).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("people", "ratios", "share", "said"),
    [
        ([1, 1], [1, 2], 1.2, "above 1: 1.2"),
        ([1, 1], [1, 2], -0.1, "negative: -0.1"),
        ([1, 1], [1, 0], 0.1, "above 0: 0"),
        ([1, -1], [1, 2], 0.1, "negative: -1"),
    ],
)
def test_what_cannot_be_is_refused(people, ratios, share, said):
    with pytest.raises(ValueError, match=said):
        split_prevalence(people, ratios, share)
