"""What is being built, kept from run to run: rows, or text, and which of the two.

Streamlit forgets a control that is not drawn, so what matters is kept beside it: the
builder is found as one left it, also after it was folded away.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from phm.cohorts.find import find_cohort
from phm.cohorts.grammar import parse
from phm.cohorts.rows import to_rows
from phm.domain.conditions import EVERYBODY, Condition
from phm.errors import ConditionInvalid
from phm.ui.cohort_form import MOST_LINES, Form, form_of
from phm.ui.cohort_lines import PREFIX


FORM, STARTED, KEPT = (f"{PREFIX}-{name}" for name in ("form", "of", "kept"))
JOIN, MODE, WRITTEN = (f"{PREFIX}-{name}" for name in ("join", "mode", "text"))
REFUSED: Final = f"{PREFIX}-refused"
ROWS, TEXT = "rows", "text"


def start(address: str) -> None:
    """Begin with the cohort in view, where rows can show it, whenever that changes."""
    if st.session_state.get(STARTED) != address or FORM not in st.session_state:
        st.session_state[STARTED] = address
        fill(_condition_of(address))
    mode, text = st.session_state.get(KEPT, (ROWS, ""))
    st.session_state.setdefault(MODE, mode)
    st.session_state.setdefault(WRITTEN, text)
    st.session_state.setdefault(JOIN, current_form().join)


def keep() -> None:
    """Remember what a control holds that is not drawn while the builder is folded."""
    st.session_state[KEPT] = st.session_state[MODE], st.session_state[WRITTEN]


def current_form() -> Form:
    """The rows as they are."""
    form: Form = st.session_state[FORM]
    return form


def keep_form(form: Form) -> None:
    """The rows as they are now."""
    st.session_state[FORM] = form


def change_form(change: Callable[[Form], Form]) -> None:
    """A row or a group more, or less."""
    keep_form(change(current_form()))


def fill(condition: Condition | None) -> None:
    """Rows of a condition; text where rows cannot show it; else one empty row."""
    if condition == EVERYBODY:  # nothing chosen says the same
        condition = None
    before = st.session_state.get(FORM, Form())
    rows = to_rows(condition) if condition is not None else None
    form = form_of(rows, before.last) if rows is not None else Form()
    fits = 0 < len(form.lines) <= MOST_LINES
    keep_form(form if fits else Form(last=before.last).added())
    written = "" if condition is None else str(condition)
    mode = ROWS if fits or not written else TEXT
    st.session_state[JOIN] = current_form().join
    st.session_state[MODE], st.session_state[WRITTEN] = mode, written
    st.session_state[REFUSED] = False


def change_mode() -> None:
    """Carry over what is built; stay with text where rows cannot show it."""
    if st.session_state[MODE] == TEXT:
        made = current_form().condition
        st.session_state[WRITTEN] = "" if made is None else str(made)
        return
    try:
        condition = parse(st.session_state.get(WRITTEN) or "")
    except ConditionInvalid:  # the rows are as they were before the text
        return
    fill(condition)
    st.session_state[REFUSED] = st.session_state[MODE] == TEXT


def _condition_of(address: str) -> Condition | None:
    try:
        return find_cohort(address).condition if address else None
    except ConditionInvalid:  # said by the page, which asks for it
        return None
