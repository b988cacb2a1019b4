"""Pairs of questions about made-up people, one about some of the other's, answered."""

from collections.abc import Iterator

import numpy as np


GROUPS = (6, 2, 5, 5, 8)  # of age, sex, ethnicity, deprivation and area
PEOPLE = 400


def asked_pairs(
    generator: np.random.Generator, number: int
) -> tuple[np.ndarray, np.ndarray]:
    """How many people each of two questions counts: the second has fewer conditions."""
    counts = [_pair(generator, people) for people in _populations(generator, number)]
    some, all_of_them = np.array(counts).T
    return some, all_of_them


def _populations(generator: np.random.Generator, number: int) -> Iterator[np.ndarray]:
    """A few hundred people for every hundred pairs: people by attributes."""
    for _ in range(number // 100):
        weights = [generator.dirichlet(np.ones(groups)) for groups in GROUPS]
        columns = [
            generator.choice(groups, PEOPLE, p=weight)
            for groups, weight in zip(GROUPS, weights, strict=True)
        ]
        people = np.column_stack(columns)
        yield from [people] * 100


def _pair(generator: np.random.Generator, people: np.ndarray) -> tuple[int, int]:
    """Conditions on some attributes, and all but one or more of them."""
    asked = generator.permutation(len(GROUPS))[: generator.integers(2, 6)]
    kept = asked[: generator.integers(len(asked) // 2, len(asked))]
    like = people[generator.integers(len(people))]
    met = people == like
    return met[:, asked].all(axis=1).sum(), met[:, kept].all(axis=1).sum()


def differences_told(
    some: np.ndarray, all_of_them: np.ndarray, threshold: int, step: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of which a reader knows a small difference exactly; and the small ones."""
    some_low, some_high = _limits(some, threshold, step)
    all_low, all_high = _limits(all_of_them, threshold, step)
    low = np.maximum(all_low - some_high, 0)
    high = all_high - some_low
    left = all_of_them - some
    small = (left > 0) & (left <= threshold)
    return small & (low == high), small


def _limits(
    counts: np.ndarray, threshold: int, step: int
) -> tuple[np.ndarray, np.ndarray]:
    """By looking up which whole numbers are published alike."""
    numbers = np.arange(counts.max() + step + 1)
    shown = step * ((2 * numbers + step) // (2 * step))
    shown = np.where((numbers > 0) & (numbers <= threshold), -1, shown)
    low = {value: numbers[shown == value].min() for value in np.unique(shown)}
    high = {value: numbers[shown == value].max() for value in np.unique(shown)}
    seen = shown[counts]
    return (
        np.array([low[value] for value in seen]),
        np.array([high[value] for value in seen]),
    )
