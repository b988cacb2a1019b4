"""The choices of a page by groups: what, where, who, and by which schemes."""

from dataclasses import dataclass

import streamlit as st

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.domain.dimensions import Dimension, Scheme
from phm.measures.by_group.answer import can_be_standardised
from phm.measures.catalogue import find_measure
from phm.measures.question import Question
from phm.measures.schemes import load_dimensions, load_schemes
from phm.ui.controls import pcn_in_focus
from phm.ui.frame import View
from phm.ui.selection import Choice, choose_from_list, choose_from_row
from phm.warehouse.people_groups import levels_of


FOUR = ("deprivation", "ethnicity", "inclusion_health", "rurality")
MEASURES = (
    "equity_ratio",
    "reach_per_1000",
    "unmet_need_from_referrals_per_1000",
    "declined_percent",
    "reached_link_worker_percent",
    "got_intervention_percent",
)
EVERYWHERE, EVERYBODY = "all", "everybody"
CRUDE, STANDARDISED = "crude", "standardised"
RATES = {CRUDE: "As counted", STANDARDISED: "For age and sex"}


@dataclass(frozen=True)
class Asked:
    """What is looked at: a measure, an area, conditions, and a scheme per dimension.

    ``area`` is empty for the whole system.
    """

    measure: str
    level: AreaLevel
    area: str
    where: tuple[tuple[str, str], ...]
    schemes: tuple[Scheme, ...]
    is_standardised: bool

    def question(self, scheme: Scheme) -> Question:
        """The measure by one scheme; a level up where the scheme is not told here."""
        return Question(
            self.measure,
            self.level,
            by=(scheme.id,),
            where=self.where,
            area=self.area,
            standardised=self.is_standardised,
        )


def choose(view: View) -> Asked:
    """All the choices, in two rows."""
    first = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with first[0]:
        measure = _choose_measure(view)
    with first[1]:
        level, area = _choose_area(view)
    with first[2]:
        only = _choose_people("only", "Only", level)
    with first[3]:
        also = _choose_people("and", "And only", level, without=only)
    where = tuple(pair for pair in (only, also) if pair)
    return Asked(
        measure=measure,
        level=level,
        area=area,
        where=where,
        schemes=_choose_schemes(level, where),
        is_standardised=_choose_rate(measure) == STANDARDISED,
    )


def _choose_measure(view: View) -> str:
    there = view.measures(AreaLevel.SYSTEM)
    words = {name: find_measure(name).title for name in MEASURES if name in there}
    return choose_from_list(
        Choice("by_group", "Measure", list(words), next(iter(words)), words.__getitem__)
    )


def _choose_area(view: View) -> tuple[AreaLevel, str]:
    places, pcns = view.names(AreaLevel.PLACE), view.names(AreaLevel.PCN)
    words = {EVERYWHERE: f"Everywhere in {view.system_name}", **places, **pcns}
    words.pop(UNALLOCATED_PCN, None)
    default = pcn_in_focus(view) or EVERYWHERE
    picked = choose_from_list(
        Choice(
            "area", "Where (type to search)", list(words), default, words.__getitem__
        )
    )
    if picked == EVERYWHERE:
        return AreaLevel.SYSTEM, ""
    return (AreaLevel.PLACE if picked in places else AreaLevel.PCN), picked


def _choose_people(
    name: str, label: str, level: AreaLevel, without: tuple[str, str] | None = None
) -> tuple[str, str] | None:
    taken = load_schemes()[without[0]].dimension if without else ""
    groups = {
        f"{scheme.id}:{group.id}": f"{dimension.title}: {group.label}"
        for dimension in load_dimensions().values()
        if dimension.id != taken
        for scheme in dimension.schemes[:1]
        if level in levels_of(scheme)
        for group in scheme.groups
    }
    groups |= _of_second_schemes(level, taken)
    words = {EVERYBODY: "Everybody", **groups}
    picked = choose_from_list(
        Choice(name, label, list(words), EVERYBODY, words.__getitem__)
    )
    scheme, _, group = picked.partition(":")
    return (scheme, group) if group else None


def _of_second_schemes(level: AreaLevel, taken: str) -> dict[str, str]:
    """Groups of other schemes that no first scheme has: ethnic minority, for one."""
    first = [g for d in load_dimensions().values() for g in d.schemes[0].groups]
    return {
        f"{scheme.id}:{group.id}": f"{dimension.title}: {group.label}"
        for dimension in load_dimensions().values()
        if dimension.id != taken
        for scheme in dimension.schemes[1:]
        if level in levels_of(scheme) and not scheme.ordered
        for group in scheme.groups
        if not any(group.is_within(one) for one in first)
    }


def _choose_schemes(
    level: AreaLevel, where: tuple[tuple[str, str], ...]
) -> tuple[Scheme, ...]:
    """A scheme of each of the four; what is a condition is not cut again."""
    fixed = {load_schemes()[scheme].dimension for scheme, _ in where}
    free = [one for one in FOUR if one not in fixed]
    columns = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
    schemes = []
    for place, name in enumerate(free):
        dimension = load_dimensions()[name]
        offered = [one for one in dimension.schemes if level in levels_of(one)]
        if len(offered) > 1:
            with columns[min(place, 2)]:
                schemes.append(_choose_scheme(dimension, offered))
        elif offered:
            schemes.append(offered[0])
    return tuple(schemes)


def _choose_scheme(dimension: Dimension, offered: list[Scheme]) -> Scheme:
    words = {one.id: one.title for one in offered}
    picked = choose_from_list(
        Choice(
            dimension.id,
            f"{dimension.title} by",
            list(words),
            next(iter(words)),
            words.__getitem__,
        )
    )
    return load_schemes()[picked]


def _choose_rate(measure: str) -> str:
    if not can_be_standardised(find_measure(measure)):
        return CRUDE
    choice = Choice("rate", "Rates", list(RATES), CRUDE, RATES.__getitem__)
    return choose_from_row(choice)
