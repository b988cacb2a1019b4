"""Which digital barrier prevails, how sure that is, and where it stands out."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from phm.domain.dimensions import Scheme
from phm.measures.digital import BARRIERS
from phm.measures.results import OK, Benchmark, Results
from phm.words.areas import listed
from phm.words.groups import confidence_text, people_in, with_capital
from phm.words.numbers import value_text


Known = tuple[str, Benchmark]

LACKING: Final = {
    "equipment": "no equipment",
    "connectivity": "no affordable connection",
    "confidence": "fear or low confidence",
    "skills": "lack of skills",
}
NOBODY_ASKED: Final = (
    "Nobody’s digital barriers are recorded here, which is not the same as nobody "
    "having any."
)
_OF_MEASURE: Final = {one.measure: one.id for one in BARRIERS}


def prevailing_sentence(answers: Sequence[Results]) -> str:
    """The barrier most people asked have, and the next: of answers for one area.

    Two whose intervals overlap are not put in order. Barriers without a figure are
    named; with none at all that is what is said.
    """
    known = _known(answers)
    if not known:
        return NOBODY_ASKED
    return " ".join(filter(None, [_order(known), _silent(answers)]))


def asked_sentence(asked: Results) -> str:
    """`Asked about all four: 117,350 of 1,580,575 people (7.4 %).`"""
    row = asked.frame.iloc[0]
    if row["status"] != OK:
        return "How many people were asked is not known."
    count, people = (f"{row[name]:,.0f}" for name in ("numerator", "denominator"))
    share = value_text(row["value"], decimals=asked.measure.decimals)
    return (
        f"Asked about all four: {count} of {people} people ({share} %); of the others "
        "nothing is known."
    )


def where_sentence(answers: Sequence[Results]) -> str:
    """For each barrier the group or area most surely above everyone’s value.

    ``answers`` are by one scheme for one area, or have one row per area.
    """
    found: dict[str, list[str]] = {}
    for one in answers:
        for whom, what in _stands_out(one):
            found.setdefault(whom, []).append(what)
    rows = "group" if answers[0].by else answers[0].level.label
    if not found:
        return f"No {rows} is clearly above everyone’s value for any of these."
    said = (f"{whom} ({', '.join(what)})" for whom, what in found.items())
    return f"Most clearly above everyone: {'; '.join(said)}."


def name_of(results: Results) -> str:
    """A barrier in the middle of a sentence."""
    return LACKING[_OF_MEASURE[results.measure.id]]


def _known(answers: Sequence[Results]) -> list[Known]:
    """Those with a value for everybody in the area, the highest first."""
    known = [(name_of(one), one.benchmark) for one in answers if one.benchmark]
    return sorted(known, key=lambda pair: -pair[1].value)


def _order(known: Sequence[Known]) -> str:
    name, first = known[0]
    if len(known) == 1:
        return f"Of the four barriers only {name} has a figure: {_value(first)}."
    next_name, second = known[1]
    if first.lower <= second.upper:
        return (
            f"{with_capital(name)} ({_percent(first)}) and {next_name} "
            f"({_percent(second)}) are the barriers most people asked in {first.name} "
            "have, too close to put in order."
        )
    return (
        f"{with_capital(name)} is the barrier most people asked in {first.name} have: "
        f"{_value(first)}, ahead of {next_name} at {_percent(second)}."
    )


def _silent(answers: Sequence[Results]) -> str:
    missing = [name_of(one) for one in answers if one.benchmark is None]
    return f"There is no figure for {listed(missing)}." if missing else ""


def _value(benchmark: Benchmark) -> str:
    within = confidence_text(benchmark.lower, benchmark.upper, decimals=1)
    return f"{_percent(benchmark)} ({within})" if within else _percent(benchmark)


def _percent(benchmark: Benchmark) -> str:
    return f"{value_text(benchmark.value, decimals=1)} %"


def _stands_out(results: Results) -> Iterator[tuple[str, str]]:
    """`West Essex` and `no equipment 11.3 %`; nothing without proof."""
    if results.benchmark is None:
        return
    frame = results.frame[results.frame["status"].eq(OK)]
    if results.by:
        frame = frame[frame[results.by[0].id].ne(results.by[0].rest.id)]
    margin = frame["lower"] - results.benchmark.value
    if margin.gt(0).any():
        row = frame.loc[margin.idxmax()]
        value = value_text(row["value"], decimals=results.measure.decimals)
        yield _whom(results, row), f"{_subject(results)} {value} %"


def _subject(results: Results) -> str:
    if results.measure.id in _OF_MEASURE:
        return name_of(results)
    return results.measure.short_title[:1].lower() + results.measure.short_title[1:]


def _whom(results: Results, row: pd.Series) -> str:
    if not results.by:
        return str(row["area_name"])
    scheme: Scheme = results.by[0]
    return people_in((scheme, str(row[scheme.id])))
