"""Two measures of the same areas in a sentence: who is high on one, low on the other.

The sentence counts and names; it says nothing about cause.
"""

import pandas as pd

from phm.measures.results import Results
from phm.words.areas import counted, listed
from phm.words.compare import is_total


# Nouns that "more" and "less" go with; other measures are called by their short title.
NOUNS = {
    "need_per_1000": "need",
    "need_index": "need",
    "unmet_need_per_1000": "unmet need",
    "unmet_need_from_referrals_per_1000": "unmet need",
    "demand_per_1000": "demand",
    "reach_per_1000": "reach",
    "reach_per_1000_in_need": "reach of those in need",
    "link_worker_fte_per_10000": "cover",
    "people_per_link_worker": "people per link worker",
    "deprivation_score": "deprivation",
    "social_prescribing_appointments_per_1000": "recorded activity",
}
MOST_NAMED = 12


def pair_sentence(first: Results, second: Results) -> str:
    """The areas above the system on `first` and below it on `second`, by name.

    Raises ValueError when the levels differ; measures whose system value is a total
    are cut at the middle area instead.
    """
    if first.level is not second.level:
        raise ValueError(f"{first.level} and {second.level} cannot be paired")
    left, right = (r.known_areas.set_index("area_code") for r in (first, second))
    both = left.join(right["value"].rename("other"), how="inner")
    if both.empty:
        return f"No {first.level.label} has a figure for both measures."
    apart = both["value"].gt(_middle(first, both["value"]))
    apart &= both["other"].lt(_middle(second, both["other"]))
    return _said(first, second, both, both.loc[apart, "area_name"])


def _middle(results: Results, values: pd.Series) -> float:
    if results.benchmark is not None and not is_total(results.measure):
        return results.benchmark.value
    return float(values.median())


def _said(
    first: Results, second: Results, both: pd.DataFrame, names: "pd.Series[str]"
) -> str:
    level = first.level
    what = f"{_more(first)} than average and {_less(second)}"
    rest = _rest(first, len(both))
    if names.empty:
        return f"No {level.label} has {what}{rest}."
    if len(names) > MOST_NAMED:
        return f"{counted(len(names), level)} have {what}{rest}."
    if len(names) == 1:
        return f"The one {level.label} with {what} is {names.iloc[0]}{rest}."
    listing = listed(sorted(names))
    return f"The {counted(len(names), level)} with {what} are {listing}{rest}."


def _rest(first: Results, both: int) -> str:
    missing = len(first.areas) - both
    if not missing:
        return ""
    return f" ({counted(missing, first.level)} cannot be placed for want of a figure)"


def _more(results: Results) -> str:
    noun = NOUNS.get(results.measure.id)
    return f"more {noun}" if noun else f"a higher figure for {_quoted(results)}"


def _less(results: Results) -> str:
    noun = NOUNS.get(results.measure.id)
    return f"less {noun}" if noun else f"a lower figure for {_quoted(results)}"


def _quoted(results: Results) -> str:
    return f"“{results.measure.short_title}”"
