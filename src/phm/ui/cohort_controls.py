"""The choices of the cohorts page: which people, where, and what of them is shown."""

from collections.abc import Collection
from typing import Final

import streamlit as st

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.measures.cohort_card import Focus
from phm.ui.cohort_address import EVERYBODY, NAME, asked_for
from phm.ui.controls import pcn_in_focus
from phm.ui.drawn_last import Controls
from phm.ui.selection import (
    Choice,
    Pick,
    choose_from_list,
    chosen_now,
    hand_over,
    has_changed,
    remember,
)
from phm.ui.view import View
from phm.words.cohort_names import searched


DEFAULT: Final = "minority_men_unmanaged_diabetes"
UNIVERSAL: Final = "everybody_registered"
EVERYWHERE: Final = "all"
IN_FOCUS: Final = "pcn-on-cohorts"
WHERE, WHO, REACHED, DIGITAL = "where", "who", "reached", "digital"
LOOKS: Final = {
    WHERE: "Where",
    WHO: "Who they are",
    REACHED: "Reached, declined, helped",
    DIGITAL: "Digital barriers",
}


def choose_focus(view: View, controls: Controls) -> Focus:
    """A cohort, and the area to look at it in."""
    left, right = controls.columns([5, 3])
    cohort = choose_cohort(left.from_list)
    level, area = _choose_area(view, cohort, right.from_list)
    return Focus(cohort, level, area)


def choose_cohort(pick: Pick = choose_from_list) -> Cohort:
    """A declared cohort, or the one that the address describes.

    What cannot be read is said politely, with the spot marked, and the default shown.
    """
    declared = load_cohorts()
    own = _in_address()
    cohorts = {one.address: one for one in (*declared.values(), *own)}
    picked = pick(
        Choice(
            NAME,
            "Cohort (type to search)",
            list(cohorts),
            default=DEFAULT if DEFAULT in cohorts else next(iter(cohorts)),
            words=lambda address: searched(cohorts[address]),
        )
    )
    return cohorts[picked]


def choose_look(looks: Collection[str], pick: Pick) -> str:
    """Which one figure is shown."""
    offered = [one for one in LOOKS if one in looks]
    choice = Choice("show", "Look at", offered, offered[0], LOOKS.__getitem__)
    return pick(choice)


def _in_address() -> list[Cohort]:
    """The cohort asked for, where it is none of those declared."""
    asked = chosen_now(NAME)
    if asked == EVERYBODY:  # said by every other page where nothing is chosen
        asked = UNIVERSAL if st.query_params.get(NAME) == EVERYBODY else DEFAULT
        hand_over(NAME, asked)
    return asked_for(asked, NAME, default=DEFAULT)


def _choose_area(view: View, cohort: Cohort, pick: Pick) -> tuple[AreaLevel, str]:
    places, pcns = _areas_told(view, cohort)
    words = {EVERYWHERE: "Everywhere", **places, **pcns}
    focus = pcn_in_focus(view)
    moved = has_changed(IN_FOCUS, str(focus))
    if moved and focus in pcns:
        hand_over("area", str(focus))  # a click on the map
    default = focus if focus in pcns else EVERYWHERE
    choice = Choice(
        "area", "Where (type to search)", list(words), str(default), words.__getitem__
    )
    picked = pick(choice)
    if has_changed("area", picked) and picked in pcns:
        hand_over("pcn", picked)  # for the pages that show PCNs
        remember(IN_FOCUS, picked)  # not a click, which would bring it back here
    if picked == EVERYWHERE:
        return AreaLevel.SYSTEM, ""
    return (AreaLevel.PLACE if picked in places else AreaLevel.PCN), picked


def _areas_told(view: View, cohort: Cohort) -> tuple[dict[str, str], dict[str, str]]:
    """Places and PCNs that the cohort may be told for, by code."""
    finest = cohort.finest
    places, pcns = view.names(AreaLevel.PLACE), view.names(AreaLevel.PCN)
    pcns.pop(UNALLOCATED_PCN, None)
    is_of_pcns = finest not in (AreaLevel.PLACE, AreaLevel.SYSTEM)
    return (
        {} if finest is AreaLevel.SYSTEM else places,
        pcns if is_of_pcns else {},
    )
