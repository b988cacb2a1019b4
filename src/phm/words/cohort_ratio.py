"""An equity ratio in words: how many times, how surely, against what.

Ratios describe; nothing is said of why. Where the interval holds 1 there is no clear
difference, whatever the value.
"""

import math

import pandas as pd

from phm.measures.results import OK
from phm.words.groups import confidence_text
from phm.words.numbers import value_text


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
