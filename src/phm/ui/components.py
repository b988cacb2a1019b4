"""Pieces of a page: sentences, figures, numbers, sources."""

import plotly.graph_objects as go
import streamlit as st

from phm.measures.results import NOT_REPORTED, OK, Results
from phm.words.numbers import headline_number, rounded_interval
from phm.words.sources import source_line, tier_words
from phm.words.status import effective_status, status_text


MARKDOWN_SIGNS = frozenset("\\`*_{}[]<>#|~$:")
NOT_AN_NHS_PRODUCT = (
    "phm is not an NHS product. It describes areas and services, not people, and names "
    "no one to blame. Deprivation quintile 1 = most deprived."
)


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


def number_and_range(results: Results, *, beside: str = "") -> tuple[str, str]:
    """The system's value; underneath its interval, completeness, period and tier.

    ``beside`` is said in place of the completeness.
    """
    benchmark, told = results.benchmark, (results.period, tier_words(results.tier))
    if benchmark is None:
        return _why_not(results), " · ".join(filter(None, told))
    under = rounded_interval(benchmark.lower, benchmark.upper, results.measure)
    parts = [under, beside or benchmark.completeness, *told]
    number = headline_number(benchmark.value, results.measure)
    return number, " · ".join(filter(None, parts))


def _why_not(results: Results) -> str:
    """Why the system itself has no value: never a blank."""
    statuses = [one for one in effective_status(results.frame) if one != OK]
    return status_text(statuses[0] if statuses else NOT_REPORTED).capitalize()


def plain(text: str) -> str:
    """Text as it is: signs that Markdown would read are escaped."""
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)
