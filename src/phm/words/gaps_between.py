"""The gap between two groups, absolute and relative, with its interval.

The groups are those a scheme declares for comparison; which of them turns out higher is
said as found.
"""

import math

import pandas as pd

from phm.measures.gap import Gap
from phm.measures.results import NO_DATA, OK
from phm.stats.limits import Limits
from phm.words.areas import listed
from phm.words.groups import NOBODY, confidence_text, group_rows, people_in
from phm.words.leading import inside, subject, verb
from phm.words.numbers import difference_text, interval_text, quantity, value_text


RATIO_DECIMALS = 2


def gap_sentence(gap: Gap) -> str:
    """How far apart, how many times as high, and the slope over all groups if any."""
    rows = group_rows(gap.results).set_index("group")
    if not _is_known(gap.difference):
        return _cannot_tell(gap, rows)
    said = [_difference_sentence(gap, rows), _slope_sentence(gap)]
    return " ".join(filter(None, said))


def _is_known(limits: Limits) -> bool:
    return all(map(math.isfinite, (limits.value, limits.lower, limits.upper)))


def _difference_sentence(gap: Gap, rows: pd.DataFrame) -> str:
    measure = gap.results.measure
    worse, better = _people(gap, gap.worse), _people(gap, gap.better)
    values = _values(gap, rows["value"])
    if not gap.difference.excludes(0):
        about = f"No clear difference in {inside(measure)}"
        between = f"{about} between {worse} and {better}"
        return f"{between}: {values} ({_either_side(gap)})."
    size = difference_text(_apart(gap, rows["value"]), measure)
    side = _side(gap.difference.value)
    return (
        f"{subject(measure)} {verb(measure)} {size} {side} among {worse} than among "
        f"{better} ({_interval(gap, gap.difference)}): {values}{_times(gap)}."
    )


def _apart(gap: Gap, values: "pd.Series[float]") -> float:
    """From the values as printed, so that a reader's own subtraction agrees."""
    decimals = gap.results.measure.decimals
    return abs(round(values[gap.worse], decimals) - round(values[gap.better], decimals))


def _values(gap: Gap, values: "pd.Series[float]") -> str:
    """`10.1 against 17.9 people a year per 1,000 registered`."""
    measure = gap.results.measure
    first = value_text(values[gap.worse], decimals=measure.decimals)
    return f"{first} against {quantity(values[gap.better], measure)}"


def _times(gap: Gap) -> str:
    """`, 0.55 times as high (0.50 to 0.61)`; nothing where one cannot be divided."""
    if not _is_known(gap.ratio):
        return ""
    ratio = value_text(gap.ratio.value, decimals=RATIO_DECIMALS)
    within = _plain(gap.ratio.lower, gap.ratio.upper, RATIO_DECIMALS)
    return f", {ratio} times as high ({within})"


def _slope_sentence(gap: Gap) -> str:
    """The slope index: positive is lower at the first, the worst-off, end."""
    if gap.slope is None or not _is_known(gap.slope.sii):
        return ""
    sii, (first, last) = gap.slope.sii, _ends(gap)
    across = f"Over the whole range, from {first} to {last}"
    if not sii.excludes(0):
        return f"{across}, there is no clear slope."
    size = difference_text(abs(sii.value), gap.results.measure)
    side = _side(-sii.value)
    return f"{across}, it is {size} {side} at the {first} end ({_interval(gap, sii)})."


def _ends(gap: Gap) -> tuple[str, str]:
    if gap.results.by[0].dimension == "deprivation":
        return "most deprived", "least deprived"
    return "first", "last"


def _side(value: float) -> str:
    return "lower" if value < 0 else "higher"


def _interval(gap: Gap, limits: Limits) -> str:
    """The interval of a difference that is on one side of zero, without its sign."""
    low, high = sorted((abs(limits.lower), abs(limits.upper)))
    return confidence_text(low, high, decimals=gap.results.measure.decimals)


def _either_side(gap: Gap) -> str:
    """The interval of a difference that may go either way."""
    decimals = gap.results.measure.decimals
    low, high = (
        f"{value_text(abs(end), decimals=decimals)} {_side(end)}"
        for end in (gap.difference.lower, gap.difference.upper)
    )
    return f"95 % interval from {low} to {high}"


def _plain(lower: float, upper: float, decimals: int) -> str:
    return interval_text(lower, upper, decimals=decimals).removeprefix("range ")


def _people(gap: Gap, group: str) -> str:
    return people_in((gap.results.by[0], group))


def _cannot_tell(gap: Gap, rows: pd.DataFrame) -> str:
    """Which of the two has no figure, and why."""
    worse, better = _people(gap, gap.worse), _people(gap, gap.better)
    status = rows["status"].reindex([gap.worse, gap.better]).fillna(NO_DATA)
    why = [
        f"{people} ({NOBODY if one == NO_DATA else one})"
        for people, one in zip((worse, better), status, strict=True)
        if one != OK
    ]
    reason = f": no figure for {listed(why)}" if why else ""
    return f"The gap between {worse} and {better} cannot be told{reason}."
