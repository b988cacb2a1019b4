"""Two cohorts side by side, each as the door gives it.

Every number is disclosed on its own, as if the other had never been asked for: no count
of one is ever taken from the other's. Rates are compared, made from counts as shown.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from phm.cohorts.cohort import Cohort
from phm.domain.areas import AreaLevel
from phm.measures.cohort_card import (
    BY_AGE,
    BY_NEED,
    DECLINED,
    HELPED,
    PEOPLE,
    REACH,
    AskAll,
    Focus,
)
from phm.measures.cohort_scheme import COHORT, INSIDE
from phm.measures.disclose import SUPPRESSED
from phm.measures.gap import DIFFERENCES
from phm.measures.question import Question
from phm.measures.results import OK, Results
from phm.stats.limits import Limits


REACHED = "reached_link_worker_percent"
STEPS = (  # measure, and whether age and sex are taken out
    (BY_NEED, False),
    (BY_AGE, False),
    (REACH, False),
    (REACH, True),
    (DECLINED, False),
    (REACHED, False),
    (HELPED, False),
)
JUDGED = (BY_NEED, REACH, DECLINED, REACHED, HELPED)
# Five are judged at 1 % each: of twenty pairs alike in all, one shows a difference.
# People in both make the true interval narrower than this one, which errs to silence.
CONFIDENCE = 0.99
NUMBERS = ["value", "lower", "upper", "numerator", "denominator"]
UNKNOWN = Limits(math.nan, math.nan, math.nan)
LEVELS = tuple(AreaLevel)


@dataclass(frozen=True)
class Both:
    """One measure of both cohorts in one area; each answer is by cohort.

    ``difference`` is first less second in the measure's unit, not known where either
    has no number or they cannot be held against each other.
    """

    first: Results
    second: Results
    difference: Limits

    @property
    def rows(self) -> tuple[pd.Series, pd.Series]:
        """Those in the first and those in the second."""
        return self.first.row_of(INSIDE), self.second.row_of(INSIDE)

    @property
    def is_judged(self) -> bool:
        """Whether the two are held against each other at all.

        What is standardised is held against the system for each cohort's own ages.
        """
        return self.first.measure.id in JUDGED and not self.first.standardised

    @property
    def is_known(self) -> bool:
        """Whether both have a number."""
        return all(row["status"] == OK for row in self.rows)

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the difference leaves out none."""
        return math.isfinite(self.difference.value) and self.difference.excludes(0)


@dataclass(frozen=True)
class CohortPair:
    """Two cohorts in one area: ``size`` and ``rates`` in the order of STEPS.

    ``is_widened`` says that the area in focus is left for the whole system, because
    the second cohort is told for no such area.
    """

    first: Cohort
    second: Cohort
    size: Both
    rates: tuple[Both, ...]
    is_widened: bool

    @property
    def area_name(self) -> str:
        """Where both are."""
        return str(self.size.first.frame["area_name"].iloc[0])

    @property
    def answers(self) -> tuple[Results, ...]:
        """Every answer it was made of."""
        return tuple(
            one
            for both in (self.size, *self.rates)
            for one in (both.first, both.second)
        )


def find_pair(ask_all: AskAll, focus: Focus, other: Cohort) -> CohortPair:
    """The cohort in focus beside another one.

    ``ask_all`` answers questions in their order, as the door does; raises as it.
    """
    is_told = LEVELS.index(other.finest) <= LEVELS.index(focus.level)
    first = focus if is_told else Focus(focus.cohort)
    second = replace(first, cohort=other)
    asked = [*_questions(first), *_questions(second)]
    answers = list(ask_all(asked))
    half = len(answers) // 2
    told = map(_told, (answers[:half], answers[half:]))
    size, *rates = map(_both, *told)
    return CohortPair(focus.cohort, other, size, tuple(rates), not is_told)


def _questions(focus: Focus) -> Sequence[Question]:
    steps = (
        replace(focus.beside_others(name), standardised=alike) for name, alike in STEPS
    )
    return [focus.beside_others(PEOPLE), *steps]


def _told(answers: Sequence[Results]) -> list[Results]:
    """Of too few people nothing but that, as on a card: a nought tells of each."""
    size, *rates = answers
    if size.row_of(INSIDE)["status"] != SUPPRESSED:
        return [*answers]
    return [size, *map(_hidden, rates)]


def _hidden(rate: Results) -> Results:
    frame = rate.frame.copy()
    inside = frame[COHORT].eq(INSIDE)
    frame[NUMBERS] = frame[NUMBERS].mask(inside)
    frame["status"] = frame["status"].mask(inside, SUPPRESSED)
    return replace(rate, frame=frame)


def _both(first: Results, second: Results) -> Both:
    both = Both(first, second, UNKNOWN)
    if not (both.is_judged and both.is_known):
        return both
    measure = first.measure
    counts = [
        float(row[name]) * answer.counted_share
        for answer, row in zip((first, second), both.rows, strict=True)
        for name in ("numerator", "denominator")
    ]
    found = DIFFERENCES[measure.method](*counts, confidence=CONFIDENCE)
    return replace(both, difference=found.scaled(measure.multiplier).at())
