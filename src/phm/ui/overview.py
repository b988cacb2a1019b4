"""The body of the overview: the ranked PCNs, the map, and the numbers behind both."""

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, controls, selection
from phm.ui.cohort_choice import NAME, choose_cohort
from phm.ui.components import Headline
from phm.ui.figure import show_figure
from phm.ui.picture import NARROW, show_map
from phm.ui.view import View
from phm.words.finding import about


RANKED_UP_TO = 60  # a whole system; of England, the PCNs with the widest gap


@dataclass(frozen=True)
class Gap:
    """One way to see the gap: what is said, ranked, counted and put in tables.

    `ranked` colours the map; `figure` draws it with one PCN in focus, or none.
    """

    sentence: str
    ranked: Results
    figure: Callable[[str | None], go.Figure]
    alt: str
    headlines: tuple[Headline, ...]
    tables: tuple[Results, ...]

    @property
    def answers(self) -> tuple[Results, ...]:
        """Every answer the page stands on."""
        return (*self.tables, *(one.results for one in self.headlines))


@st.fragment
def show_gap(view: View, gap: Gap) -> None:
    """Every PCN in order beside the map; a change of PCN runs this and no more."""
    left, middle, right = st.columns([5, 3, 3], gap="medium")
    with middle:
        cohort = choose_cohort(view, AreaLevel.PCN)
    with left:
        way = controls.FROM_REFERRALS if cohort else controls.choose_gap(view)
    with right:
        selected = controls.choose_pcn(view)
    if any([selection.has_changed("gap", way), selection.has_changed(NAME, cohort)]):
        st.rerun()  # another gap is another page: sentence, numbers, tables
    view.navigation.carry()
    if selected:
        components.note(about(gap.ranked, selected))
    chart, place = st.columns([1, 1], gap="medium")
    with chart:
        key = f"chart-{gap.ranked.measure.id}"
        show_figure(gap.figure(selected), key=key, alt=gap.alt)
    with place:
        show_map(view, gap.ranked, selected=selected, key="overview-map", frame=NARROW)
