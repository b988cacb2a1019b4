"""Places in a ranking, from whichever end is nearer: `7th lowest of 35 PCNs`."""

from phm.measures.results import Results
from phm.words.areas import counted


def ordinal(place: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`, `22nd`."""
    teen = 10 <= place % 100 <= 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def rank_phrase(results: Results, area_code: str) -> str:
    """Where an area stands; empty if it has no value or stands alone.

    Areas that print the same value share a place.
    """
    known = results.known_areas
    shown = known.set_index("area_code")["value"].round(results.measure.decimals)
    if area_code not in shown.index or len(shown) == 1:
        return ""
    mine = shown[area_code]
    above, below = int(shown.gt(mine).sum()), int(shown.lt(mine).sum())
    tied = len(shown) - above - below > 1
    if above == below == 0:
        return f"the same as {_others(results, len(shown) - 1)}"
    place, end = (above, "highest") if above <= below else (below, "lowest")
    words = end if place == 0 else f"{ordinal(place + 1)} {end}"
    lead = "joint " if tied else "the " if place == 0 else ""
    return f"{lead}{words} of {_among(results, len(shown))}"


def _among(results: Results, known: int) -> str:
    if known == len(results.areas):
        return counted(known, results.level)
    return f"the {counted(known, results.level)} with a figure"


def _others(results: Results, count: int) -> str:
    if count == 1:
        return "the other one with a figure"
    return f"the other {counted(count, results.level)} with a figure"
