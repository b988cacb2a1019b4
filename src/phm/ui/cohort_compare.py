"""A second cohort beside the one in view: declared or built, `versus` in the URL."""

from functools import partial

import streamlit as st

from phm.charts.cohort_pair import pair_figure
from phm.charts.cohort_pair_rows import pair_alt
from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.measures.cohort_card import Focus
from phm.measures.cohort_pair import CohortPair, find_pair
from phm.ui import components, tables
from phm.ui.cohort_address import (
    NO_SECOND,
    NOBODY,
    SECOND,
    asked_for,
    described_lately,
)
from phm.ui.figure import show_figure
from phm.ui.folds import fold
from phm.ui.selection import Choice, choose_from_list, chosen_now
from phm.ui.view import View
from phm.words.cohort_names import searched
from phm.words.cohort_pair import (
    notes_of,
    pair_csv,
    pair_file_name,
    pair_sentences,
    pair_table,
    size_sentence,
)
from phm.words.tiers import tier_of


NO_MORE = "Nothing else: no second cohort"


@st.fragment
def compare(view: View, focus: Focus) -> None:
    """The choice of a second cohort, and both side by side once there is one."""
    other = choose_versus(focus.cohort)
    if other is not None:
        _show(find_pair(view.answers, focus, other))


def choose_versus(first: Cohort) -> Cohort | None:
    """Another cohort, or none: declared, described lately, or in the address."""
    asked = chosen_now(SECOND)
    own = asked_for(asked, SECOND, default=NOBODY, unread=NO_SECOND)
    offered = (*load_cohorts().values(), *own, *described_lately())
    others = {one.address: one for one in offered if one.address != first.address}
    words = {NOBODY: NO_MORE} | {key: searched(one) for key, one in others.items()}
    label = "Compare with (type to search)"
    choice = Choice(SECOND, label, list(words), NOBODY, words.__getitem__)
    return others.get(choose_from_list(choice))


def _show(pair: CohortPair) -> None:
    components.note(size_sentence(pair))
    components.notes(pair_sentences(pair))
    show_figure(pair_figure(pair), key="pair", alt=pair_alt(pair))
    components.notes(notes_of(pair))
    _show_table(pair)
    components.cite(*pair.answers)


def _show_table(pair: CohortPair) -> None:
    """A row per number, sent once it is unfolded; the download is always there."""
    tier = tier_of(*pair.answers)
    with st.container(horizontal=True):
        unfolded = fold(tables.titled("Table: both cohorts", tier), key="pair")
        st.download_button(
            tables.titled("Download (CSV)", tier),
            partial(pair_csv, pair),
            file_name=pair_file_name(pair),
            mime="text/csv",
            key="download-pair",
        )
    if unfolded is not None:
        with unfolded:
            frame = pair_table(pair)
            tables.show_frame(frame, tier=tier, blank=tables.SEVERAL_REASONS)
