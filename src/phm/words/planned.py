"""A value beside the range that a service is planned for."""

import math

from phm.domain.indicators import Measure
from phm.domain.planned import planned_range
from phm.words.numbers import value_text


def against_plan(value: float, measure: Measure) -> str:
    """`above the planned 200 to 250`; empty where nothing is planned or known.

    Compared as printed, so that a reader's own comparison agrees.
    """
    planned = planned_range(measure)
    if planned is None or not math.isfinite(value):
        return ""
    low, high = planned
    shown = round(value, measure.decimals)
    side = "below" if shown < low else "above" if shown > high else "within"
    ends = (value_text(end, decimals=measure.decimals) for end in planned)
    return f"{side} the planned {' to '.join(ends)}"
