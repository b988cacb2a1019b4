"""From registered patients to people of the cohort: step by step, all areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatchmethod

import numpy as np

from phm.cohorts.modelled_steps import (
    ETHNIC_GROUPS,
    SEXES,
    AnyOf,
    Modelled,
    Prevalence,
    Ratio,
    Share,
    Step,
)
from phm.measures.modelled.cells import BAND_YEARS, Reading, chosen, within_ages
from phm.measures.modelled.facts import Facts
from phm.stats.intervals import Floats
from phm.stats.prevalence_split import split_prevalence


@dataclass(frozen=True)
class Chain:
    """The steps of an estimate over people by area, ethnic group, sex and age."""

    modelled: Modelled
    facts: Facts
    cells: Floats  # (areas, groups, sexes, bands)

    def people(self, read: Reading) -> Floats:
        """Expected people of each area; `read` says at what each number is taken."""
        by_group = self.modelled.is_by_ethnic_group
        kept = self.cells * chosen(self.facts, self.modelled.people, by_group=by_group)
        factors = [self._factor(step, read) for step in self.modelled.steps]
        for factor in factors:
            kept = kept * factor
        return np.asarray(kept.sum(axis=(1, 2, 3)))

    @singledispatchmethod
    def _factor(self, step: Step, _: Reading) -> Floats:
        raise TypeError(f"no such step: {step}")

    @_factor.register
    def _of_ratio(self, step: Ratio, read: Reading) -> Floats:
        return np.full((1, 1, 1, 1), read(step.times))

    @_factor.register
    def _of_share(self, step: Share, read: Reading) -> Floats:
        return np.minimum(self._plain(step, read) * _together(step, read), 1)

    @_factor.register
    def _of_any(self, step: AnyOf, read: Reading) -> Floats:
        """Each part adds those who are in none before it."""
        found: Floats = np.zeros((1, 1, 1, 1))
        for part in step.parts:
            each = self._plain(part, read)
            both = np.minimum(each * found * _together(part, read), found)
            most = np.minimum(found + each - both, 1)
            found = np.maximum(most, np.maximum(found, each))
        return np.minimum(found * _together(step, read), 1)

    @_factor.register
    def _of_prevalence(self, step: Prevalence, read: Reading) -> Floats:
        """The share of each cell, so that the area's own prevalence is kept."""
        ages = within_ages(self.facts, step.from_age)
        of_age = self.cells * ages
        odds = np.broadcast_to(self._odds(step, read), of_age.shape[1:]).reshape(-1)
        flat = of_age.reshape(len(of_age), -1)
        shares = split_prevalence(flat, odds, self.facts.shares[step.measure])
        each = shares.reshape(of_age.shape) * (ages > 0)
        return np.minimum(each * _together(step, read), 1)

    def _odds(self, step: Prevalence, read: Reading) -> Floats:
        """Odds of every cell against one another, shape (groups, sexes, bands)."""
        middles = (one + BAND_YEARS / 2 for one in self.facts.youngest)
        ages = np.array([_at(step.percent_by_age, middle) for middle in middles])
        men = read(step.male) if step.male else 1.0
        sexes = np.array([men if sex == "male" else 1.0 for sex in SEXES])
        groups = np.array(
            [read(step.ethnic[g]) if g in step.ethnic else 1.0 for g in ETHNIC_GROUPS]
        )
        if self.cells.shape[1] == 1:
            groups = np.ones(1)
        return np.asarray(groups[:, None, None] * sexes[:, None] * ages)

    def _plain(self, step: Share, read: Reading) -> Floats:
        """A share as it stands, shape (areas or 1, groups or 1, 1, 1)."""
        if step.measure:
            times = read(step.times) if step.times else 1.0
            share = np.minimum(self.facts.shares[step.measure] * times, 1)
            return np.asarray(share[:, None, None, None])
        if "" in step.percent:
            return np.full((1, 1, 1, 1), read(step.percent[""]) / 100)
        named = step.percent  # every group that is counted, by the declaration's rule
        percents = [read(named[g]) if g in named else 0.0 for g in ETHNIC_GROUPS]
        return np.array(percents)[None, :, None, None] / 100


def _together(step: Share | AnyOf | Prevalence, read: Reading) -> float:
    return read(step.together) if step.together else 1.0


def _at(percent_by_age: Mapping[int, float], age: float) -> float:
    """Odds at an age of a step curve of percents; 1 everywhere without a curve."""
    if not percent_by_age:
        return 1.0
    first = max([one for one in percent_by_age if one <= age] or [min(percent_by_age)])
    share = percent_by_age[first] / 100
    return share / (1 - share)
