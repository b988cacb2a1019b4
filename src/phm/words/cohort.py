"""A cohort in one sentence: how many, where it is reached least, against whom."""

import pandas as pd

from phm.measures.cohort_card import BY_AGE, BY_NEED, CohortCard
from phm.measures.cohort_scheme import INSIDE
from phm.measures.results import NO_DATA, Results
from phm.words.areas import counted, listed
from phm.words.cohort_ratio import (
    alike_words,
    few_are_told,
    is_told,
    need_words,
    over_silent,
    short_status,
    silent_ones,
    times_need,
)
from phm.words.cohort_size import size_words
from phm.words.leading import leading
from phm.words.ranks import rank_phrase
from phm.words.status import FEWEST_SHOWN, SHORT
from phm.words.tiers import place_name


def cohort_sentence(card: CohortCard) -> str:
    """Size and share, the lowest area or the one in focus, and everybody alike there.

    Of too few people, or of nobody, it says that and no number.
    """
    area = place_name(card.area_name)
    if card.is_of_nobody:
        few = ", or too few to be met in a half" if card.cohort.is_built else ""
        return f"Nobody recorded in {area} is in this cohort{few}: {_who(card)}."
    if not card.is_told:
        return (
            f"Too few people in {area} are in this cohort, or outside it, "
            f"for any number to be told (fewer than {FEWEST_SHOWN}{_met(card)}, or so "
            f"few could be worked out): {_who(card)}."
        )
    said = f"{_who(card)} – {size_words(card)}: {_reached(card)}"
    return "; ".join(filter(None, [said, _alike(card)])) + "."


def _who(card: CohortCard) -> str:
    return card.cohort.title


def _met(card: CohortCard) -> str:
    return " in the half that is counted" if card.cohort.is_built else ""


def _reached(card: CohortCard) -> str:
    """What is said of the equity ratio: of the area in focus, or of the lowest."""
    if card.places is None or _is_one_of_them(card):
        return _in_focus(card)
    known = card.places.known_areas
    if known.empty:
        return f"{_nowhere(card.places)}; over all of them {_own(card)}"
    if _stand_for_none(card):
        own = card.rate(BY_NEED).row_of(INSIDE)
        return f"the equity ratio is {over_silent(card.places, own)}"
    return _lowest(card.places, known)


def _stand_for_none(card: CohortCard) -> bool:
    """Whether the areas with a ratio are too few for the lowest to be named."""
    own = card.rate(BY_NEED).row_of(INSIDE)
    return card.places is not None and few_are_told(card.places, own)


def _is_one_of_them(card: CohortCard) -> bool:
    return card.focus.level is card.focus.ranked_level


def _in_focus(card: CohortCard) -> str:
    """The area's own ratio, and its rank among its like."""
    own = _own(card)
    if card.places is None or not is_told(card.rate(BY_NEED).row_of(INSIDE)):
        return own
    if len(card.places.areas) == 1:
        return own
    if len(card.places.known_areas) == 1:
        return f"{own}, {_only(card.places)}"
    rank = rank_phrase(card.places, card.focus.area)
    return f"{own}, {rank}{silent_ones(card.places)}"


def _own(card: CohortCard) -> str:
    row = card.rate(BY_NEED).row_of(INSIDE)
    if not is_told(row):
        return f"the equity ratio is {_why_not(row)}"
    return f"the equity ratio is {need_words(row)}"


def _lowest(places: Results, known: pd.DataFrame) -> str:
    """Where the ratio is lowest, its interval, and among how many."""
    first = leading(places)
    row, where = first.iloc[0], listed(first["area_name"])
    if len(places.areas) == 1:
        return f"the equity ratio in {where} is {need_words(row)}"
    if len(first) == len(known) > 1:
        said = f"the equity ratio is the same in {_all_known(places, known)}"
        return f"{said}, {times_need(row)}"
    if len(first) > 1:
        among = f"{where} alike of {_with_figure(places, known)}"
        return f"the equity ratio is lowest in {among}, {times_need(row)}"
    is_only = len(known) == 1
    among = _only(places) if is_only else f"of {_with_figure(places, known)}"
    return f"the equity ratio is lowest in {where}, {need_words(row)}, {among}"


def _all_known(places: Results, known: pd.DataFrame) -> str:
    """`both PCNs`, `all 35 PCNs`, `all of the 33 PCNs with a figure (2 suppressed)`."""
    if len(known) < len(places.areas):
        return f"all of {_with_figure(places, known)}"
    both = len(known) == 2
    return f"both {places.level.plural}" if both else f"all {_all(places)}"


def _with_figure(places: Results, known: pd.DataFrame) -> str:
    """`35 PCNs`, or `the 33 PCNs with a figure (2 suppressed)`."""
    if len(known) == len(places.areas):
        return counted(len(known), places.level)
    return f"the {counted(len(known), places.level)} with a figure{silent_ones(places)}"


def _only(places: Results) -> str:
    return f"the only one of {_all(places)} with a figure{silent_ones(places)}"


def _all(places: Results) -> str:
    return counted(len(places.areas), places.level)


def _nowhere(places: Results) -> str:
    """Why in all of them, where it is one reason; how many for each of several."""
    status, *others = dict.fromkeys(places.areas["status"])
    if others:
        silent = silent_ones(places)
        return f"the equity ratio has no figure in any of {_all(places)}{silent}"
    if len(places.areas) == 1:
        name = places.areas["area_name"].iloc[0]
        return f"the equity ratio in {name} is {short_status(str(status))}"
    return f"the equity ratio is {short_status(str(status))} in all {_all(places)}"


def _alike(card: CohortCard) -> str:
    """The cohort against everybody alike in age and sex, where the ratio is told."""
    row = _alike_row(card)
    if row is None or not is_told(row):
        return ""
    return alike_words(row, " there" if _names_lowest(card) else "")


def _names_lowest(card: CohortCard) -> bool:
    """Whether the sentence is about the lowest area, not the one in focus."""
    if card.places is None or _is_one_of_them(card) or _stand_for_none(card):
        return False
    return len(card.places.known_areas) > 0


def _alike_row(card: CohortCard) -> pd.Series | None:
    """Of the lowest area if one is named, of none if several, else that in focus."""
    if card.places is None or card.places_alike is None or not _names_lowest(card):
        return card.rate(BY_AGE).row_of(INSIDE)
    first = leading(card.places)
    if len(first) > 1:
        return None
    rows = card.places_alike.frame.set_index("area_code")
    return rows.loc[first["area_code"].iloc[0]]


def _why_not(row: pd.Series) -> str:
    status = str(row["status"])
    return "not known" if status == NO_DATA else SHORT[status] or "not known"
