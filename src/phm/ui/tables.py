"""Tables and their downloads: every one says which tier its numbers are of."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from phm.domain.periods import period_label
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.results import Results
from phm.ui.components import fine_print
from phm.words.sources import csv_bytes, file_name, tier_words
from phm.words.status import effective_status, status_text
from phm.words.tiers import tier_of


ROWS_SHOWN = 60  # more would be sent at every change, and read by nobody
NARROW = 112  # pixels: many columns on one screen, their heads cut and explained
TIER_HEADING = "Data"
SEVERAL_REASONS = "see Status"


def titled(title: str, tier: str) -> str:
    """The title of a table: invented numbers are called so before all else."""
    if is_synthetic(tier):
        return f"SYNTHETIC · {title}"
    return title if tier == Tier.OPEN else f"{title} · {tier_words(tier)}"


def show_table(results: Results) -> None:
    """The table twin of a figure, readable without hovering."""
    table = table_of(results)
    missing = set(effective_status(results.frame).map(status_text)) - {""}
    blank = missing.pop() if len(missing) == 1 else SEVERAL_REASONS
    show_frame(table.head(ROWS_SHOWN), tier=results.tier, blank=blank)
    if len(table) > ROWS_SHOWN:
        fine_print(
            f"The highest {ROWS_SHOWN} of {len(table):,}; the download has them all."
        )


def show_frame(
    table: pd.DataFrame,
    *,
    tier: str,
    height: int | str = "auto",
    blank: str = "",
    explained: Mapping[str, str] | None = None,
) -> None:
    """A table with thousands parted; a column of addresses becomes links.

    `blank` is what stands where there is no value; `explained` says what columns hold,
    which are then drawn narrow. Whoever saves or copies a table of
    the synthetic tier takes its first column along, which says so in every row.
    """
    whole = st.column_config.NumberColumn(format="localized")
    links = {"Page": st.column_config.LinkColumn(display_text="open")}
    numbers = dict.fromkeys(table.select_dtypes("number").columns, whole)
    for name, words in (explained or {}).items():
        numbers[name] = st.column_config.NumberColumn(
            format="localized", width=NARROW, help=words
        )
    table = table.reset_index(drop=True)  # else an index of no use is sent too
    if is_synthetic(tier):
        table.insert(0, TIER_HEADING, "SYNTHETIC", allow_duplicates=True)
    st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=height,
        column_config=numbers | links,
        placeholder=blank,
        alt=tier_words(tier) if is_synthetic(tier) else None,
    )


def table_of(results: Results) -> pd.DataFrame:
    """Names, values, intervals and status in words, highest first."""
    frame = results.frame.sort_values("value", ascending=False, na_position="last")
    measure = results.measure
    columns: dict[str, object] = {
        sentence(results.level.label): frame["area_name"],
        "Code": frame["area_code"],
        sentence(measure.unit): frame["value"].round(measure.decimals),
    }
    if results.interval:
        columns["Low"] = frame["lower"].round(measure.decimals)
        columns["High"] = frame["upper"].round(measure.decimals)
    columns[sentence(measure.numerator_label)] = frame["numerator"].round(2)
    if measure.denominator_label:
        columns[sentence(measure.denominator_label)] = frame["denominator"].round(0)
    columns["Period"] = frame["period"].map(period_label, na_action="ignore")
    columns["Status"] = frame["status"].map(status_text)
    return pd.DataFrame(columns)


def show_download(results: Results, *, key: str) -> None:
    """The same numbers as a CSV that carries its source."""
    st.download_button(
        titled("Download (CSV)", results.tier),
        lambda: csv_bytes(results),
        file_name=file_name(results),
        mime="text/csv",
        key=key,
    )


def show_table_behind(results: Results, *, key: str) -> None:
    """A table twin that is sent once it is unfolded; its download is always there.

    `key` names its place on the page, where one left open stays open for every measure.
    """
    was_open = f"unfolded-{key}"
    with st.container(horizontal=True):
        folded = st.expander(
            titled(f"Table: {results.measure.title}", results.tier),
            st.session_state.get(was_open, False),
            key=f"table-{key}-{results.measure.id}",
            on_change="rerun",
        )
        show_download(results, key=f"download-{key}")
    st.session_state[was_open] = folded.open
    if folded.open:
        with folded:
            show_table(results)


def show_freshness(*answers: Results) -> None:
    """How old each source of the page is."""
    tier = tier_of(*answers)
    notes = dict.fromkeys(source for results in answers for source in results.sources)
    with st.expander(titled("How fresh is this?", tier)):
        rows = {
            "Source": [note.title for note in notes],
            "Publisher": [note.publisher for note in notes],
            "Period": [note.period for note in notes],
        }
        show_frame(pd.DataFrame(rows), tier=tier)


def sentence(words: str) -> str:
    """The first letter large, the others as they are (PCN, FTE)."""
    return words[:1].upper() + words[1:]
