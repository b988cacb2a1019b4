"""The app's own navigation: every page in one row; the PCN in view goes along.

A row at the top leaves the whole width to the map on a shared screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from phm.ui.selection import chosen_now


PAGES = {
    "Overview": "app.py",
    "Coverage map": "pages/1_Coverage_map.py",
    "Four dimensions": "pages/2_Four_dimensions.py",
    "Cohorts": "pages/3_Cohorts.py",
    "Inclusion health": "pages/4_Inclusion_health.py",
    "Digital inclusion": "pages/5_Digital_inclusion.py",
    "Data and methods": "pages/9_Data_and_methods.py",
}


@dataclass(frozen=True)
class Navigation:
    """The row, to add to, and a place in it for each link, by title."""

    row: DeltaGenerator
    places: Mapping[str, DeltaGenerator]

    def carry(self) -> None:
        """Write the links with the PCN in view, last of all in each run of a fragment.

        A new tab has no other way to learn of it. Streamlit takes away what a fragment
        does not write again.
        """
        pcn = chosen_now("pcn")
        along = {"pcn": pcn} if pcn else None
        for title, place in self.places.items():
            place.page_link(PAGES[title], label=title, query_params=along)


def draw_navigation(current: str) -> Navigation:
    """The links; the page in view is said, not linked."""
    row = st.container(horizontal=True, gap="small", vertical_alignment="center")
    places = {}
    with row:
        st.markdown("**phm**", width="content")
        for title in PAGES:
            if title == current:
                st.markdown(f"**:blue[{title}]**", width="content")
            else:
                places[title] = st.empty()
    navigation = Navigation(row, places)
    navigation.carry()
    return navigation
