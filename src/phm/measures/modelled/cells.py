"""Registered patients by ethnic group, sex and age: a table nobody publishes.

The list of a PCN gives sex and age, the census gives the ethnic groups of the
neighbourhoods its patients live in, and a national pattern how the ages of the groups
differ. The three are fitted together (`phm.stats.raking`).
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from phm.cohorts.modelled_steps import (
    ETHNIC_GROUPS,
    SEXES,
    Citation,
    Modelled,
    People,
    Range,
)
from phm.measures.modelled.facts import Facts
from phm.stats.intervals import Floats
from phm.stats.raking import rake


BAND_YEARS = 5  # "95+" is taken to end at 100, like the others after five years


Reading = Callable[[Range], float]


def central(number: Range) -> float:
    """Every number at its central value."""
    return number.central


@dataclass(frozen=True)
class EthnicGroups:
    """How ethnic groups differ from those of the census (`ethnic_groups.toml`).

    `pattern`, shape (groups, ages), is how often a group is found at an age.
    """

    from_age: tuple[int, ...]
    pattern: Floats
    strength: Range
    since_census: Range
    citations: tuple[Citation, ...]

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The numbers of it that have limits."""
        return self.strength, self.since_census


@lru_cache(maxsize=1)
def ethnic_groups() -> EthnicGroups:
    """What is assumed of ethnic groups, as shipped."""
    path = resources.files("phm.measures.modelled") / "ethnic_groups.toml"
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    return EthnicGroups(
        from_age=tuple(declared["from_age"]),
        pattern=np.array([declared["pattern"][group] for group in ETHNIC_GROUPS]),
        strength=_range(declared, "strength", "how the ages of ethnic groups differ"),
        since_census=_range(
            declared,
            "since_census",
            "how the ethnic groups of patients differ from those of their "
            "neighbourhoods in 2021",
        ),
        citations=tuple(Citation(**one) for one in declared["citations"]),
    )


def _range(declared: Mapping[str, Any], name: str, says: str) -> Range:
    ends = (declared[name][end] for end in ("low", "central", "high"))
    return Range(f"ethnic_groups.{name}", says, *ends)


def people_by_cell(facts: Facts, read: Reading) -> Floats:
    """Registered patients, shape (areas, groups, sexes, bands).

    One group, everybody, where none need be told apart. nan where they are not known.
    """
    registered = facts.registered
    if facts.ethnic.shape[-1] == 1:
        return registered[:, None]
    found = ethnic_groups()
    flat = registered.reshape(len(registered), -1)
    profile = _today(facts.ethnic, read(found.since_census))
    groups = profile * flat.sum(axis=-1, keepdims=True)
    middles = np.array(facts.youngest) + BAND_YEARS / 2  # most of 15 to 19 are over 16
    at = np.searchsorted(found.from_age, middles, side="right") - 1
    each = np.tile(found.pattern[:, at] ** read(found.strength), (1, len(SEXES)))
    known = np.isfinite(facts.ethnic).all(axis=-1)
    table = np.full((len(flat), *each.shape), np.nan)
    table[known] = rake(each, groups[known], flat[known])
    return table.reshape(len(flat), len(ETHNIC_GROUPS), *registered.shape[1:])


def _today(profile: Floats, odds: float) -> Floats:
    """Shares of groups when the odds of all but White have changed alike."""
    is_white = np.array([group == "White" for group in ETHNIC_GROUPS])
    weighted = profile * np.where(is_white, 1.0, odds)
    return np.asarray(weighted / weighted.sum(axis=-1, keepdims=True))


def within_ages(facts: Facts, from_age: int, to_age: int | None = None) -> Floats:
    """How much of each band lies between two ages, both included; shape (bands,)."""
    first = np.array(facts.youngest, dtype=np.float64)
    until = np.inf if to_age is None else to_age + 1
    overlap = np.minimum(first + BAND_YEARS, until) - np.maximum(first, from_age)
    return np.asarray(np.clip(overlap / BAND_YEARS, 0, 1))


def chosen(facts: Facts, people: People, *, by_group: bool) -> Floats:
    """Who is counted: 0 to 1, shape (groups, sexes, bands)."""
    groups = np.array([group in people.ethnic_groups for group in ETHNIC_GROUPS])
    named = groups.astype(np.float64) if by_group else np.ones(1)
    sexes = np.array([float(sex in people.sexes) for sex in SEXES])
    ages = within_ages(facts, people.from_age, people.to_age)
    return np.asarray(named[:, None, None] * sexes[:, None] * ages)


def registered_of(modelled: Modelled, facts: Facts) -> Floats:
    """Registered patients who the estimate begins with, shape (areas,)."""
    cells = people_by_cell(facts, central)
    who = chosen(facts, modelled.people, by_group=modelled.is_by_ethnic_group)
    return np.asarray((cells * who).sum(axis=(1, 2, 3)))
