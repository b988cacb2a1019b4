"""The cohorts page without people: what a model makes of published figures."""

from dataclasses import replace
from typing import Final

import streamlit as st

from phm.charts.ranked import ranked_figure
from phm.charts.ranked_alt import ranked_alt
from phm.cohorts.cohort import Cohort
from phm.cohorts.modelled import read_modelled
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, findings, tables
from phm.ui.cohort_controls import choose_cohort
from phm.ui.figure import show_figure
from phm.ui.overview import RANKED_UP_TO
from phm.ui.picture import NARROW, show_map
from phm.ui.view import View
from phm.words.cohort_facts import TOLD_FROM, about_sentences
from phm.words.cohort_modelled import (
    LOAD_PEOPLE,
    NO_MODEL,
    modelled_sentence,
    shown_first,
)


TITLE: Final = "How many there may be (MODELLED)"


@st.fragment
def show(view: View) -> None:
    """The choice of a cohort, and how many of its people a model expects where."""
    top = st.container()
    cohort = choose_cohort()
    view.navigation.carry()
    results = modelled_card(view, cohort)
    with top:
        components.say(
            modelled_sentence(results, cohort) if results else why_not(cohort)
        )
    if results:
        _show_where(view, results, shown_first(results, cohort))
        tables.show_table_behind(results, key="modelled")
    components.notes(about_sentences(cohort))
    st.info(LOAD_PEOPLE)
    if results:
        components.cite(results)


def modelled_card(view: View, cohort: Cohort) -> Results | None:
    """How many people there are of a cohort by open data alone, labelled MODELLED.

    By PCN, or the smallest areas that the model is made for; None where there is none.
    """
    if cohort.modelled is None or read_modelled(cohort.modelled).reason:
        return None
    level = read_modelled(cohort.modelled).finest
    return findings.modelled(view.home.root, view.warehouse.version, cohort.id, level)


def why_not(cohort: Cohort) -> str:
    """The declared reason for there being no estimate, or that there is none."""
    reason = read_modelled(cohort.modelled).reason if cohort.modelled else ""
    return f"No modelled estimate of this cohort: {reason}" if reason else NO_MODEL


def _briefly(results: Results) -> Results:
    """With a title that fits half a page; the sentence says who is meant."""
    return replace(results, measure=replace(results.measure, title=TITLE))


def _show_where(view: View, results: Results, selected: str | None) -> None:
    """Areas ranked and on a map; of a single one the sentence has said everything."""
    if results.level is AreaLevel.SYSTEM:
        components.note(TOLD_FROM[AreaLevel.SYSTEM])
        return
    chart, place = st.columns([1, 1], gap="medium")
    with chart:
        show_figure(
            ranked_figure(_briefly(results), selected=selected, limit=RANKED_UP_TO),
            key="cohort-modelled",
            alt=ranked_alt(results),
        )
    if results.level is AreaLevel.PCN:
        with place:
            key = "cohort-map"
            show_map(view, results, selected=selected, key=key, frame=NARROW)
