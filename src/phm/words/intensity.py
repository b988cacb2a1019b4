"""Where the people of a cohort live, in words: classes of neighbourhoods, no counts."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from phm.measures.intensity import Intensity, Silence
from phm.measures.neighbourhood_classes import SCALE, IntensityClass
from phm.words.areas import listed
from phm.words.cohort_names import in_file_names
from phm.words.csv_files import Note, csv_file, named
from phm.words.numbers import value_text
from phm.words.sources import source_line
from phm.words.tiers import tiers_words


SILENCES: Final = {
    Silence.TOO_FEW: "Nothing is told of neighbourhoods: there are fewer people in "
    "this cohort, or outside it, than there are neighbourhoods.",
    Silence.EVERYBODY: "Everybody is in this cohort, so no neighbourhood has more of "
    "its people in it than another.",
}
UNDER_THE_MAP: Final = (
    "Patterns, not counts: shares of the people registered here, smoothed. People of "
    "no fixed abode, and those who live outside the system, are not on the map."
)
NOWHERE: Final = "Nowhere do clearly more of them live than elsewhere"
MOST_NAMED: Final = 3
MORE, FEWER = IntensityClass.CLEARLY_MORE, IntensityClass.CLEARLY_FEWER
MAYBE_MORE = IntensityClass.PROBABLY_MORE
FROM_MOST: Final = (*reversed(SCALE), IntensityClass.TOO_FEW)


def where_sentence(intensity: Intensity, pcn: str = "") -> str:
    """Where clearly more live than elsewhere, in how many neighbourhoods; or why not.

    ``pcn`` is the code of the one in focus, of which a sentence more is said.
    """
    if intensity.silence:
        return SILENCES[intensity.silence]
    parts = [_everywhere(intensity), _untold(intensity), _in_focus(intensity, pcn)]
    return " ".join(filter(None, parts))


def neighbourhood_table(intensity: Intensity) -> pd.DataFrame:
    """A row per neighbourhood, those with clearly more first."""
    frame = intensity.frame
    order = frame["class_id"].map(list(FROM_MOST).index)
    rows = frame.assign(order=order).sort_values(["order", "pcn_name", "area_name"])
    return pd.DataFrame(
        {
            "Neighbourhood (LSOA)": rows["area_name"],
            "Code": rows["area_code"],
            "PCN": rows["pcn_name"],
            "In the cohort, against elsewhere": rows["class_id"].str.capitalize(),
        }
    )


def neighbourhood_csv(intensity: Intensity) -> bytes:
    """The table and its notes as UTF-8 with the mark by which Excel knows it."""
    tier = tiers_words(*intensity.answers)
    return csv_file([neighbourhood_table(intensity)], tier, _notes(intensity))


def neighbourhood_file_name(intensity: Intensity) -> str:
    """What the file is called: a synthetic one says so before all else."""
    usual = f"cohort_{in_file_names(intensity.cohort)}_neighbourhoods.csv"
    return named(usual, intensity.tier)


def _everywhere(intensity: Intensity) -> str:
    """`Clearly more of them than elsewhere live in 72 of 857 neighbourhoods …`."""
    frame, sizes = intensity.frame, intensity.sizes
    of_all = f"of {_count(len(frame))} neighbourhoods"
    fewer = f"clearly fewer in {_count(sizes[FEWER])}"
    if sizes[MORE]:
        where = _most_in(frame[frame["class_id"].eq(MORE)])
        live = f"live in {_count(sizes[MORE])} {of_all}{where}"
        more = f"Clearly more of them than elsewhere {live}"
        return f"{more}; {fewer}." if sizes[FEWER] else f"{more}."
    if sizes[MAYBE_MORE]:
        maybe = f"probably more in {_count(sizes[MAYBE_MORE])} {of_all}"
        said = f"{NOWHERE}; {maybe}"
        return f"{said}, {fewer}." if sizes[FEWER] else f"{said}."
    if sizes[FEWER]:
        return f"{NOWHERE}; {fewer} {of_all}."
    return f"In none {of_all} can more or fewer of them be told to live than elsewhere."


def _most_in(more: pd.DataFrame) -> str:
    """The fewest PCNs that have more than half of them, or the three with most.

    Nothing where half of them are in no PCN.
    """
    named = more.loc[more["pcn_name"].ne(""), "pcn_name"].value_counts()
    counts = named.sort_index().sort_values(ascending=False, kind="stable")
    needed = int((counts.cumsum() * 2 <= len(more)).sum()) + 1
    if needed > len(counts):
        return ""
    if len(counts) == 1:
        return f", in {counts.index[0]}"
    if needed <= MOST_NAMED:
        return f", most of these in {listed(counts.index[:needed])}"
    first = (f"{name} ({count})" for name, count in counts.head(MOST_NAMED).items())
    return f", first of all in {listed(first)}"


def _untold(intensity: Intensity) -> str:
    number = intensity.sizes[IntensityClass.TOO_FEW]
    if not number:
        return ""
    what = "neighbourhood" if number == 1 else "neighbourhoods"
    return f"Too few people are registered in {_count(number)} {what} to tell."


def _in_focus(intensity: Intensity, pcn: str) -> str:
    own = intensity.frame[intensity.frame["pcn_code"].eq(pcn)]
    if not pcn or own.empty:
        return ""
    more, fewer = (int(own["class_id"].eq(one).sum()) for one in (MORE, FEWER))
    if not more and not fewer:
        return f"In {own['pcn_name'].iloc[0]} none of {_count(len(own))} is clear."
    return (
        f"In {own['pcn_name'].iloc[0]}: clearly more in {_or_none(more)} of its "
        f"{_count(len(own))}, clearly fewer in {_or_none(fewer)}."
    )


def _or_none(number: int) -> str:
    return _count(number) if number else "none"


def _count(number: int) -> str:
    return value_text(number, decimals=0)


def _notes(intensity: Intensity) -> Iterator[Note]:
    cohort = intensity.cohort
    yield "Cohort", cohort.title
    yield "Condition", str(cohort.condition)
    yield "Found", where_sentence(intensity)
    yield "Period", intensity.period
    yield "Data", tiers_words(*intensity.answers)
    yield "Cite as", source_line(*intensity.answers)
    for caveat in dict.fromkeys(c for one in intensity.answers for c in one.caveats):
        yield "Caveat", caveat
