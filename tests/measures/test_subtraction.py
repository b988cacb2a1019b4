"""Wholes and parts shown together give no small count away."""

from collections import defaultdict
from itertools import combinations_with_replacement

import pandas as pd
import pytest

from phm.measures.subtraction import hidden_by_subtraction


def tree(*families):
    """Practices of a PCN, and the PCN, for each family of counts."""
    rows = []
    for number, parts in enumerate(families):
        pcn = f"U{number}"
        rows += [
            ("practice", f"{pcn}P{n}", pcn, people) for n, people in enumerate(parts)
        ]
        rows.append(("pcn", pcn, "a place", sum(parts)))
    names = ["area_level", "area_code", "parent_code", "numerator"]
    return pd.DataFrame(rows, columns=names).assign(period="2026-06-30")


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        # seven hidden in a PCN of at most seven: one each, unless some may be none
        ([1, 1, 1, 1, 1, 1, 1, 0, 0], [False] * 7 + [True] * 2 + [False]),
        # 17 at most with two of at least eight: one left
        ([1, 8, 8], [False, True, False, False]),
        # 12 at most for twelve that each have somebody
        ([1] * 12 + [0], [False] * 12 + [True, False]),
        # 28 at least for four of at most seven each, all hidden: the whole was decided
        # before them and stays; so that being all hidden tells nothing, others are too
        ([7, 7, 7, 7], [False] * 5),
        ([7, 7, 6, 8], [False] * 3 + [True, False]),
        ([7, 7, 6, 18], [False] * 5),
        # nothing small, or nothing that can be told
        ([0, 0, 20, 30], [False] * 5),
        ([0, 3, 20, 30], [False] * 5),
        ([3, 4, 0], [False] * 4),
    ],
)
def test_what_is_hidden_beside_small_counts(parts, hidden):
    assert hidden_by_subtraction(tree(parts)).tolist() == hidden


def families(size):
    """Every PCN of so many practices with 0 to 17 people each, order apart.

    17 is the most that is shown as 15, so that families shown with nothing above 15
    are all here.
    """
    return list(combinations_with_replacement(range(18), size))


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_small_part_could_be_something_else(size):
    """Of all families that are shown alike, no hidden part has the same in each."""
    every = families(size)
    seen = zip(every, shown_of(every), strict=True)
    possible = defaultdict(set)
    for parts, (marks, whole) in seen:
        small = [n for n, mark in zip(parts, marks, strict=True) if mark == "*"]
        possible[tuple(sorted(map(str, marks))), whole].update(small)
    told = [values for values in possible.values() if len(values) == 1]
    assert not told


def shown_of(every):
    """What is shown of the parts and the whole of each family."""
    whole = tree(*every)
    counts = whole["numerator"].to_numpy()
    hidden = hidden_by_subtraction(whole) | ((counts > 0) & (counts < 8))
    near = ((counts / 5 + 0.5) // 1 * 5).astype(int).tolist()
    marks = ["*" if hide else n for hide, n in zip(hidden, near, strict=True)]
    size = len(every[0]) + 1
    for start in range(0, len(marks), size):
        *parts, last = marks[start : start + size]
        yield parts, last
