"""An area beside the whole system, in measured words.

Higher, similar and lower follow the public-health rule for confidence intervals: the
system's value, taken as exact, lies below, in or above the area's interval. A model's
range is no such interval, so there the plain difference is said and nothing more.
"""

import math

import pandas as pd

from phm.domain.indicators import Measure
from phm.measures.results import Results
from phm.words.numbers import has_confidence, quantity, value_text


def is_total(measure: Measure) -> bool:
    """Whether the system's value adds its areas up, so that none compares with it."""
    return measure.denominator is None and not measure.unit.startswith("times")


def system_words(results: Results, said: str) -> str:
    """`the system’s average is 13`, or total, with how complete it is.

    Of a cohort, whose areas are read against everybody: `everybody’s average is 13`.
    """
    kind = "total" if is_total(results.measure) else "average"
    share = results.benchmark.completeness if results.benchmark else ""
    complete = f" ({share})" if share else ""
    return f"{_whose(results)} {kind} is {said}{complete}"


def _whose(results: Results) -> str:
    return "everybody’s" if results.is_of_some else "the system’s"


def against_system(results: Results, row: pd.Series) -> str:
    """How a row of Results compares: `higher than the system’s average of 47.8`."""
    benchmark, measure = results.benchmark, results.measure
    if benchmark is None or not math.isfinite(row["value"]):
        return ""
    if is_total(measure):
        return system_words(results, quantity(benchmark.value, measure))
    said = value_text(benchmark.value, decimals=measure.decimals)
    average = f"{_whose(results)} average of {said}"
    if has_confidence(measure) and math.isfinite(row["lower"]):
        return f"{_rag_words(row, benchmark.value)} {average}"
    return _difference(row["value"], benchmark.value, measure.decimals, average)


def _rag_words(row: pd.Series, benchmark: float) -> str:
    if benchmark < row["lower"]:
        return "higher than"
    return "lower than" if benchmark > row["upper"] else "similar to"


def _difference(value: float, benchmark: float, decimals: int, average: str) -> str:
    # From the numbers as printed, so that a reader's own subtraction agrees.
    difference = round(value, decimals) - round(benchmark, decimals)
    if round(difference, decimals) == 0:
        return f"the same as {average}"
    side = "above" if difference > 0 else "below"
    return f"{value_text(abs(difference), decimals=decimals)} {side} {average}"
