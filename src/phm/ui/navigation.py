"""The app's own navigation: every page; the choices in view go along."""

import streamlit as st

from phm.ui.selection import current_parameters


PAGES = {
    "Overview": "app.py",
    "Coverage map": "pages/1_Coverage_map.py",
    "Data and methods": "pages/9_Data_and_methods.py",
}


def draw_navigation(current: str) -> None:
    """Links in the sidebar; the choices in the URL go with the reader."""
    with st.sidebar:
        st.markdown("### phm\nSocial prescribing: need and reach")
        for title, path in PAGES.items():
            st.page_link(
                path,
                label=title,
                query_params=current_parameters(),
                disabled=title == current,
            )
