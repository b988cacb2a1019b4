"""One inclusion health group in a few words: on record, expected, and what that says.

Nobody on record, an empty field, a hidden number and no extract are four different
things, and none of them is said as 0.
"""

import math

import pandas as pd

from phm.measures.disclose import SUPPRESSED
from phm.measures.presence import (
    ABOVE,
    AT_LEAST,
    NO_EXTRACT,
    NOT_FILLED,
    NOT_JUDGED,
    SHORT,
    SYSTEM_ONLY,
    WITHIN,
)
from phm.measures.results import NOT_REPORTED
from phm.words.numbers import value_text, whole_percent
from phm.words.status import SHORT as STATUS_WORDS


MOSTLY_EMPTY = 50  # per cent filled in, below which the field itself is the finding
FINDINGS = {
    NOT_REPORTED: STATUS_WORDS[NOT_REPORTED],
    NO_EXTRACT: "no records are loaded",
    NOT_FILLED: "not recorded: the field is empty for everybody",
    SUPPRESSED: STATUS_WORDS[SUPPRESSED],
    SYSTEM_ONLY: "not told for a place: too few people",
}
BESIDE = {WITHIN: "within", ABOVE: "more", AT_LEAST: "or more"}
STANDINGS = {
    WITHIN: "within what is expected",
    ABOVE: "more than expected",
    AT_LEAST: "as many as the fewest expected, or more",
    NOT_JUDGED: "nothing to hold it against",
}


def finding(row: pd.Series) -> str:
    """One group's finding, as a table says it."""
    if row["status"] in FINDINGS:
        return FINDINGS[row["status"]]
    said = _standing(row)
    if row["filled_percent"] < MOSTLY_EMPTY:
        return f"{said}; {emptiness(row)}"
    return said


def beside(row: pd.Series) -> str:
    """The numbers of one group in a few words, for the margin of a figure."""
    expected = expected_text(row).replace(" to ", "–")
    if row["status"] == NO_EXTRACT:
        return f"{expected} expected" if expected else "no figure that stands up"
    if row["status"] == SYSTEM_ONLY:
        return f"{expected or 'not known how many'} expected; no count by place"
    against = f" of {expected}" if expected else "; no figure to expect"
    if row["status"] in FINDINGS:
        word = {NOT_FILLED: "not recorded", SUPPRESSED: "hidden: few"}
        return word.get(row["status"], FINDINGS[row["status"]]) + against
    if not row["recorded"]:
        return f"nobody{against}"
    counted = value_text(row["recorded"], decimals=0)
    said = BESIDE.get(row["standing"], "")
    if row["standing"] == SHORT:
        said = share_text(row).replace(" to ", "–")
    return f"{counted}{against}" + (f" ({said})" if said else "")


def expected_text(row: pd.Series) -> str:
    """`4,800 to 11,000`, `at least 2,300`; empty where there is no figure."""
    if not math.isfinite(row["low"]):
        return ""
    low, high = about(row["low"]), about(row["high"])
    if not math.isfinite(row["high"]):
        return f"at least {low}"
    return f"{low} to {high}" if low != high else f"about {low}"


def share_text(row: pd.Series) -> str:
    """What is on record of what is expected: `11 to 24 %`, `at most 64 %`."""
    low, high = row["share_low"], row["share_high"]
    if not math.isfinite(high):
        return ""
    if not math.isfinite(low):
        return f"at most {whole_percent(high)} %"
    ends = whole_percent(low), whole_percent(high)
    return f"{ends[0]} to {ends[1]} %" if ends[0] != ends[1] else f"{ends[0]} %"


def about(value: float) -> str:
    """A model's number of people to two figures: 4,761 is said as 4,800."""
    if not math.isfinite(value):
        return ""
    if abs(value) < 10:
        return value_text(value, decimals=0 if value >= 1 else 1)
    places = 1 - math.floor(math.log10(abs(value)))
    return value_text(round(value, places), decimals=0)


def _standing(row: pd.Series) -> str:
    if row["recorded"] == 0:
        return "nobody recorded"
    if row["standing"] == SHORT:
        return f"too few: {share_text(row)} of those expected"
    return STANDINGS[row["standing"]]


def emptiness(row: pd.Series) -> str:
    """For how many people nothing is said, in words."""
    unsaid = whole_percent(100 - row["filled_percent"])
    return f"the field is empty for {unsaid} % of people"


def counted_people(people: float) -> str:
    """`1,115 people`; nobody is said, never 0."""
    if not people:
        return "nobody"
    return f"{value_text(people, decimals=0)} people"
