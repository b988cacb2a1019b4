"""A cohort at a glance: how many, where lowest, reached or not against everybody else.

Every number is an answer of the door; which questions there are is known before any is
asked, so that all of them can be asked at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from phm.cohorts.cohort import Cohort
from phm.cohorts.find import part_addresses
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.measures.cohort_scheme import COHORT, INSIDE, OUTSIDE
from phm.measures.question import Question
from phm.measures.results import NO_DATA, OK, Results
from phm.measures.small_numbers import HOSPITAL_RULE
from phm.stats.limits import Limits
from phm.stats.sampling import total_interval


AskAll = Callable[[Sequence[Question]], Sequence[Results]]
PEOPLE = "share_of_people_percent"
REACH = "reach_per_1000"
DECLINED, HELPED = "declined_percent", "got_intervention_percent"
BY_NEED, BY_AGE = "equity_ratio", "equity_ratio_age_and_sex"
RATES = (REACH, DECLINED, HELPED, BY_NEED, BY_AGE)
ROUNDED_BY = (HOSPITAL_RULE.round_to - 1) / 2
SHARE_TITLE = "People in the cohort, share of people"
PLACES = ("places", "places_alike", "places_people")
RANKED = (AreaLevel.PCN, AreaLevel.PLACE)


@dataclass(frozen=True)
class Focus:
    """A cohort in an area; ``area`` is empty for the whole system."""

    cohort: Cohort
    level: AreaLevel = AreaLevel.SYSTEM
    area: str = ""

    @property
    def ranked_level(self) -> AreaLevel | None:
        """The smallest areas that the cohort may be told for, if it may for any."""
        return self.cohort.finest if self.cohort.finest in RANKED else None

    def beside_others(self, measure: str) -> Question:
        """A measure of the cohort and of everybody else there, as counted."""
        address = self.cohort.address
        return Question(
            measure, self.level, by=(COHORT,), area=self.area, cohort=address
        )


@dataclass(frozen=True)
class CohortCard:
    """What is said first of a cohort.

    ``size``, ``rates`` (in the order of RATES) and ``parts`` are by cohort: those in it
    and everybody else, of the area in focus. ``places`` has the equity ratio of the
    cohort in each of the smallest areas it may be told for (those of the place in
    focus), ``places_alike`` the one by age and sex, ``places_people`` how many people;
    None where it is told for no such area.
    """

    focus: Focus
    size: Results
    rates: tuple[Results, ...]
    parts: tuple[Results, ...]
    places: Results | None
    places_alike: Results | None
    places_people: Results | None

    @property
    def cohort(self) -> Cohort:
        """Whom it is about."""
        return self.focus.cohort

    @property
    def area_name(self) -> str:
        """The area in focus."""
        return str(self.size.frame["area_name"].iloc[0])

    @cached_property
    def inside(self) -> pd.Series:
        """How many are in the cohort: a row of `size`."""
        return self.size.row_of(INSIDE)

    @cached_property
    def size_limits(self) -> Limits | None:
        """How many there may be in all, where those in it were met in a sample.

        What is shown was rounded before it was multiplied up: by less than half a step.
        """
        share, shown = self.size.counted_share, float(self.inside["numerator"])
        if share == 1 or not self.is_told:
            return None
        least, most = (shown * share + by for by in (-ROUNDED_BY, ROUNDED_BY))
        return Limits(
            shown,
            float(total_interval(least, share).lower),
            float(total_interval(most, share).upper),
        )

    @cached_property
    def is_of_nobody(self) -> bool:
        """Whether nobody is in the cohort."""
        return bool(self.inside["status"] == NO_DATA)

    @cached_property
    def is_of_everybody(self) -> bool:
        """Whether nobody is outside the cohort."""
        return bool(self.size.row_of(OUTSIDE)["status"] == NO_DATA)

    @cached_property
    def is_told(self) -> bool:
        """Whether anything may be said of the people in it."""
        return bool(self.inside["status"] == OK)

    def rate(self, measure: str) -> Results:
        """One of RATES by cohort."""
        return self.rates[RATES.index(measure)]

    @property
    def answers(self) -> tuple[Results, ...]:
        """Every answer it was made of."""
        places = (self.places, self.places_alike, self.places_people)
        told = [one for one in places if one is not None]
        return (self.size, *self.rates, *self.parts, *told)


def find_card(ask_all: AskAll, focus: Focus) -> CohortCard:
    """The card of a cohort in an area.

    ``ask_all`` answers questions in their order, as the door does; raises as it.
    """
    own = [focus.beside_others(name) for name in (PEOPLE, *RATES)]
    parts, places = _of_parts(focus), _of_places(focus)
    found = list(ask_all([*own, *parts, *places]))
    size, *rates = found[: len(own)]
    ends = len(own) + len(parts)
    by_place = dict(zip(PLACES, map(_here(focus), found[ends:]), strict=False))
    return CohortCard(
        focus=focus,
        size=size,
        rates=tuple(rates),
        parts=tuple(found[len(own) : ends]),
        **{name: by_place.get(name) for name in PLACES},
    )


def _of_parts(focus: Focus) -> list[Question]:
    people = focus.beside_others(PEOPLE)
    return [replace(people, cohort=one) for one in part_addresses(focus.cohort)]


def _of_places(focus: Focus) -> list[Question]:
    """What PLACES are made of, in their order."""
    level = focus.ranked_level
    if level is None:
        return []
    everywhere, address = replace(focus, level=level, area=""), focus.cohort.address
    ratios = (Question(name, level, cohort=address) for name in (BY_NEED, BY_AGE))
    return [*ratios, everywhere.beside_others(PEOPLE)]


def _of_cohort(people: Measure) -> Measure:
    """Shares of people under the name of whose shares they are."""
    return replace(people, title=SHARE_TITLE, short_title=SHARE_TITLE)


def _here(focus: Focus) -> Callable[[Results], Results]:
    """Of a place in focus only its own areas are ranked; nobody else's people are."""

    def kept(results: Results) -> Results:
        frame = results.frame
        if focus.level is AreaLevel.PLACE and results.level is not AreaLevel.PLACE:
            frame = frame[frame["parent_code"].eq(focus.area)]
        if not results.by:
            return replace(results, frame=frame.reset_index(drop=True))
        frame = frame[frame[COHORT].eq(INSIDE)].reset_index(drop=True)
        return replace(results, measure=_of_cohort(results.measure), frame=frame)

    return kept
