"""What can be asked: a measure at a level, by groups, of some people, for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group, Scheme
from phm.domain.indicators import Measure
from phm.errors import QuestionInvalid
from phm.measures.audience import find_audience
from phm.measures.cohort_scheme import COHORT, cohort_scheme
from phm.measures.results import PUBLISHED
from phm.measures.schemes import find_scheme, first_schemes


@dataclass(frozen=True)
class Question:
    """A measure at a level; `every_period` asks for its history too.

    ``by`` are ids of schemes, ``where`` pairs of a scheme's id and a group's: only
    these people. ``area`` is one area's code, or every area of the level.
    ``standardised`` takes out differences in age and sex. ``cohort`` is the id of a
    declared cohort or a condition: only these people, or, with `cohort` in ``by``,
    these beside everybody else.
    """

    measure: str
    level: AreaLevel
    every_period: bool = False
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    area: str = ""
    audience: str = PUBLISHED
    standardised: bool = False
    cohort: str = ""

    @property
    def of_groups(self) -> bool:
        """Whether people must be told apart to answer it."""
        return bool(self.by or self.where or self.standardised or self.cohort)


def schemes_asked(question: Question) -> tuple[Scheme, ...]:
    """The schemes an answer is cut by. Raises QuestionInvalid for what cannot be."""
    schemes = tuple(_scheme(question, name) for name in question.by)
    crossed = (*schemes, *(scheme for scheme, _ in conditions_of(question)))
    dimensions = [scheme.dimension for scheme in crossed]
    for dimension in dimensions:
        if dimensions.count(dimension) > 1:
            raise QuestionInvalid(
                f"{dimension.replace('_', ' ').capitalize()} is asked for twice.",
                remedy="Take each dimension once, by one of its schemes.",
            )
    _check_audience(question, crossed)
    for scheme in crossed:
        _check_level(scheme, question.level)
    return schemes


def _check_audience(question: Question, crossed: Sequence[Scheme]) -> None:
    """The more dimensions, the fewer people a difference of two answers is about."""
    audience = find_audience(question.audience)
    of_areas = 0 if question.level is AreaLevel.SYSTEM else 1
    if not audience.allows(len(crossed), of_areas=of_areas):
        raise QuestionInvalid(
            f"{len(crossed) + of_areas} dimensions are crossed, conditions and areas "
            f"included; the audience `{audience.id}` may see {audience.most_crossed}.",
            remedy="Leave one out: too few people would be in each group.",
        )
    if audience.every_scheme:
        return
    first = {one.id for one in first_schemes()}
    for scheme in crossed:
        if scheme.id not in first:
            raise QuestionInvalid(
                f"The audience `{audience.id}` sees exact counts, by one scheme of "
                f"each dimension: `{scheme.id}` is not it.",
                remedy=f"Schemes it has: {', '.join(sorted(first))}.",
            )


def conditions_of(question: Question) -> tuple[tuple[Scheme, Group], ...]:
    """The groups asked about, a cohort among them.

    Raises QuestionInvalid for a group that there is not, ConditionInvalid for a cohort.
    """
    asked = [_condition(*pair) for pair in question.where]
    if question.cohort and COHORT not in question.by:
        scheme = _scheme(question, COHORT)
        asked.append((scheme, scheme.groups[0]))
    return tuple(asked)


def _scheme(question: Question, name: str) -> Scheme:
    if name != COHORT:
        return find_scheme(name)
    if not question.cohort:
        raise QuestionInvalid(
            "No cohort is named to tell people apart by.",
            remedy="Name one of `phm cohorts`, or a condition, with `--cohort`.",
        )
    return cohort_scheme(find_cohort(question.cohort))


def _condition(scheme_id: str, group_id: str) -> tuple[Scheme, Group]:
    scheme = find_scheme(scheme_id)
    found = [group for group in scheme.everyone if group.id == group_id]
    if not found:
        raise QuestionInvalid(
            f"`{scheme_id}` has no group called `{group_id}`.",
            remedy=f"Its groups: {', '.join(group.id for group in scheme.everyone)}.",
        )
    return scheme, found[0]


LEVELS = (AreaLevel.PRACTICE, AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)


def _check_level(scheme: Scheme, level: AreaLevel) -> None:
    allowed = LEVELS[LEVELS.index(scheme.finest) :]
    if level not in allowed:
        raise QuestionInvalid(
            f"{scheme.title or scheme.groups[0].label} ({scheme.id}) cannot be told by "
            f"{level.label}: the groups would be too small.",
            remedy=f"Levels it has: {', '.join(allowed)}.",
        )


def check_area(question: Question, codes: Iterable[str]) -> None:
    """Raises QuestionInvalid when the area asked for is none of ``codes``."""
    there = sorted(codes)
    if question.area not in there:
        raise QuestionInvalid(
            f"There is no {question.level.label} with the code `{question.area}`.",
            remedy=f"Codes begin with {', '.join(there[:5])}.",
        )


def check_measure(measure: Measure, question: Question) -> None:
    """Raises QuestionInvalid when a measure is not counted as it is asked for."""
    if question.every_period and question.of_groups:
        raise QuestionInvalid(
            "Groups of people and cohorts are counted for one period alone.",
            remedy="Leave out `--every-period`, or ask without groups and cohort.",
        )
    if measure.by_group_only and not question.by:
        raise QuestionInvalid(
            f"{measure.title} is told for groups of people, not for whole areas.",
            remedy="Name a dimension: `--by ethnicity`, for one.",
        )
    if question.level not in measure.levels:
        raise QuestionInvalid(
            f"{measure.title} cannot be asked for at the level `{question.level}`.",
            remedy=f"Levels it has: {', '.join(measure.levels)}.",
        )
