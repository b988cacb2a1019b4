"""Which digital barrier prevails, how sure that is, and where it stands out.

The most frequent barrier need not be one that most people have, and is not called so.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from phm.domain.areas import UNALLOCATED_PCN
from phm.domain.dimensions import Scheme
from phm.measures.digital import BARRIERS
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, OK, Benchmark, Results
from phm.words.areas import listed
from phm.words.groups import confidence_text, people_in, with_capital
from phm.words.numbers import value_text
from phm.words.status import SHORT
from phm.words.tiers import place_name


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
TOO_FEW: Final = (
    "Too few people here were asked about digital barriers for a figure to be shown."
)
_OF_MEASURE: Final = {one.measure: one.id for one in BARRIERS}


def prevailing_sentence(answers: Sequence[Results]) -> str:
    """The most frequent barrier of those asked, and the next: of answers for one area.

    Those whose intervals overlap its own are not put in order. Barriers without a
    figure are named; with none at all that is what is said.
    """
    known = _known(answers)
    if not known:
        hidden = any(one.frame["status"].eq(SUPPRESSED).any() for one in answers)
        return TOO_FEW if hidden else NOBODY_ASKED
    return " ".join(filter(None, [_order(known), _silent(answers)]))


def asked_sentence(asked: Results) -> str:
    """`Asked about all four: 117,350 of 1,580,575 people (7.4 %).`"""
    row = asked.frame.iloc[0]
    if row["status"] == NO_DATA or row["numerator"] == 0:
        return "Nobody was asked about all four."
    if row["status"] != OK:
        return f"How many people were asked about all four is {SHORT[row['status']]}."
    count, people = (f"{row[name]:,.0f}" for name in ("numerator", "denominator"))
    if count == people:
        return f"Asked about all four: {count} people, everybody."
    share = value_text(row["value"], decimals=asked.measure.decimals)
    return (
        f"Asked about all four: {count} of {people} people ({share} %); of the others "
        "not all four answers are known."
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
    if not any(len(_comparable(one)) for one in answers):
        return f"No {rows} can be compared with everyone."
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
    (name, first), *others = known
    among = f"people asked in {place_name(first.name)}"
    if not others:
        return (
            f"Of the four barriers only {name} has a figure among {among}: "
            f"{_value(first)}."
        )
    if not first.value:
        names = listed(one for one, _ in known)
        return f"Of {names} nobody is on record among {among}."
    alike = [pair for pair in others if pair[1].upper >= first.lower]
    if alike:
        said = listed(f"{one} ({_percent(value)})" for one, value in [known[0], *alike])
        return (
            f"{with_capital(said)} are the most frequent barriers among {among}, too "
            "close to put in order."
        )
    next_name, second = others[0]
    return (
        f"{with_capital(name)} is the most frequent barrier among {among}: "
        f"{_value(first)}, ahead of {next_name} at {_percent(second)}."
    )


def _silent(answers: Sequence[Results]) -> str:
    missing = [f"“{name_of(one)}”" for one in answers if one.benchmark is None]
    return f"There is no figure for {listed(missing)}." if missing else ""


def _value(benchmark: Benchmark) -> str:
    within = confidence_text(benchmark.lower, benchmark.upper, decimals=1)
    return f"{_percent(benchmark)} ({within})" if within else _percent(benchmark)


def _percent(benchmark: Benchmark) -> str:
    return f"{value_text(benchmark.value, decimals=1)} %"


def _stands_out(results: Results) -> Iterator[tuple[str, str]]:
    """`West Essex` and `no equipment 11.3 %`; nothing without proof."""
    frame = _comparable(results)
    if results.benchmark is None or frame.empty:
        return
    margin = frame["lower"] - results.benchmark.value
    if margin.gt(0).any():
        row = frame.loc[margin.idxmax()]
        value = value_text(row["value"], decimals=results.measure.decimals)
        yield _whom(results, row), f"{_subject(results)} {value} %"


def _comparable(results: Results) -> pd.DataFrame:
    """Groups or areas with a value, where everyone has one: neither the rest of a
    scheme nor patients in no PCN, who are no area.
    """
    frame = results.frame[results.frame["status"].eq(OK)]
    if results.benchmark is None:
        return frame.head(0)
    if results.by:
        return frame[frame[results.by[0].id].ne(results.by[0].rest.id)]
    return frame[frame["area_code"].ne(UNALLOCATED_PCN)]


def _subject(results: Results) -> str:
    if results.measure.id in _OF_MEASURE:
        return name_of(results)
    return results.measure.short_title[:1].lower() + results.measure.short_title[1:]


def _whom(results: Results, row: pd.Series) -> str:
    if not results.by:
        return str(row["area_name"])
    scheme: Scheme = results.by[0]
    return people_in((scheme, str(row[scheme.id])))
