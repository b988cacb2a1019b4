"""The view is the URL: what is chosen, read from and written to query parameters.

A parameter that means nothing gives the default and a polite note. Every choice is
written out, defaults too, so that a link keeps its meaning when a default changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import streamlit as st


@dataclass(frozen=True)
class Choice:
    """One thing to choose: URL parameter, label, allowed values, how they read."""

    name: str
    label: str
    options: Sequence[str]
    default: str
    words: Callable[[str], str] = field(default=str)

    @property
    def key(self) -> str:
        """The widget's key."""
        return f"choice-{self.name}"


def choose_from_list(choice: Choice) -> str:
    """A drop-down that can be searched by typing, in step with the URL."""
    return _choose(choice, _list)


def choose_from_row(choice: Choice) -> str:
    """A row of buttons for a few options, in step with the URL."""
    return _choose(choice, _row)


def _choose(choice: Choice, draw: Callable[[Choice], str]) -> str:
    _follow_url(choice)
    picked = draw(choice)
    st.query_params[choice.name] = picked
    st.session_state[_seen(choice.name)] = picked
    return str(picked)


def hand_over(name: str, value: str) -> None:
    """Choose from elsewhere (a click on a map): takes effect in the next run."""
    st.session_state[_pending(name)] = value


def has_changed(name: str, value: str) -> bool:
    """Whether a value differs from the last run's; a first run changes nothing."""
    key = f"last-{name}"
    before = st.session_state.get(key, value)
    st.session_state[key] = value
    return bool(before != value)


def current_parameters() -> dict[str, str]:
    """What the URL holds now, to be carried to another page."""
    return {name: st.query_params[name] for name in st.query_params}


def _follow_url(choice: Choice) -> None:
    """Bring the widget in step when the URL changed or a click was handed over."""
    handed = st.session_state.pop(_pending(choice.name), None)
    if handed in choice.options:
        st.session_state[choice.key] = handed
        return
    asked = st.query_params.get(choice.name)
    unchanged = asked == st.session_state.get(_seen(choice.name))
    if unchanged and st.session_state.get(choice.key) in choice.options:
        return
    if asked is not None and asked not in choice.options:
        st.toast(
            f"The address asked for {choice.label.lower()} “{asked[:40]}”, which is "
            f"not here; “{choice.words(choice.default)}” is shown instead.",
            duration="long",
        )
    st.session_state[choice.key] = asked if asked in choice.options else choice.default


def _list(choice: Choice) -> str:
    return st.selectbox(
        choice.label, choice.options, format_func=choice.words, key=choice.key
    )


def _row(choice: Choice) -> str:
    return str(
        st.segmented_control(
            choice.label,
            choice.options,
            required=True,
            format_func=choice.words,
            key=choice.key,
        )
    )


def _seen(name: str) -> str:
    return f"seen-{name}"


def _pending(name: str) -> str:
    return f"pending-{name}"
