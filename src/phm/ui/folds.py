"""Parts of a page that are sent once they are unfolded, and stay so."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def fold(title: str, *, key: str) -> DeltaGenerator | None:
    """A place to draw in where it is unfolded; nothing where it is not."""
    was_open = f"unfolded-{key}"
    folded = st.expander(
        title,
        st.session_state.get(was_open, False),
        key=f"table-{key}",
        on_change="rerun",
    )
    st.session_state[was_open] = folded.open
    return folded if folded.open else None
