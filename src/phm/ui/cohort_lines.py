"""The rows of the cohort builder on the screen; nothing in them can be typed in.

Every control has a label of its own, so that it is told apart without being seen; the
labels of the first row stand over all of them.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from phm.cohorts.attribute import Attribute
from phm.cohorts.attributes import load_attributes
from phm.cohorts.rows import RowOperator
from phm.domain.conditions import Value
from phm.ui.cohort_form import ALONE, Bracket, Form, Line
from phm.ui.cohort_form_choices import (
    JOIN_WORDS,
    OPERATOR_WORDS,
    SEVERAL,
    attribute_words,
    operators_for,
    upper_ends,
    value_words,
    values_for,
)


PREFIX = "builder"
WIDTHS = (5.6, 2.6, 5.4, 2.2)
CHOOSE = "Choose"

Change = Callable[[Form], Form]
OnChange = Callable[[Change], None]


def draw_lines(form: Form, change: OnChange) -> Form:
    """Every row and bracket with what is chosen now; buttons hand over a change."""
    names = {line.number: n for n, line in enumerate(form.lines, 1)}
    for item in form.items:
        if isinstance(item, Bracket):
            form = _draw_bracket(form, item, names, change)
        else:
            form = form.changed(_draw_line(form, item, names[item.number], change))
    return form


def _draw_bracket(
    form: Form, bracket: Bracket, names: dict[int, int], change: OnChange
) -> Form:
    with st.container(border=True, key=f"{PREFIX}-bracket-{bracket.number}"):
        st.markdown(f"**{JOIN_WORDS[form.inner_join]}**, together as one of the rows:")
        for line in bracket.lines:
            form = form.changed(_draw_line(form, line, names[line.number], change))
        number = bracket.number
        st.button(
            "Add a row to this group",
            key=_key(number, "add"),
            on_click=change,
            args=(lambda now: now.added(number),),
            disabled=not form.can_grow,
        )
    return form


def _draw_line(form: Form, line: Line, place: int, change: OnChange) -> Line:
    """One row; an attribute chosen anew forgets what was said of the last one."""
    first, second, third, last = st.columns(WIDTHS, vertical_alignment="bottom")
    with last:
        st.button(
            f"Remove row {place}",
            key=_key(line.number, "remove"),
            on_click=change,
            args=(lambda now: now.without(line.number),),
        )
    with first:
        name = _choose_attribute(form, line, place)
    if name is None:
        return Line(line.number)
    attribute = load_attributes()[name]
    same = line if name == line.attribute else Line(line.number, name)
    with second:
        operator = _choose_operator(attribute, same, place)
    with third:
        values = _choose_values(attribute, operator, same, place)
    return Line(line.number, name, operator, values)


def _choose_attribute(form: Form, line: Line, place: int) -> str | None:
    offered = form.offered_to(line)
    key = _key(line.number, "attribute")
    _remember(key, line.attribute or None, offered)
    return st.selectbox(
        f"Row {place}: attribute (type to search)",
        offered,
        index=None,
        placeholder=CHOOSE,
        format_func=attribute_words,
        label_visibility=_shown(place),
        key=key,
    )


def _choose_operator(attribute: Attribute, line: Line, place: int) -> RowOperator:
    offered = operators_for(attribute, line.operator)
    key = _key(line.number, attribute.id, "operator")
    _remember(key, line.operator or offered[0], offered)
    return st.selectbox(
        f"Row {place}: what holds",
        offered,
        format_func=OPERATOR_WORDS.__getitem__,
        label_visibility=_shown(place),
        key=key,
    )


def _choose_values(
    attribute: Attribute, operator: RowOperator, line: Line, place: int
) -> tuple[Value, ...]:
    if operator in ALONE:
        return ()
    unit = f" ({attribute.unit})" if attribute.unit else ""
    offered = values_for(attribute, operator)
    key = _key(line.number, attribute.id, operator.name)
    if operator in SEVERAL:
        return _choose_several(attribute, f"Row {place}: values{unit}", line, key)
    if operator is RowOperator.BETWEEN:
        return _choose_range(attribute, f"Row {place}:", unit, (line, key))
    chosen = line.values[0] if line.values else None
    value = _choose_one(attribute, f"Row {place}: value{unit}", offered, chosen, key)
    return () if value is None else (value,)


def _choose_several(
    attribute: Attribute, label: str, line: Line, key: str
) -> tuple[Value, ...]:
    offered = values_for(attribute, RowOperator.ONE_OF)
    if key not in st.session_state:
        st.session_state[key] = [one for one in line.values if one in offered]
    chosen = st.multiselect(
        label,
        offered,
        format_func=lambda value: value_words(attribute, value),
        placeholder=CHOOSE,
        key=key,
    )
    return tuple(one for one in offered if one in chosen)  # in their declared order


def _choose_range(
    attribute: Attribute, label: str, unit: str, of: tuple[Line, str]
) -> tuple[Value, ...]:
    line, key = of
    lowest, highest = line.values if len(line.values) == 2 else (None, None)
    lower_ends = values_for(attribute, RowOperator.BETWEEN)
    left, right = st.columns(2)
    with left:
        lower = _choose_one(
            attribute, f"{label} from{unit}", lower_ends, lowest, f"{key}-from"
        )
    ends = upper_ends(attribute, lower) if lower is not None else ()
    with right:
        upper = _choose_one(attribute, f"{label} to{unit}", ends, highest, f"{key}-to")
    return () if lower is None or upper is None else (lower, upper)


def _choose_one(
    attribute: Attribute,
    label: str,
    offered: Sequence[Value],
    chosen: Value | None,
    key: str,
) -> Value | None:
    _remember(key, chosen, offered)
    return st.selectbox(
        label,
        offered,
        index=None,
        placeholder=CHOOSE,
        format_func=lambda value: value_words(attribute, value),
        key=key,
    )


def _remember(key: str, chosen: object, offered: Sequence[object]) -> None:
    """Start a control with what its row says; what is no more on offer is cleared."""
    if key not in st.session_state:
        st.session_state[key] = chosen if chosen in offered else None
    elif st.session_state[key] not in (None, *offered):
        st.session_state[key] = None


def _shown(place: int) -> Literal["visible", "collapsed"]:
    """The first row has the headings; a reader for the blind has every row's."""
    return "visible" if place == 1 else "collapsed"


def _key(number: int, *what: str) -> str:
    return "-".join((PREFIX, str(number), *what))
