"""The view is the URL: what is chosen, read from and written to query parameters.

A parameter that means nothing gives the default and a polite note. Every choice is
written out, defaults too, so that a link keeps its meaning when a default changes.
Where the address says nothing, what was chosen last in this visit holds, so that one
finds a page as one left it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import streamlit as st

from phm.ui.components import plain


LONGEST_QUOTE = 40  # characters of what an address asked for
PAGE_IN_VIEW = "page-in-view"


@dataclass(frozen=True)
class Choice:
    """One thing to choose: URL parameter, label, allowed values, how they read.

    What was chosen is kept under ``kept``, or the name: pages to which a parameter
    means different things keep it apart.
    """

    name: str
    label: str
    options: Sequence[str]
    default: str
    words: Callable[[str], str] = field(default=str)
    kept: str = ""

    @property
    def memory(self) -> str:
        """What it is remembered by."""
        return self.kept or self.name

    @property
    def key(self) -> str:
        """The widget's key."""
        return _key(self.memory)


Pick = Callable[[Choice], str]


def choose_from_list(choice: Choice) -> str:
    """A drop-down that can be searched by typing, in step with the URL."""
    picked = settle(choice)
    draw_list(choice)
    return picked


def choose_from_row(choice: Choice) -> str:
    """A row of buttons for a few options, in step with the URL."""
    picked = settle(choice)
    draw_row(choice)
    return picked


def settle(choice: Choice) -> str:
    """What is chosen, and the URL brought in step with it; draws nothing."""
    _follow_url(choice)
    picked = str(st.session_state[choice.key])
    if st.query_params.get(choice.name) != picked:  # each writing of it is sent
        st.query_params[choice.name] = picked
    st.session_state[_seen(choice.memory)] = picked
    return picked


def enter_page(title: str) -> None:
    """Forget the controls of the page left behind; what was chosen there is kept.

    A control of another page still answers to its key for one run, but the new page's
    control of that key does not take its value from it.
    """
    if st.session_state.get(PAGE_IN_VIEW) != title:
        for key in [k for k in st.session_state if str(k).startswith(_key(""))]:
            del st.session_state[key]
    st.session_state[PAGE_IN_VIEW] = title


def hand_over(name: str, value: str) -> None:
    """Choose from elsewhere (a click on a map): takes effect in the next run."""
    st.session_state[_pending(name)] = value


def has_changed(name: str, value: str) -> bool:
    """Whether a value differs from the last run's; a first run changes nothing."""
    before = st.session_state.get(_last(name), value)
    remember(name, value)
    return bool(before != value)


def remember(name: str, value: str) -> None:
    """Let `has_changed` take a value for the last run's."""
    st.session_state[_last(name)] = value


def chosen_now(name: str, kept: str = "") -> str | None:
    """A choice as of this run, also before its control is drawn."""
    memory = kept or name
    seen = st.session_state.get(_seen(memory))
    asked = st.query_params.get(name, seen)
    if asked == seen:
        asked = st.session_state.get(_key(memory), asked)
    return st.session_state.get(_pending(memory), asked)


def _follow_url(choice: Choice) -> None:
    """Bring the widget in step when the URL changed or a click was handed over."""
    handed = st.session_state.pop(_pending(choice.memory), None)
    if handed in choice.options:
        st.session_state[choice.key] = handed
        return
    seen = st.session_state.get(_seen(choice.memory))
    asked = st.query_params.get(choice.name, seen)
    if asked == seen and st.session_state.get(choice.key) in choice.options:
        return
    if asked != seen and asked not in choice.options:
        st.toast(_not_here(choice, asked), duration="long")
    st.session_state[choice.key] = asked if asked in choice.options else choice.default


def _not_here(choice: Choice, asked: str) -> str:
    # An address is anybody's to write. Escapes would not do: Markdown still makes links
    # of what looks like one, except in code.
    quoted = " ".join(asked.replace("`", "'").split())[:LONGEST_QUOTE]
    said = f"`{quoted}`" if quoted else "An empty text"
    return said + plain(
        f" in the address is not one of the choices for “{choice.label}”: "
        f"“{choice.words(choice.default)}” is shown instead."
    )


def draw_list(choice: Choice) -> None:
    """The drop-down of a choice that was settled."""
    st.selectbox(choice.label, choice.options, format_func=choice.words, key=choice.key)


def draw_row(choice: Choice) -> None:
    """The row of buttons of a choice that was settled."""
    st.segmented_control(
        choice.label,
        choice.options,
        required=True,
        format_func=choice.words,
        key=choice.key,
    )


def _key(name: str) -> str:
    return f"choice-{name}"


def _last(name: str) -> str:
    return f"last-{name}"


def _seen(name: str) -> str:
    return f"seen-{name}"


def _pending(name: str) -> str:
    return f"pending-{name}"
