"""Pieces of a page: badges, sources, tables, downloads, empty states."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from phm.domain.periods import period_label
from phm.measures.results import NOT_REPORTED, Results
from phm.words.numbers import interval_text, value_text
from phm.words.sources import csv_bytes, source_line, tier_words
from phm.words.status import status_text


MARKDOWN_SIGNS = frozenset("\\`*_{}[]<>#|~$:")
ROWS_SHOWN = 60  # more would be sent at every change, and read by nobody
NOT_AN_NHS_PRODUCT = (
    "phm is not an NHS product. It describes areas and services, not people, and names "
    "no one to blame. Deprivation quintile 1 = most deprived."
)


def badge_text(tier: str, system_name: str) -> str:
    """Which tier of data and which system the page shows."""
    return f":blue-badge[{tier_words(tier)}] :gray-badge[{plain(system_name)}]"


def say(sentence: str) -> None:
    """The finding, in the largest type under the title."""
    st.markdown(f"#### {plain(sentence)}")


def fine_print(sentence: str) -> None:
    """Sources and the like: small, but dark enough to read."""
    st.markdown(f":small[:gray[{plain(sentence)}]]")


def note(sentence: str) -> None:
    """A plain sentence."""
    st.markdown(plain(sentence))


def show_figure(figure: go.Figure, *, key: str, alt: str) -> None:
    """A chart that keeps its place when it changes."""
    st.plotly_chart(
        figure,
        key=key,
        width="stretch",
        theme=None,
        alt=alt,
        config={"displayModeBar": False, "scrollZoom": False},
    )


def show_numbers(numbers: dict[str, tuple[str, str]]) -> None:
    """A strip of headline numbers: label → (number, what stands under it)."""
    for column, (label, (number, under)) in zip(
        st.columns(len(numbers)), numbers.items(), strict=True
    ):
        with column.container(gap=None):
            st.metric(label, number)
            fine_print(under)


def show_table(results: Results) -> None:
    """The table twin of a figure, readable without hovering."""
    table = table_of(results)
    show_frame(table.head(ROWS_SHOWN))
    if len(table) > ROWS_SHOWN:
        fine_print(
            f"The highest {ROWS_SHOWN} of {len(table):,}; the download has them all."
        )


def show_frame(table: pd.DataFrame, *, height: int | str = "auto") -> None:
    """A table with thousands parted; a column of addresses becomes links."""
    whole = st.column_config.NumberColumn(format="localized")
    links = {"Page": st.column_config.LinkColumn(display_text="open")}
    numbers = dict.fromkeys(table.select_dtypes("number").columns, whole)
    st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=height,
        column_config=numbers | links,
    )


def table_of(results: Results) -> pd.DataFrame:
    """Names, values, intervals and status in words, highest first."""
    frame = results.frame.sort_values("value", ascending=False, na_position="last")
    measure = results.measure
    columns: dict[str, object] = {
        _sentence(results.level.label): frame["area_name"],
        "Code": frame["area_code"],
        _sentence(measure.unit): frame["value"].round(measure.decimals),
    }
    if results.interval:
        columns["Low"] = frame["lower"].round(measure.decimals)
        columns["High"] = frame["upper"].round(measure.decimals)
    columns[_sentence(measure.numerator_label)] = frame["numerator"].round(2)
    if measure.denominator_label:
        columns[_sentence(measure.denominator_label)] = frame["denominator"].round(0)
    columns["Period"] = frame["period"].map(period_label, na_action="ignore")
    columns["Status"] = frame["status"].map(status_text)
    return pd.DataFrame(columns)


def show_download(results: Results, *, key: str) -> None:
    """The same numbers as a CSV that carries its source."""
    st.download_button(
        "Download this table (CSV)",
        lambda: csv_bytes(results),
        file_name=f"{results.measure.id}_by_{results.level}.csv",
        mime="text/csv",
        key=key,
    )


def show_table_behind(*answers: Results) -> None:
    """Table twins and their downloads, folded away."""
    for results in answers:
        with st.expander(f"Table: {results.measure.title}"):
            show_table(results)
            show_download(results, key=f"download-{results.measure.id}")


def show_freshness(*answers: Results) -> None:
    """How old each source of the page is."""
    notes = dict.fromkeys(source for results in answers for source in results.sources)
    with st.expander("How fresh is this?"):
        rows = {
            "Source": [note.title for note in notes],
            "Publisher": [note.publisher for note in notes],
            "Period": [note.period for note in notes],
        }
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def cite(*answers: Results) -> None:
    """Source, period, interval and caveats of everything above."""
    for results in answers:
        fine_print(f"{results.measure.title}. {source_line(results)}")
    intervals = dict.fromkeys(r.interval for r in answers if r.interval)
    caveats = dict.fromkeys(text for r in answers for text in r.caveats)
    with st.expander("How to read these numbers"):
        for text in (*(f"Low and high: {i}." for i in intervals), *caveats):
            st.markdown(f"- {plain(text)}")


def show_footer() -> None:
    """What this is not; the last line of every page."""
    fine_print(NOT_AN_NHS_PRODUCT)


def number_and_range(results: Results) -> tuple[str, str]:
    """The system's value, and its interval or completeness underneath."""
    benchmark = results.benchmark
    if benchmark is None:
        return status_text(NOT_REPORTED).capitalize(), results.period
    under = interval_text(
        benchmark.lower, benchmark.upper, decimals=results.measure.decimals
    )
    parts = [under, benchmark.completeness, results.period]
    return value_text(benchmark.value, decimals=results.measure.decimals), " · ".join(
        part for part in parts if part
    )


def _sentence(words: str) -> str:
    """The first letter large, the others as they are (PCN, FTE)."""
    return words[:1].upper() + words[1:]


def plain(text: str) -> str:
    """Text as it is: signs that Markdown would read are escaped."""
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)
