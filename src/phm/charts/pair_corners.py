"""What lies in each corner of a chart of two measures, in plain English."""

from phm.charts.labels import wrapped
from phm.domain.indicators import Measure


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


def corner_words(first: Measure, second: Measure, side: int, height: int) -> str:
    """`More need, less cover`: side and height are 1 for above average, else −1."""
    said = f"{_amount(first, side)}, {_amount(second, height)}"
    return wrapped(said[:1].upper() + said[1:], 26)


def _amount(measure: Measure, direction: int) -> str:
    if measure.id in NOUNS:
        return f"{'more' if direction > 0 else 'less'} {NOUNS[measure.id]}"
    return f"{'higher' if direction > 0 else 'lower'} “{measure.short_title}”"
