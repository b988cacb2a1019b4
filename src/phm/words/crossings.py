"""Groups where dimensions cross that are reached far less than their need implies."""

import math

from phm.measures.crossings import MOST_SHOWN, Crossing, Crossings
from phm.words.groups import confidence_text, counted_groups, people_in, with_capital
from phm.words.numbers import value_text


RATIO_DECIMALS = 2


def crossing_sentence(crossing: Crossing) -> str:
    """One group: who and where, referred of expected, the ratio, people missed."""
    missed = _people(crossing.missed)
    return (
        f"{_who(crossing)}: {_referred(crossing)}{_ratio(crossing)}; "
        f"about {missed} missed."
    )


def crossings_sentence(crossings: Crossings) -> str:
    """How many were found among how many, and the one with most people missed."""
    return " ".join(filter(None, [_found(crossings), _too_small(crossings)]))


def _who(crossing: Crossing) -> str:
    return with_capital(people_in(*crossing.groups)) + _where(crossing)


def _where(crossing: Crossing) -> str:
    return f" in {crossing.area_name}" if crossing.area_name else ""


def _referred(crossing: Crossing) -> str:
    expected = _whole(crossing.expected)
    if not crossing.observed:
        return f"none of the {expected} expected from their need was referred"
    observed = _whole(crossing.observed)
    return f"about {observed} of the {expected} expected from their need were referred"


def _ratio(crossing: Crossing) -> str:
    ratio = crossing.ratio
    if not math.isfinite(ratio.value):
        return ""
    within = confidence_text(ratio.lower, ratio.upper, decimals=RATIO_DECIMALS)
    said = value_text(ratio.value, decimals=RATIO_DECIMALS)
    return f" ({', '.join(filter(None, [said, within]))})"


def _found(crossings: Crossings) -> str:
    examined, count = crossings.examined, len(crossings.found) + crossings.hidden
    if not examined:
        return "No crossing of dimensions has enough people to be examined."
    if not count:
        return (
            f"No crossing of dimensions stands out: of {counted_groups(examined)} "
            "examined, none is reached clearly less than its need implies."
        )
    rate = value_text(100 * crossings.false_discovery_rate, decimals=0)
    found = (
        f"Of {counted_groups(examined)} examined where dimensions cross, "
        f"{_are_reached(count)} (up to {rate} % of such findings may be false alarms)."
    )
    rest = _most_missed(crossings), _hidden(crossings.hidden)
    return " ".join(filter(None, [found, *rest]))


def _are_reached(count: int) -> str:
    """`2 are reached …`; of a list that is full, no more is known than its length."""
    is_are, its = ("is", "its") if count == 1 else ("are", "their")
    least = "at least " if count >= MOST_SHOWN else ""
    return f"{least}{count:,} {is_are} reached clearly less than {its} need implies"


def _most_missed(crossings: Crossings) -> str:
    if not crossings.found:
        return ""
    most = max(crossings.found, key=lambda one: one.missed)
    who = f"{people_in(*most.groups)}{_where(most)}"
    return f"Most people are missed among {who}: about {_whole(most.missed)}."


def _hidden(count: int) -> str:
    if not count:
        return ""
    have = "has" if count == 1 else "have"
    return f"{count:,} of them {have} numbers too small to be shown."


def _too_small(crossings: Crossings) -> str:
    if not crossings.too_small:
        return ""
    is_are = "is" if crossings.too_small == 1 else "are"
    more = counted_groups(crossings.too_small)
    return f"{more} {is_are} too small to tell."


def _people(count: float) -> str:
    return f"{_whole(count)} {'person' if round(count) == 1 else 'people'}"


def _whole(count: float) -> str:
    return value_text(count, decimals=0)
