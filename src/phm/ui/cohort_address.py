"""A cohort in an address: declared, described by a condition, or not to be read."""

from typing import Final

import streamlit as st

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort
from phm.errors import ConditionInvalid
from phm.ui.cohort_budget import SPENT, budget
from phm.ui.selection import hand_over


NAME, EVERYBODY = "cohort", "everybody"
SECOND, NOBODY = "versus", "none"
NOT_READ: Final = (
    "The condition in the address cannot be read; another cohort is shown instead."
)
NO_SECOND: Final = (
    "The condition of the second cohort in the address cannot be read; nothing is "
    "compared."
)
DESCRIBED: Final = "cohorts-described"
MOST_KEPT: Final = 5


def asked_for(
    asked: str | None, memory: str, *, default: str, unread: str = NOT_READ
) -> list[Cohort]:
    """The cohort of a text where no file declares it: one, or none.

    Handed over to the control of that memory; of what cannot be read, the default is.
    """
    if asked is None or asked == default or asked in load_cohorts():
        return []
    found = described(asked, unread)
    hand_over(memory, found.address if found else default)
    return [found] if found else []


def described(text: str, unread: str = NOT_READ) -> Cohort | None:
    """The cohort that a condition describes; what cannot be read is said politely."""
    try:
        found = find_cohort(text)
    except ConditionInvalid as fault:
        _say_what_is_wrong(fault, unread)
        return None
    if not may_be_answered(found):
        st.warning(SPENT)
        return None
    before = [one for one in _described_before() if one != found.address]
    st.session_state[DESCRIBED] = [found.address, *before][:MOST_KEPT]
    return found


def may_be_answered(cohort: Cohort) -> bool:
    """Whether a cohort is declared, or one of those built that an hour has room for."""
    return not cohort.is_built or budget().allows(cohort.address)


def described_lately() -> list[Cohort]:
    """The cohorts described last in this visit, the newest first."""
    return [find_cohort(address) for address in _described_before()]


def _described_before() -> list[str]:
    return list(st.session_state.get(DESCRIBED, ()))


def _say_what_is_wrong(fault: ConditionInvalid, unread: str) -> None:
    """As code, for an address is anybody's to write: nothing in it becomes a link."""
    st.warning(unread)
    said = (fault.sentence, fault.marked, fault.remedy)
    st.code("\n".join(filter(None, said)), language=None, wrap_lines=False)
