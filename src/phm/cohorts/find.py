"""Find a cohort by what stands in an address: a declared id, or a condition."""

from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort, finest_of
from phm.cohorts.grammar import parse
from phm.cohorts.saying import said
from phm.cohorts.spots import quoted
from phm.domain.comparisons import NAME
from phm.domain.conditions import Condition, attributes_of
from phm.errors import ConditionInvalid


# docs/methods/disclosure.md: the more that is crossed, the fewer people a difference of
# two answers is about. A declared cohort is reviewed and may cross more.
MOST_ATTRIBUTES = 4
SUCCESS = "reach_per_1000"
DIMENSION = "deprivation"


def find_cohort(text: str) -> Cohort:
    """The declared cohort or part of that address, or the one a condition describes.

    Raises ConditionInvalid for a text that is neither, or crosses too much.
    """
    asked = text.strip()
    declared = load_cohorts().get(asked) or _part(asked)
    return declared if declared is not None else _built_once(asked)


def part_addresses(cohort: Cohort) -> tuple[str, ...]:
    """What finds each part of a declared cohort: `unpaid_carers/1` for its first."""
    return tuple(f"{cohort.id}/{place}" for place, _ in enumerate(cohort.parts, 1))


def _part(address: str) -> Cohort | None:
    """A part of a declared cohort as one of its own; it was reviewed with the whole."""
    cohort = load_cohorts().get(address.partition("/")[0])
    if cohort is None or address not in part_addresses(cohort):
        return None
    part = cohort.parts[part_addresses(cohort).index(address)]
    title = f"{cohort.title}: {part.title}"
    return replace(
        cohort,
        id=address,
        title=title,
        label=title,
        aliases=(),
        condition=part.condition,
        parts=(),
        finest=finest_of(part.condition, cohort.finest),
        pyramid=None,
        modelled=None,
    )


def built(condition: Condition) -> Cohort:
    """A cohort of a condition alone. ConditionInvalid if it crosses too much."""
    attributes = attributes_of(condition)
    if len(attributes) > MOST_ATTRIBUTES:
        named = ", ".join(f"`{one}`" for one in attributes)
        raise ConditionInvalid(
            f"The condition crosses {len(attributes)} attributes: {named}. A cohort "
            f"that is built may cross {MOST_ATTRIBUTES}.",
            remedy="Leave some out: too few people would be in each group.",
        )
    title = said(condition)
    return Cohort(
        id="",
        title=title,
        label=title,
        aliases=(),
        why_it_matters="",
        source="",
        condition=condition,
        parts=(),
        partners=(),
        dimension=DIMENSION,
        success_measure=SUCCESS,
        shown_in=(),
        finest=finest_of(condition),
        pyramid=None,
        modelled=None,
    )


@lru_cache(maxsize=256)
def _built_once(text: str) -> Cohort:
    try:
        return built(parse(text))
    except ConditionInvalid as fault:
        alike = get_close_matches(text[:80].lower(), load_cohorts(), n=2, cutoff=0.7)
        if NAME.fullmatch(text.lower()) and alike:
            raise ConditionInvalid(
                f"There is no cohort {quoted(text)}.",
                remedy=f"Did you mean {' or '.join(f'`{one}`' for one in alike)}?",
            ) from fault
        raise
