"""How likely everybody is to need social prescribing (docs/methods/need.md)."""

import numpy as np
import numpy.typing as npt

from phm.synthetic.parameter_groups import Deprivation, Need
from phm.synthetic.people.model import AGES, Crowd, Scores, Small


ADULT_FROM = 18
CAPPINGS = 12


def need(
    people: Crowd,
    have: dict[str, Small],
    conditions: Small,
    in_group: Small,
    model: Need,
    fifths: Deprivation,
) -> Scores:
    """Chance of needing it, from 0 to 1; sums to the total per 1,000.

    Within a national fifth people differ by the odds ratios; the fifths' means stand
    to each other exactly as their multipliers, so deprivation is not counted twice.
    """
    relative = _by_age(model)[people.placed.age]
    many = conditions >= model.multimorbidity_conditions
    for flag, ratio in (
        (have["lonely"], model.lonely),
        (have["chronic_pain"], model.chronic_pain),
        (many, model.multimorbidity),
        (have["depression"], model.depression),
        (have["diabetes"], model.diabetes),
        (in_group, model.inclusion),
    ):
        relative *= np.array([1.0, ratio], dtype=np.float32)[flag.astype(np.int8)]
    return _scaled(relative, people.quintile, model, fifths)


def _by_age(model: Need) -> Scores:
    years = np.maximum(np.arange(AGES) - 50, 0)
    level = model.age_per_year_over_50**years
    level[:ADULT_FROM] = model.under_18
    return level.astype(np.float32)


def _scaled(
    relative: Scores, quintile: Small, model: Need, fifths: Deprivation
) -> Scores:
    """Scaled to each fifth's mean; what a cap takes off is given to the others."""
    heads = np.bincount(quintile, minlength=6)
    multiplier = np.array([fifths.no_fixed_abode, *fifths.need])
    total = model.per_1000 / 1000 * len(relative)
    wanted = multiplier * heads * total / max(float(multiplier @ heads), 1e-9)
    chance = relative
    for _ in range(CAPPINGS):
        sums = np.bincount(quintile, chance, minlength=6)
        factor = np.divide(wanted, sums, out=np.zeros(6), where=sums > 0)
        chance = chance * factor.astype(np.float32)[quintile]
        if chance.max(initial=0) <= model.most:
            break
        chance = np.minimum(chance, np.float32(model.most))
    return chance


def in_any_group(have: dict[str, Small], groups: tuple[str, ...]) -> Small:
    """Whether a person truly belongs to any inclusion-health group, 0 or 1."""
    found: npt.NDArray[np.int8] = np.zeros(len(have[groups[0]]), dtype=np.int8)
    for name in groups:
        found |= have[name]
    return found
