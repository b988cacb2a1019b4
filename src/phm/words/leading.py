"""What a sentence is about, and which areas lead it."""

import re

import pandas as pd

from phm.domain.indicators import Measure, Polarity
from phm.measures.results import Results
from phm.words.areas import counted, listed


MOST_TIED = 3
# Where the group of a measure does not tell which end asks for attention.
LOWEST_FIRST = frozenset(
    {
        "reach_per_1000",
        "reach_before_per_1000",
        "reach_before_per_1000_in_need",
        "reach_per_1000_in_need",
        "equity_ratio",
        "equity_ratio_age_and_sex",
    }
)
HIGHEST_FIRST = frozenset({"people_per_link_worker"})
_TRAILER = re.compile(r" (per [\d,]+|\([^)]*\))$")


def subject(measure: Measure) -> str:
    """The measure as the subject of a sentence, without its unit: `Unmet need`."""
    short = _TRAILER.sub("", measure.short_title)
    is_label = measure.unit.startswith("%") and measure.group != "long-term conditions"
    return f"“{short}”" if is_label else short


def inside(measure: Measure) -> str:
    """The subject where it stands inside a sentence: `unmet need`, `FTE`."""
    return continued(subject(measure))


def continued(said: str) -> str:
    """A headline after a colon: its first letter small, unless it starts an acronym."""
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def leads_with_lowest(measure: Measure) -> bool:
    """Whether the lowest areas are the ones that ask for attention."""
    if measure.id in HIGHEST_FIRST:
        return False
    is_cover = measure.group == "coverage" or measure.id in LOWEST_FIRST
    return is_cover or measure.polarity is Polarity.HIGHER_IS_BETTER


def leading(results: Results) -> pd.DataFrame:
    """The areas at the end that leads: several where they print the same value."""
    known = results.known_areas
    shown = known["value"].round(results.measure.decimals)
    end = shown.min() if leads_with_lowest(results.measure) else shown.max()
    return known[shown.eq(end)]


def places(results: Results, areas: pd.DataFrame) -> str:
    """Areas by name, or by number where they are many."""
    if len(areas) <= MOST_TIED:
        return listed(areas["area_name"])
    return f"{counted(len(areas), results.level)} alike"


def verb(measure: Measure) -> str:
    """`is` or `are`, as the subject asks for."""
    head = re.split(r",| not | of ", subject(measure).strip("“”"))[0]
    plural = head.endswith("s") and not head.endswith(("ss", "sis", "tis", "tes", "us"))
    return "are" if plural else "is"
