"""Build a cohort: rows of declared attributes, or the condition as text, read back.

Built of Streamlit's own controls (docs/decisions.md). Only this part of the page runs
again while one builds; what is built goes into the address, where the page finds it.
"""

from typing import Final

import streamlit as st

from phm.cohorts.attributes import load_attributes
from phm.cohorts.cohort import Cohort
from phm.cohorts.find import MOST_ATTRIBUTES
from phm.cohorts.limits import LONGEST
from phm.cohorts.rows import Join
from phm.domain.conditions import Condition
from phm.ui import cohort_draft as draft
from phm.ui import components
from phm.ui.cohort_address import NAME, SECOND
from phm.ui.cohort_form import Form
from phm.ui.cohort_form_choices import JOIN_WORDS
from phm.ui.cohort_lines import PREFIX, draw_lines
from phm.ui.cohort_reading import read_back, read_text
from phm.ui.folds import fold
from phm.ui.selection import chosen_now
from phm.ui.view import View
from phm.words.areas import listed


MODES: Final = {draft.ROWS: "With rows", draft.TEXT: "As text"}
TOO_DEEP: Final = (
    "This condition is deeper than rows can show: change it as text, or start anew."
)
TEXT_HELP: Final = (
    "Attributes, values, and, or, not, in and brackets: sex = male and (lives_alone or "
    f"lonely). At most {MOST_ATTRIBUTES} attributes. Ctrl and Enter reads it."
)
BUTTONS: Final = {NAME: "Show this cohort", SECOND: "Compare with this cohort"}
COMPARED: Final = "This is the second cohort of the comparison."
EMPTY: Final = "Nothing is chosen yet: that would be everybody registered."


def build_cohort(view: View) -> Cohort | None:
    """The builder, folded away until it is wanted; the cohort it describes, if any."""
    return _build() if view.has_people else None


@st.fragment
def _build() -> Cohort | None:
    place = fold("Build a cohort", key=PREFIX)
    if place is None:
        return None
    with place:
        draft.start(chosen_now(NAME) or "")
        mode = _choose_mode()
        condition = _by_text() if mode == draft.TEXT else _by_rows()
        draft.keep()
        cohort = read_back(condition) if condition is not None else None
        _offer(cohort, is_empty=condition is None)
    return cohort


def _choose_mode() -> str:
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        mode = st.segmented_control(
            "Build it",
            list(MODES),
            required=True,
            format_func=MODES.__getitem__,
            key=draft.MODE,
            on_change=draft.change_mode,
        )
    right.button("Start anew", key=f"{PREFIX}-anew", on_click=draft.fill, args=(None,))
    if st.session_state.get(draft.REFUSED):
        components.note(TOO_DEEP)
    return str(mode)


def _by_rows() -> Condition | None:
    join = st.segmented_control(
        "How the rows are joined",
        list(Join),
        required=True,
        format_func=JOIN_WORDS.__getitem__,
        key=draft.JOIN,
    )
    before = draft.current_form()
    form = Form(Join(join), before.items, before.last)
    form = draw_lines(form, draft.change_form)
    draft.keep_form(form)
    _offer_lines(form)
    _say_how_many(form)
    return form.condition


def _offer_lines(form: Form) -> None:
    inner = JOIN_WORDS[form.inner_join].lower()
    offered = {"Add a row": Form.added}
    if not form.has_bracket:
        offered[f"Add a group: {inner}"] = Form.bracketed
    with st.container(horizontal=True):
        for label, change in offered.items():
            st.button(
                label,
                key=f"{PREFIX}-{change.__name__}",
                on_click=draft.change_form,
                args=(change,),
                disabled=not form.can_grow,
            )


def _say_how_many(form: Form) -> None:
    """The limit before it is hit; rows that do not count; what attributes mean."""
    used = len(form.attributes)
    said = f"{used} of {MOST_ATTRIBUTES} attributes used."
    if used >= MOST_ATTRIBUTES:
        said += " A further row can only be about one of these."
    waiting = [str(n) for n, one in enumerate(form.lines, 1) if not one.is_complete]
    if waiting and used:
        rows = "Row" if len(waiting) == 1 else "Rows"
        said += f" {rows} {listed(waiting)}: not complete, left out."
    declared = (load_attributes()[name] for name in form.attributes)
    notes = [f"{one.title}: {one.note}" for one in declared if one.note]
    components.fine_print(" ".join([said, *notes]))


def _by_text() -> Condition | None:
    written = st.text_area(
        "The condition", key=draft.WRITTEN, max_chars=LONGEST, height=100
    )
    components.fine_print(TEXT_HELP)
    return read_text(written) if written.strip() else None


def _offer(cohort: Cohort | None, *, is_empty: bool) -> None:
    """What is built as the cohort of the page, or as the one beside it."""
    if is_empty:
        components.fine_print(EMPTY)
    in_use = [name for name in BUTTONS if cohort and cohort.address == chosen_now(name)]
    if SECOND in in_use:
        components.fine_print(COMPARED)
    with st.container(horizontal=True):
        for name, label in BUTTONS.items():
            clicked = st.button(
                label,
                type="primary" if name == NAME else "secondary",
                key=f"{PREFIX}-{'show' if name == NAME else SECOND}",
                disabled=cohort is None or name in in_use or NAME in in_use,
            )
            if clicked and cohort is not None:
                st.query_params[name] = cohort.address
                st.rerun()
