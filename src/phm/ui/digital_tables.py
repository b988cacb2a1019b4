"""The table twins of the digital inclusion page, sent once they are unfolded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from phm.charts.groups_rows import scheme_title
from phm.measures.digital import Match
from phm.measures.results import Results
from phm.ui import tables
from phm.ui.folds import fold
from phm.ui.wide_table import wide_table
from phm.words.digital_match_table import (
    match_csv,
    match_file_name,
    match_table,
    project_table,
)
from phm.words.group_table import group_csv, group_file_name, group_table
from phm.words.tiers import tier_of
from phm.words.wide import wide_csv, wide_file_name


@dataclass(frozen=True)
class Twin:
    """What a figure shows as tables and as one file; made when they are asked for."""

    what: str
    frames: tuple[Callable[[], pd.DataFrame], ...]
    content: Callable[[], bytes]
    file_name: str


def show_answers(answers: Sequence[Results]) -> None:
    """A row per group and measure, or a row per area."""
    tier = tier_of(*answers)
    if answers[0].by:
        titles = [scheme_title(one.by[0]) for one in answers]
        twin = Twin(
            "every group",
            (lambda: group_table(answers, titles),),
            lambda: group_csv(answers, titles),
            group_file_name(answers),
        )
    else:
        twin = Twin(
            f"every {answers[0].level.label}",
            (lambda: wide_table(answers),),
            lambda: wide_csv(answers),
            wide_file_name(answers),
        )
    _show(twin, tier)


def show_matches(matches: Sequence[Match]) -> None:
    """A row per place and barrier; below it the projects that were counted."""
    twin = Twin(
        "barriers, money and support",
        (lambda: match_table(matches), lambda: project_table(matches[0])),
        lambda: match_csv(matches),
        match_file_name(matches),
    )
    _show(twin, matches[0].tier)


def _show(twin: Twin, tier: str) -> None:
    """Folded table and download side by side; what is left open stays open."""
    with st.container(horizontal=True):
        unfolded = fold(tables.titled(f"Table: {twin.what}", tier), key="digital")
        st.download_button(
            tables.titled("Download (CSV)", tier),
            twin.content,
            file_name=twin.file_name,
            mime="text/csv",
            key="download-digital",
        )
    if unfolded is not None:
        with unfolded:
            for frame in twin.frames:
                tables.show_frame(frame(), tier=tier, blank=tables.SEVERAL_REASONS)
