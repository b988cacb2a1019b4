"""Logistic models of yes/no answers, their level set so that a prevalence is met.

A person's age, sex, ethnic category and deprivation make one cell number; everything
that depends on them alone is looked up by cell. Scores are grouped into bins a tenth
wide or less, so the level of each practice is solved on a small table.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phm.synthetic.areas.facts import ETHNIC_ORDER, AreaFacts
from phm.synthetic.drawing.draws import Floats, even_sample, generator
from phm.synthetic.parameter_groups import Flag
from phm.synthetic.parameter_reading import Ratios, Steps
from phm.synthetic.people.places import OLDEST, TILT_GROUPS, Placed


Small = npt.NDArray[np.int8]
Scores = npt.NDArray[np.float32]

AGES = OLDEST + 1
# Age, sex, ethnic category, quintile (0 = none).
SHAPE = (AGES, 2, len(ETHNIC_ORDER), 6)
BINS = 256
NEVER = -60.0  # a score whose chance is nothing at all
MIDDLE = 3  # deprivation is centred on the third fifth


@dataclass(frozen=True)
class Target:
    """Percent of the people of the register's age, for each block people belong to."""

    block: npt.NDArray[np.integer]  # (people,)
    percent: Floats  # (blocks,)


@dataclass(frozen=True)
class Crowd:
    """Everybody placed, with what every model asks: cell, quintile and two traits."""

    placed: Placed
    quintile: Small
    cell: npt.NDArray[np.intp]
    body: Scores
    mind: Scores
    seed: int

    def __len__(self) -> int:
        return len(self.cell)

    def chance(self, purpose: str) -> Scores:
        """A number from 0 to 1 for everybody, for one purpose."""
        return generator(self.seed, purpose).random(len(self), dtype=np.float32)


def crowd(facts: AreaFacts, placed: Placed, *, seed: int) -> Crowd:
    """The people with their cells and traits; no address counts as quintile 0."""
    national = facts.lsoas["quintile_national"].to_numpy().astype(np.int8)
    quintile = np.append(national, np.int8(0))[placed.lsoa]
    parts = (placed.age, placed.sex, placed.ethnic, quintile)
    cell = np.zeros(len(placed), dtype=np.intp)
    for part, size in zip(parts, SHAPE, strict=True):
        cell *= size
        cell += part
    body, mind = (
        generator(seed, name).standard_normal(len(placed), dtype=np.float32)
        for name in ("body", "mind")
    )
    return Crowd(placed, quintile, cell, body, mind, seed)


def by_age(steps: Steps) -> Floats:
    """A step curve as one value per year of age; 0 below its first step."""
    ages, values = np.array(list(steps)), np.array([0.0, *steps.values()])
    return np.asarray(values[np.searchsorted(ages, np.arange(AGES), side="right")])


def ethnic_ratios(ratios: Ratios) -> Floats:
    """One ratio per category; a letter wins over its group."""
    found = np.ones(len(ETHNIC_ORDER))
    for group, letters in TILT_GROUPS.items():
        for letter in letters:
            ratio = ratios.get(letter, ratios.get(group, 1.0))
            found[ETHNIC_ORDER.index(letter)] = ratio
    return found


def deprivation_scores(ratio: float) -> Floats:
    """Log odds by quintile 0 to 5, from a most-against-least ratio; 0 counts as 1."""
    steps = np.array([1, 1, 2, 3, 4, 5])
    return np.asarray((MIDDLE - steps) / 4 * np.log(ratio))


def cell_scores(flag: Flag) -> Scores:
    """Log odds of every cell, before the traits and the level."""
    share = by_age(flag.percent_by_age) / 100
    odds = np.divide(share, 1 - share, out=np.zeros(AGES), where=share < 1)
    ages = np.where(share > 0, np.log(np.maximum(odds, 1e-12)), NEVER)
    scores = (
        ages[:, None, None, None]
        + np.log([1.0, flag.male])[:, None, None]
        + np.log(ethnic_ratios(flag.ethnic))[:, None]
        + deprivation_scores(flag.deprived)
    )
    return scores.astype(np.float32).ravel()


def drawn(
    name: str,
    flag: Flag,
    people: Crowd,
    have: dict[str, Small],
    target: Target | None = None,
    area: Scores | None = None,
) -> Small:
    """Who has it, 0 or 1: to each block's target, else to the step curve's total.

    ``area``: log odds by neighbourhood, the last for no fixed abode.
    Whoever is drawn, each practice holds its expected number to within one.
    """
    scores = cell_scores(flag)[people.cell]
    for trait, weight in ((people.body, flag.body), (people.mind, flag.mind)):
        if weight:
            scores += np.float32(weight) * trait
    if area is not None:
        scores += area[people.placed.lsoa]
    for other, ratio in flag.given.items():
        scores += np.float32(np.log(ratio)) * have[other]
    bins, centres = _binned(scores)
    chances = _calibrated(bins, centres, people.placed.age, flag, target)
    rng = generator(people.seed, name)
    grown = people.placed.age >= flag.register_from
    found = even_sample(chances * grown, rng)
    if flag.register_from:  # apart, so that they do not blur the register's own total
        found |= even_sample(chances * ~grown, rng)
    return found.astype(np.int8)


def _binned(scores: Scores) -> tuple[npt.NDArray[np.integer], Floats]:
    """Bin of every score, and the bins' middles; bin 0 is never."""
    possible = scores[scores > NEVER / 2]
    low = float(possible.min(initial=0.0))
    width = max(float(possible.max(initial=0.0)) - low, 1e-6) / (BINS - 2)
    bins = ((scores - np.float32(low)) * np.float32(1 / width)).astype(np.int32) + 1
    centres = low + (np.arange(BINS, dtype=np.float64) - 0.5) * width
    centres[0] = NEVER
    return np.clip(bins, 0, BINS - 1), centres


def _calibrated(
    bins: npt.NDArray[np.integer],
    centres: Floats,
    age: npt.NDArray[np.integer],
    flag: Flag,
    target: Target | None,
) -> Floats:
    if target is None:
        heads = np.bincount(bins, minlength=BINS).reshape(1, BINS)
        wanted = by_age(flag.percent_by_age)[age].sum(keepdims=True) / 100
        return np.asarray(chance_table(heads, centres, wanted).ravel()[bins])
    bins = bins + target.block.astype(np.int32) * np.int32(BINS)
    asked = age >= flag.register_from
    size = len(target.percent) * BINS
    heads = np.bincount(bins[asked], minlength=size).reshape(-1, BINS)
    wanted = heads.sum(axis=1) * target.percent / 100
    return np.asarray(chance_table(heads, centres, wanted).ravel()[bins])


def chance_table(
    heads: npt.NDArray[np.int64], centres: Floats, wanted: Floats
) -> Floats:
    """Chance by block and bin: logistic, each block's level such that it adds up.

    ``heads`` (blocks × bins) people, ``wanted`` people per block; solved by halving.
    """
    low, high = np.full(len(heads), -40.0), np.full(len(heads), 40.0)
    for _ in range(50):
        level = (low + high) / 2
        got = (heads * _logistic(centres + level[:, None])).sum(axis=1)
        low = np.where(got < wanted, level, low)
        high = np.where(got < wanted, high, level)
    return np.where(centres > NEVER / 2, _logistic(centres + low[:, None]), 0.0)


def _logistic(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -80, 80))))
