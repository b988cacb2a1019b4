"""Pieces of a page: sentences, numbers, sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from phm.measures.results import NOT_REPORTED, OK, Results
from phm.ui.headlines import show_strip
from phm.words.fact import Fact
from phm.words.numbers import headline_number, rounded_interval
from phm.words.sources import source_line
from phm.words.status import effective_status, status_text
from phm.words.tiers import tiers_words


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


def notes(sentences: Iterable[str]) -> None:
    """Plain sentences, one below the other, sent as one."""
    if said := [plain(sentence) for sentence in sentences]:
        st.markdown("\n\n".join(said))


@dataclass(frozen=True)
class Headline:
    """A headline number of the whole system.

    `beside` is said in place of how complete it is.
    """

    label: str
    results: Results
    beside: str = ""


def show_numbers(headlines: Sequence[Headline]) -> None:
    """A strip of numbers with their limits; what they share is said once below."""
    with st.container(gap=None):
        show_strip(_in_words(one, headlines) for one in headlines)
        shared = " · ".join(shared_words(headlines))
        fine_print(shared[:1].upper() + shared[1:])


def _in_words(one: Headline, headlines: Sequence[Headline]) -> Fact:
    number, under = number_and_limits(one.results)
    beside = " · ".join([*under, *own_words(one, headlines)])
    return Fact(one.label, number, (beside,) if beside else ())


def cite(*answers: Results) -> None:
    """Sources, intervals and caveats of everything above, each said once."""
    fine_print(f"Sources. {source_line(*answers)}")
    with st.expander("How to read these numbers"):
        said = (*_interval_words(answers), *_caveats(answers))
        st.markdown("\n".join(f"- {plain(text)}" for text in said))


def _interval_words(answers: Sequence[Results]) -> list[str]:
    intervals = dict.fromkeys(one.interval for one in answers if one.interval)
    return [f"Low and high: {interval}." for interval in intervals]


def _caveats(answers: Sequence[Results]) -> list[str]:
    return list(dict.fromkeys(text for one in answers for text in one.caveats))


def show_footer() -> None:
    """What this is not; the last line of every page."""
    fine_print(NOT_AN_NHS_PRODUCT)


def number_and_limits(results: Results) -> tuple[str, list[str]]:
    """The system's value and its interval, if any; where there is none, why not."""
    benchmark, measure = results.benchmark, results.measure
    if benchmark is None:
        return _why_not(results), []
    limits = rounded_interval(benchmark.lower, benchmark.upper, measure)
    return headline_number(benchmark.value, measure), [limits] if limits else []


def own_words(one: Headline, headlines: Sequence[Headline]) -> list[str]:
    """What a number says by itself where periods differ: how complete, and when."""
    if _has_one_period(headlines):
        return []
    return [words for words in (_complete(one), one.results.period) if words]


def shared_words(headlines: Sequence[Headline]) -> list[str]:
    """The tier; of numbers of one period also that, and how complete they are."""
    answers = [one.results for one in headlines]
    said = [tiers_words(*answers)]
    if _has_one_period(headlines):
        complete = dict.fromkeys(map(_complete, headlines))
        said = [*complete, answers[0].period, *said]
    return [words for words in said if words]


def _has_one_period(headlines: Sequence[Headline]) -> bool:
    return len({one.results.period for one in headlines}) == 1


def _complete(one: Headline) -> str:
    benchmark = one.results.benchmark
    return one.beside or (benchmark.completeness if benchmark else "")


def _why_not(results: Results) -> str:
    """Why the system itself has no value: never a blank."""
    statuses = [one for one in effective_status(results.frame) if one != OK]
    return status_text(statuses[0] if statuses else NOT_REPORTED).capitalize()


def plain(text: str) -> str:
    """Text as it is: signs that Markdown would read are escaped."""
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)
