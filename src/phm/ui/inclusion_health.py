"""The body of the inclusion health page: on record, expected, seen by, and signals."""

import pandas as pd
import streamlit as st

from phm.charts.signals import signal_rows, signals_alt, signals_figure
from phm.domain.areas import AreaLevel
from phm.domain.tiers import Tier
from phm.measures.presence import GROUPS, Presence
from phm.measures.results import Results
from phm.measures.schemes import find_scheme
from phm.ui import components, findings, people_unseen, tables
from phm.ui.drawings import draw_presence
from phm.ui.drawn_last import Controls, drawn_last
from phm.ui.figure import show_drawn, show_figure
from phm.ui.folds import fold
from phm.ui.selection import Choice
from phm.ui.view import View
from phm.words.presence import filled_sentence, presence_sentence
from phm.words.presence_table import (
    COUNTED,
    MODELLED,
    presence_csv,
    presence_file_name,
    presence_table,
    sight_details,
    sight_table,
    sources_table,
)
from phm.words.signals import signals_sentence


EVERYWHERE = "all"
SIGNALS = (
    "gypsy_irish_traveller_per_1000",
    "roma_per_1000",
    "asylum_support_per_1000",
    "homelessness_per_1000",
    "temporary_accommodation_per_1000",
)
NOTHING_LOADED = (
    "A patients extract would say how many of them are on record, for how many people "
    "the fields are filled in at all, who has no fixed abode, which languages are "
    "spoken and who needs an interpreter. `phm template patients` writes what a "
    "supplier needs; `phm demo` makes a synthetic system to look around in."
)
DETAILS = "What each source sees, and where expected numbers come from"
WHO_SEES = "Which sources could see them at all?"
OPEN_SIGNALS = "What do open data show of places?"
NEVER_SMALLER = (
    "Told for the system and its places, never for a PCN or a neighbourhood: too few "
    "people. Modern slavery and sex work are told for the whole system alone."
)


def show(view: View) -> None:
    """The whole page; without an extract, what is expected and what open data show."""
    _show_people(view)
    _show_sources(view)
    signals = _show_signals(view)
    everywhere = _presence(view, AreaLevel.SYSTEM, "")
    unseen = people_unseen.answers(view) if everywhere.has_extract else []
    components.cite(*everywhere.answers, *unseen, *signals)


@st.fragment
def _show_people(view: View) -> None:
    """The place and all that follows from it; a change runs only this."""
    with drawn_last() as controls:
        level, area = _choose_area(view, controls)
        top = st.container()
        presence = _presence(view, level, area)
        show_drawn(draw_presence(presence), key="presence")
    with top:
        components.say(presence_sentence(presence))
    _show_table(presence)
    if presence.has_extract:
        people_unseen.show(view, level, area)


def _presence(view: View, level: AreaLevel, area: str) -> Presence:
    return findings.presence(view.home.root, view.warehouse.version, level, area)


def _choose_area(view: View, controls: Controls) -> tuple[AreaLevel, str]:
    """Everywhere or a place; not the `area` of other pages, which may be a PCN."""
    words = {EVERYWHERE: "Everywhere", **view.names(AreaLevel.PLACE)}
    choice = Choice("place", "Where", list(words), EVERYWHERE, words.__getitem__)
    picked = controls.columns([3, 7])[0].from_list(choice)
    if picked == EVERYWHERE:
        return AreaLevel.SYSTEM, ""
    return AreaLevel.PLACE, picked


def _show_table(presence: Presence) -> None:
    """How complete it is, and a row per group, sent once it is unfolded."""
    if presence.has_extract:
        components.note(f"{filled_sentence(presence)} {NEVER_SMALLER}")
    else:
        st.info(NOTHING_LOADED)
    with st.container(horizontal=True):
        folded = fold(
            tables.titled("Table: every group", presence.tier), key="presence"
        )
        st.download_button(
            tables.titled("Download (CSV)", presence.tier),
            lambda: presence_csv(presence),
            file_name=presence_file_name(presence),
            mime="text/csv",
            key="download-presence",
        )
    if folded:
        with folded:
            tables.show_frame(presence_table(presence), tier=presence.tier, blank="–")
            components.fine_print(f"{MODELLED} {COUNTED}")


def _show_sources(view: View) -> None:
    """A table of words, so that no colour carries it; details folded below."""
    st.header(WHO_SEES, anchor=False)
    groups = find_scheme(GROUPS).groups
    labels = {group.id: group.label for group in groups}
    loaded = set(view.account().files["source_id"])
    matrix = sight_table(loaded, labels)
    st.table(matrix.set_index("Source"), border="horizontal")
    if folded := fold(DETAILS, key="sights"):
        with folded:
            tables.show_frame(sight_details(labels), tier=Tier.OPEN)
            tables.show_frame(sources_table(), tier=Tier.OPEN)


def _show_signals(view: View) -> list[Results]:
    """Places by what is published, the same whichever place is chosen."""
    st.header(tables.titled(OPEN_SIGNALS, view.tier), anchor=False)
    answers = [view.ask(name, AreaLevel.PLACE) for name in SIGNALS]
    components.say(signals_sentence(answers))
    told = [one for one in answers if len(one.known)]
    if not told:
        return []
    show_figure(signals_figure(told), key="signals", alt=signals_alt(told))
    if folded := fold(tables.titled("Table: places", view.tier), key="places"):
        with folded:
            frame = pd.concat([_of_places(one) for one in told], ignore_index=True)
            tables.show_frame(frame, tier=view.tier, blank="not loaded")
    return told


def _of_places(results: Results) -> pd.DataFrame:
    measure, frame = results.measure, signal_rows(results)
    return pd.DataFrame(
        {
            "Measure": measure.title,
            "Place": frame["area_name"],
            "Value": frame["value"].round(measure.decimals),
            "Unit": measure.unit,
            "Period": results.period,
        }
    )
