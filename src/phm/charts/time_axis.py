"""Periods as points on a true time axis, and where the series has holes."""

from datetime import date, timedelta
from itertools import pairwise

from phm.domain.periods import period_label


LONGEST_STEP = timedelta(days=380)  # a yearly series is joined; a longer hole is not
_MONTH_DIGITS, _YEAR_DIGITS = 7, 4


def day_of(period: str) -> date:
    """The day a period is drawn at: its first.

    >>> day_of("2026-06"), day_of("2024-25")
    (datetime.date(2026, 6, 1), datetime.date(2024, 4, 1))
    """
    if len(period) == _YEAR_DIGITS:
        return date(int(period), 1, 1)
    if len(period) == _MONTH_DIGITS:
        year, second = int(period[:4]), int(period[5:])
        is_financial_year = second == (year + 1) % 100
        return date(year, 4, 1) if is_financial_year else date(year, second, 1)
    return date.fromisoformat(period)


def holes(periods: list[str]) -> list[tuple[str, str]]:
    """Neighbouring periods that are too far apart to be joined."""
    ordered = sorted(periods, key=day_of)
    return [
        (before, after)
        for before, after in pairwise(ordered)
        if day_of(after) - day_of(before) > LONGEST_STEP
    ]


def hole_words(periods: list[str]) -> list[str]:
    """`No figures between September 2022 and November 2025`, one per hole."""
    return [
        f"No figures between {period_label(before)} and {period_label(after)}"
        for before, after in holes(periods)
    ]
