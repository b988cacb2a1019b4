"""Numbers as they are read aloud: value, unit, interval. Never `nan`."""

import math
import re

from phm.domain.indicators import Measure, Method
from phm.domain.planned import plain_unit


NOT_KNOWN = "not known"
LEAST_PERCENT, MOST_PERCENT = 0.001, 99.95  # told apart from none and from all
_SIDES = re.compile(r"(?P<unit>.+?) (?P<plus>\w+) \(\+\) or (?P<minus>\w+) \(−\)")
_CONFIDENCE = frozenset({Method.WILSON, Method.BYAR})


def value_text(value: float, *, decimals: int) -> str:
    """Thousands parted by commas, a true minus, no minus zero.

    >>> value_text(1662718, decimals=0), value_text(-0.04, decimals=1)
    ('1,662,718', '0.0')
    """
    if not math.isfinite(value):
        return NOT_KNOWN
    written = f"{value:,.{decimals}f}"
    is_zero = not any(digit in written for digit in "123456789")
    return written.lstrip("-") if is_zero else written.replace("-", "−")


def whole_percent(percent: float) -> str:
    """Per cent without decimals, but never 0 for somebody or 100 for not everybody.

    >>> whole_percent(0.3), whole_percent(12.6), whole_percent(99.8), whole_percent(100)
    ('under 1', '13', 'over 99', '100')
    """
    if 0 < percent < 0.5:
        return "under 1"
    if 99.5 <= percent < 100:
        return "over 99"
    return value_text(percent, decimals=0)


def percent_text(percent: float) -> str:
    """`12.3 %`, `0.27 %`, `0.003 %`: small shares are told apart, and none is all.

    >>> percent_text(12.34), percent_text(0.266)
    ('12.3 %', '0.27 %')
    """
    if 0 < percent < LEAST_PERCENT:
        return f"under {LEAST_PERCENT} %"
    if MOST_PERCENT <= percent < 100:
        return f"over {MOST_PERCENT - 0.05:.1f} %"
    small = 0 < percent < 1
    decimals = min(3, 1 - math.floor(math.log10(percent))) if small else 1
    return f"{value_text(percent, decimals=decimals)} %"


def between_words(lower: float, upper: float) -> str:
    """People from one number to another, in tens, never fewer than that.

    >>> between_words(4073.2, 4337)
    '4,070 to 4,340'
    """
    low, high = math.floor(lower / 10) * 10, math.ceil(upper / 10) * 10
    return f"{value_text(low, decimals=0)} to {value_text(high, decimals=0)}"


def interval_text(lower: float, upper: float, *, decimals: int) -> str:
    """`range 8.4 to 41.2`; empty where there is no interval."""
    if not (math.isfinite(lower) and math.isfinite(upper)):
        return ""
    low, high = (
        value_text(lower, decimals=decimals),
        value_text(upper, decimals=decimals),
    )
    return f"range {low} to {high}"


def rounded_text(value: float, measure: Measure) -> str:
    """A model's number from 10 up to two figures, any other to the measure's decimals.

    A model with a wide range must not pretend to more: 23.58 is said as 24.
    """
    if not (
        measure.method is Method.RANGE and math.isfinite(value) and abs(value) >= 10
    ):
        return value_text(value, decimals=measure.decimals)
    return value_text(round(value, 1 - math.floor(math.log10(abs(value)))), decimals=0)


def with_unit(written: str, measure: Measure) -> str:
    """A written number with its unit, as in a sentence.

    `46.0 % of people with diabetes`, `a score of 24.1`, `2.7 FTE over`.
    """
    if written == NOT_KNOWN:
        return NOT_KNOWN
    if sides := _SIDES.fullmatch(measure.unit):
        side = sides["minus"] if written.startswith("−") else sides["plus"]
        return f"{written.lstrip('−')} {sides['unit']} {side}"
    if measure.unit.startswith("score"):
        return f"a score of {written}"
    unit = plain_unit(measure)
    if written == "1" and unit.startswith("people"):
        unit = unit.replace("people", "person", 1)
    return f"{written} {unit}"


def quantity(value: float, measure: Measure) -> str:
    """A value with the measure's decimals and unit: `12.5 per 1,000 residents`."""
    return with_unit(value_text(value, decimals=measure.decimals), measure)


def difference_text(size: float, measure: Measure) -> str:
    """How far two values lie apart: `8.2`, or `3.1 percentage points`."""
    written = value_text(size, decimals=measure.decimals)
    return f"{written} percentage points" if measure.unit.startswith("%") else written


def rounded_quantity(value: float, measure: Measure) -> str:
    """A value for a headline: `about 24 people a year` where a model made it."""
    about = "about " if measure.method is Method.RANGE and value else ""
    said = with_unit(rounded_text(value, measure), measure)
    return said if said == NOT_KNOWN else about + said


def interval_words(lower: float, upper: float, measure: Measure) -> str:
    """The interval by its right name: `range …` of a model, or `95 % interval …`."""
    return _named(interval_text(lower, upper, decimals=measure.decimals), measure)


def rounded_interval(lower: float, upper: float, measure: Measure) -> str:
    """The interval for a headline, rounded as its value is."""
    if not interval_text(lower, upper, decimals=0):
        return ""
    low, high = rounded_text(lower, measure), rounded_text(upper, measure)
    return _named(f"range {low} to {high}", measure)


def headline_number(value: float, measure: Measure) -> str:
    """A number in large type: `about 20,000` where a model made it."""
    about = "about " if measure.method is Method.RANGE and value else ""
    return about + rounded_text(value, measure)


def has_confidence(measure: Measure) -> bool:
    """Whether the measure's limits are a confidence interval, not a model's range."""
    return measure.method in _CONFIDENCE


def _named(said: str, measure: Measure) -> str:
    return said.replace("range", "95 % interval") if has_confidence(measure) else said
