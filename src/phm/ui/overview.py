"""The body of the overview: the ranked PCNs, the map, and the numbers behind both."""

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from phm.measures.results import Results
from phm.ui import components, controls
from phm.ui.frame import View
from phm.ui.picture import NARROW, show_map
from phm.words.finding import about


RANKED_UP_TO = 60  # a whole system; of England, the PCNs with the widest gap


@dataclass(frozen=True)
class Headline:
    """A headline number of the whole system, and words for how complete it is."""

    label: str
    results: Results
    beside: str = ""


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


def show_gap(view: View, gap: Gap) -> None:
    """The numbers; then every PCN in order beside the map and one PCN in focus."""
    components.show_numbers(
        {
            one.label: components.number_and_range(one.results, beside=one.beside)
            for one in gap.headlines
        }
    )
    chart, place = st.columns([1, 1], gap="medium")
    with place:
        selected = controls.choose_pcn(view)
        if selected:
            components.note(about(gap.ranked, selected))
        show_map(view, gap.ranked, selected=selected, key="overview-map", frame=NARROW)
    with chart:
        controls.choose_gap(view)
        components.show_figure(
            gap.figure(selected),
            key=f"chart-{gap.ranked.measure.id}",
            alt=gap.alt,
        )
