"""One table of several measures, a row per area, and the file that holds it all."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from phm.measures.results import Results
from phm.ui import tables
from phm.words.status import effective_status, status_text
from phm.words.tiers import tier_of
from phm.words.wide import wide_csv, wide_file_name, wide_frame


LIMITS = {"Low": "_low", "High": "_high"}


def show_wide_table(title: str, answers: Sequence[Results]) -> None:
    """The table twin of a page's figures, folded away; its download in view."""
    tier = tier_of(*answers)
    table = wide_table(answers)
    with st.expander(tables.titled(title, tier)):
        tables.show_frame(
            table,
            tier=tier,
            blank=tables.SEVERAL_REASONS,
            explained=_explained(table, answers),
        )
    st.download_button(
        tables.titled("Download (CSV)", tier),
        lambda: wide_csv(answers),
        file_name=wide_file_name(answers),
        mime="text/csv",
        key="download-wide",
    )


def _explained(table: pd.DataFrame, answers: Sequence[Results]) -> dict[str, str]:
    """What each column of numbers holds, in full: its head may be cut."""
    titles = {
        one.measure.short_title: f"{one.measure.title}: {one.measure.unit}"
        for one in answers
    }
    limits = dict.fromkeys(LIMITS, answers[0].interval)
    numbers = table.select_dtypes("number").columns
    return {name: (titles | limits).get(name, name) for name in numbers}


def wide_table(answers: Sequence[Results]) -> pd.DataFrame:
    """Values by short title, of the first with its limits; then what was counted.

    A count that several measures share is shown once.
    """
    frame, first = wide_frame(answers), answers[0]
    columns = {
        tables.sentence(first.level.label): frame["area_name"],
        "Code": frame["area_code"],
        first.measure.short_title: _rounded(frame, first),
    }
    for name, ending in LIMITS.items():
        if first.measure.id + ending in frame:
            columns[name] = _rounded(frame, first, ending)
    columns |= {r.measure.short_title: _rounded(frame, r) for r in answers[1:]}
    for results in answers:
        columns |= _counts(frame, results)
    return pd.DataFrame(columns).assign(Status=_statuses(frame, answers))


def _rounded(frame: pd.DataFrame, results: Results, ending: str = "") -> pd.Series:
    return frame[results.measure.id + ending].round(results.measure.decimals)


def _counts(frame: pd.DataFrame, results: Results) -> dict[str, pd.Series]:
    measure = results.measure
    counts = {
        tables.sentence(measure.numerator_label): (f"{measure.id}_numerator", 2),
        tables.sentence(measure.denominator_label): (f"{measure.id}_denominator", 0),
    }
    return {
        label: frame[column].round(decimals)
        for label, (column, decimals) in counts.items()
        if column in frame
    }


def _statuses(frame: pd.DataFrame, answers: Sequence[Results]) -> list[str]:
    """Why cells of a row are empty, and which: each reason once."""
    by_measure = {
        r.measure.short_title: effective_status(r.frame)
        .map(status_text)
        .set_axis(r.frame["area_code"])
        .reindex(frame["area_code"], fill_value="")
        for r in answers
    }
    table = pd.DataFrame(by_measure)
    return [_status(row) for row in table.to_dict("records")]


def _status(row: dict[str, str]) -> str:
    reasons = dict.fromkeys(filter(None, row.values()))
    cells = {
        why: [name for name, text in row.items() if text == why] for why in reasons
    }
    return "; ".join(f"{why}: {', '.join(names)}" for why, names in cells.items())
