"""A cohort in an address: declared, described by a condition, or not to be read."""

from typing import Final

import streamlit as st

from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort
from phm.errors import ConditionInvalid


NAME, EVERYBODY = "cohort", "everybody"
NOT_READ: Final = (
    "The condition in the address cannot be read; another cohort is shown instead."
)


def described(text: str) -> Cohort | None:
    """The cohort that a condition describes; what cannot be read is said politely."""
    try:
        return find_cohort(text)
    except ConditionInvalid as fault:
        _say_what_is_wrong(fault)
        return None


def _say_what_is_wrong(fault: ConditionInvalid) -> None:
    """As code, for an address is anybody's to write: nothing in it becomes a link."""
    st.warning(NOT_READ)
    said = (fault.sentence, fault.marked, fault.remedy)
    st.code("\n".join(filter(None, said)), language=None, wrap_lines=False)
