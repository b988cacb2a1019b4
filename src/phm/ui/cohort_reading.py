"""What a condition means, in plain English and as text; or the spot that is wrong."""

from typing import Final

import streamlit as st

from phm.cohorts.attributes import load_attributes
from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.cohorts.find import built
from phm.cohorts.grammar import parse
from phm.domain.areas import AreaLevel
from phm.domain.conditions import Condition, attributes_of
from phm.errors import ConditionInvalid
from phm.ui import components
from phm.words.areas import listed


NOT_READ: Final = "This condition cannot be asked for."
ONLY_FROM: Final = {
    AreaLevel.PLACE: "by place and for the whole system, not by PCN",
    AreaLevel.SYSTEM: "for the whole system",
}


def read_text(written: str) -> Condition | None:
    """The condition of a text; nothing, with the spot marked, where it is none."""
    try:
        return parse(written)
    except ConditionInvalid as fault:
        _say_what_is_wrong(fault)
        return None


def read_back(condition: Condition) -> Cohort | None:
    """Say whom it means; nothing, with the reason, where it may not be asked for."""
    try:
        cohort = _cohort(condition)
    except ConditionInvalid as fault:
        _say_what_is_wrong(fault)
        return None
    st.markdown(f"**{components.plain(cohort.title)}**")
    st.code(str(condition), language=None, wrap_lines=True)
    if cohort.finest in ONLY_FROM:
        components.note(only_from(cohort))
    return cohort


def only_from(cohort: Cohort) -> str:
    """Where it can be told at all, and because of which attributes."""
    attributes = [load_attributes()[name] for name in attributes_of(cohort.condition)]
    coarse = [f"“{one.title}”" for one in attributes if one.finest == cohort.finest]
    because = f", because of {listed(coarse)}" if coarse else ""
    sensitive = " (sensitive)" if cohort.is_sensitive else ""
    told = f"This cohort can only be told {ONLY_FROM[cohort.finest]}"
    return f"{told}{because}{sensitive}."


def _cohort(condition: Condition) -> Cohort:
    """The declared cohort that it is, or one that is built."""
    declared = (one for one in load_cohorts().values() if one.condition == condition)
    return next(declared, None) or built(condition)


def _say_what_is_wrong(fault: ConditionInvalid) -> None:
    """As code: Markdown would make other signs of the condition's."""
    st.error(NOT_READ)
    said = filter(None, (fault.sentence, fault.marked, fault.remedy))
    st.code("\n".join(said), language=None, wrap_lines=False)
