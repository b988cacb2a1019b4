"""An equity ratio in words: how many times, how surely, against what.

Ratios describe; nothing is said of why. Where the interval holds 1 there is no clear
difference, whatever the value.
"""

import math

import pandas as pd

from phm.measures.results import NO_DATA, OK, Results
from phm.words.areas import counted
from phm.words.groups import confidence_text
from phm.words.leading import leading
from phm.words.numbers import value_text
from phm.words.status import SHORT


AS_IMPLIED = 1.0
DECIMALS = 2
NO_CLEAR_DIFFERENCE = "no clear difference"
NEED, ALIKE = "what need implies", "everybody alike in age and sex"


def is_told(row: pd.Series) -> bool:
    """Whether a row of an answer has a value."""
    return bool(row["status"] == OK) and math.isfinite(float(row["value"]))


def need_words(row: pd.Series) -> str:
    """`0.50 times what need implies (95 % interval 0.24 to 0.92)`."""
    unclear = "" if is_clear(row) else f", {NO_CLEAR_DIFFERENCE}"
    return f"{times_need(row)} ({_within(row)}{unclear})"


def times_need(row: pd.Series) -> str:
    """`0.50 times what need implies`."""
    return f"{_value(row)} times {NEED}"


def few_are_told(places: Results, whole: pd.Series) -> bool:
    """Whether few areas have a ratio, and none of them a clear one to be named.

    They are those where most were referred, so that the lowest of them is not low, and
    the ratio over all of them, a row of its own, says more.
    """
    known = places.known_areas
    if not is_told(whole) or known.empty or 2 * len(known) >= len(places.areas):
        return False
    first = leading(places)
    return len(first) > 1 or not is_clear(first.iloc[0])


def over_silent(places: Results, whole: pd.Series) -> str:
    """`0.73 times … over 35 PCNs, most of them without a figure (30 suppressed)`."""
    every = counted(len(places.areas), places.level)
    silent = f"most of them without a figure{silent_ones(places)}"
    return f"{need_words(whole)} over {every}, {silent}"


def silent_ones(places: Results) -> str:
    """` (34 suppressed)`: how many have no figure, and why; empty if all have."""
    statuses = places.areas["status"]
    counts = statuses[statuses.ne(OK)].value_counts(sort=False)
    said = [f"{count} {short_status(str(status))}" for status, count in counts.items()]
    return f" ({', '.join(said)})" if said else ""


def short_status(status: str) -> str:
    """Why there is no figure, in a word or a few."""
    words = "without anybody in the cohort" if status == NO_DATA else SHORT[status]
    return words.partition(" (")[0]


def alike_words(row: pd.Series, where: str = "") -> str:
    """The ratio of a cohort to everybody alike: how often its people are referred.

    ``where`` is said of it, with a space before: ` there`.
    """
    times = f"{_value(row)} times"
    if is_clear(row):
        return f"referred {times} as often{where} as {ALIKE} ({_bare(row)})"
    return f"{NO_CLEAR_DIFFERENCE}{where} from {ALIKE}, {times} ({_bare(row)})"


def is_clear(row: pd.Series) -> bool:
    """Judged by the limits as printed, so that a reader judges alike."""
    low, high = (round(float(row[name]), DECIMALS) for name in ("lower", "upper"))
    return low > AS_IMPLIED or high < AS_IMPLIED


def _value(row: pd.Series) -> str:
    return value_text(row["value"], decimals=DECIMALS)


def _within(row: pd.Series) -> str:
    return confidence_text(row["lower"], row["upper"], decimals=DECIMALS)


def _bare(row: pd.Series) -> str:
    """The limits alone: the first ratio of a sentence has said what they are."""
    return _within(row).removeprefix("95 % interval ")
