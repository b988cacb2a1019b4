"""The body of the cohorts page: one cohort, in one sentence, and all there is to it."""

from typing import Final

import streamlit as st

from phm.measures.cohort_card import CohortCard
from phm.measures.question import Question
from phm.measures.results import Results
from phm.ui import cohort_modelled, components, tables
from phm.ui.cohort_builder import build_cohort
from phm.ui.cohort_compare import compare
from phm.ui.cohort_controls import NAME, choose_focus, choose_look
from phm.ui.cohort_download import offer_pictures
from phm.ui.cohort_looks import looks_of, show_look
from phm.ui.drawn_last import drawn_last
from phm.ui.folds import fold
from phm.ui.headlines import show_strip
from phm.ui.view import View
from phm.words.cohort import cohort_sentence
from phm.words.cohort_facts import (
    TOLD_FROM,
    about_sentences,
    groups_nearby_sentence,
    headline_facts,
    nearby_sentence,
    parts_sentence,
)
from phm.words.cohort_table import card_csv, card_file_name, card_table
from phm.words.sampled import built_note
from phm.words.tiers import tier_of


COVERAGE: Final = ("link_worker_fte_per_10000", "link_worker_capacity")
GROUPS: Final = "community_groups_per_10000"
OTHER_PAGES: Final = {
    "pages/2_Four_dimensions.py": "This cohort in the four dimensions",
    "app.py": "This cohort on the overview",
}


def show(view: View) -> None:
    """The whole page; of published files alone, what a model makes of them."""
    if view.has_people:
        _show_cohort(view)
    else:
        cohort_modelled.show(view)


@st.fragment
def _show_cohort(view: View) -> None:
    """The choices and all that follows from them; a change runs only this.

    The figure is sent first: a browser takes longest over it.
    """
    top = st.container()
    with drawn_last() as controls:
        focus = choose_focus(view, controls)
        card = view.card(focus)
        building, facts = st.container(), st.container()
        if card.is_told:
            _show_figure(view, card)
    with top:
        components.say(cohort_sentence(card))
    with building:
        build_cohort(view)
    with facts:
        _show_facts(card)
    if card.is_told:
        compare(view, focus)
    near = _show_about(view, card)
    _show_links(card)
    _show_table(view, card)
    components.cite(*card.answers, *near)
    view.navigation.carry()


@st.fragment
def _show_figure(view: View, card: CohortCard) -> None:
    """The one figure chosen, and where it comes from; another runs only this."""
    with drawn_last() as controls:
        look = choose_look(looks_of(view, card), controls.columns([1])[0].from_row)
        answers = show_look(view, card, look)
    if answers:
        components.cite(*answers)


def _show_facts(card: CohortCard) -> None:
    """How it was counted, and the numbers that there are."""
    if card.cohort.is_built:
        components.note(built_note(card.size))
    if card.cohort.finest in TOLD_FROM:
        components.note(TOLD_FROM[card.cohort.finest])
    if not card.is_told:
        return
    show_strip(headline_facts(card))
    if said := parts_sentence(card):
        components.note(said)


def _show_about(view: View, card: CohortCard) -> list[Results]:
    """Who is meant, why, with whom; link workers and groups of the area in focus."""
    focus = card.focus
    there = view.measures(focus.level)
    near = {
        name: view.answer(Question(name, focus.level, area=focus.area))
        for name in (*COVERAGE, GROUPS)
        if name in there
    }
    said = [*about_sentences(card.cohort)]
    if near.keys() >= {*COVERAGE}:
        said.append(nearby_sentence(*(near[name] for name in COVERAGE)))
    if GROUPS in near:
        said.append(groups_nearby_sentence(near[GROUPS]))
    components.notes(said)
    return list(near.values())


def _show_links(card: CohortCard) -> None:
    along = {NAME: card.cohort.address}
    with st.container(horizontal=True):
        for page, label in OTHER_PAGES.items():
            st.page_link(page, label=label, query_params=along)


def _show_table(view: View, card: CohortCard) -> None:
    """A row per number, sent once it is unfolded; the download is always there."""
    tier = tier_of(*card.answers)
    with st.container(horizontal=True):
        folded = fold(tables.titled("Table: the whole card", tier), key="cohort")
        st.download_button(
            tables.titled("Download (CSV)", tier),
            lambda: card_csv(card),
            file_name=card_file_name(card),
            mime="text/csv",
            key="download-cohort",
        )
        if card.places is not None:
            offer_pictures(view, card.places, card.cohort, key="where")
    if folded:
        with folded:
            tables.show_frame(card_table(card), tier=tier, blank="–")
