"""The app's own navigation: every page in one row; the PCN in view goes along.

A row at the top leaves the whole width to the map on a shared screen.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from phm.ui.selection import chosen_now


PAGES = {
    "Overview": "app.py",
    "Coverage map": "pages/1_Coverage_map.py",
    "Data and methods": "pages/9_Data_and_methods.py",
}


def draw_navigation(current: str) -> DeltaGenerator:
    """The links; the page in view is said, not linked. Returns the row, to add to."""
    pcn = chosen_now("pcn")
    along = {"pcn": pcn} if pcn else None
    row = st.container(horizontal=True, gap="medium", vertical_alignment="center")
    with row:
        st.markdown("**phm**", width="content")
        for title, path in PAGES.items():
            if title == current:
                st.markdown(f"**:blue[{title}]**", width="content")
            else:
                st.page_link(path, label=title, query_params=along)
    return row
