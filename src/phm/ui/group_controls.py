"""The choices of a page by groups: what, where, who, and by which schemes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.domain.dimensions import Dimension, Scheme
from phm.measures.by_group.answer import can_be_standardised
from phm.measures.catalogue import find_measure
from phm.measures.question import Question
from phm.measures.schemes import load_dimensions, load_schemes
from phm.ui.cohort_choice import choose_cohort
from phm.ui.controls import pcn_in_focus
from phm.ui.drawn_last import Controls
from phm.ui.people_choice import (
    choose_conditions,
    groups_to_choose,
    most_conditions,
)
from phm.ui.selection import Choice, Pick, hand_over, has_changed
from phm.ui.view import View
from phm.warehouse.people_groups import levels_of


FOUR = ("deprivation", "ethnicity", "inclusion_health", "rurality")
AGE_AND_SEX = ("age", "sex")
MEASURES = (
    "equity_ratio",
    "reach_per_1000",
    "unmet_need_from_referrals_per_1000",
    "declined_percent",
    "reached_link_worker_percent",
    "got_intervention_percent",
)
SHARES, CHANGE = "shares", "change"
OF_EVERYBODY = {  # what is told of everybody, not of a condition
    SHARES: "Share of need against share of referrals",
    CHANGE: "Change: is the worst-off group improving fastest?",
}
EVERYWHERE = "all"
CRUDE, STANDARDISED = "crude", "standardised"
RATES = {CRUDE: "As counted", STANDARDISED: "Standardised"}
FOUR_PANELS, SIX_PANELS = "four", "six"
PANELS = {FOUR_PANELS: "Four dimensions", SIX_PANELS: "Age and sex too"}
# What the longest choice of each takes on a screen of 1280.
SECOND_ROW = {"deprivation": 40, "ethnicity": 59, "rurality": 52, "panels": 43}
RATE_WIDTH = 43


@dataclass(frozen=True)
class Asked:
    """What is looked at: a measure, an area, whom, and a scheme per dimension.

    ``shown`` is a measure, SHARES or CHANGE; ``area`` is empty for the whole system.
    """

    shown: str
    level: AreaLevel
    area: str
    cohort: str
    where: tuple[tuple[str, str], ...]
    schemes: tuple[Scheme, ...]
    is_standardised: bool

    def question(self, scheme: Scheme) -> Question:
        """The measure by one scheme, of these people in this area."""
        return Question(
            self.shown,
            self.level,
            by=(scheme.id,),
            where=self.where,
            area=self.area,
            cohort=self.cohort,
            standardised=self.is_standardised,
        )


def choose(view: View, controls: Controls) -> Asked:
    """All the choices that change what is shown, in two rows."""
    of_what, of_where, *of_whom = _lists(controls, (3, 3, 3, 2, 2))
    shown = _choose_what(view, of_what)
    level, area = _choose_area(view, of_where)
    if shown in OF_EVERYBODY:
        cohort, where = "", ()
    else:
        cohort = choose_cohort(view, level, of_whom[0])
        groups = groups_to_choose(view.schemes(), level)
        free = of_whom[1:][: most_conditions(level, cohort)]
        where = choose_conditions(groups, free)
    *picks, last = _lists(controls, (*SECOND_ROW.values(), RATE_WIDTH))
    second = dict(zip(SECOND_ROW, picks, strict=True))
    fixed = {load_schemes()[scheme].dimension for scheme, _ in where}
    offered = _offered(view, level, without=fixed)
    return Asked(
        shown=shown,
        level=level,
        area=area,
        cohort=cohort,
        where=where,
        schemes=_choose_schemes(offered, second),
        is_standardised=_choose_rate(shown, last) == STANDARDISED,
    )


def _lists(controls: Controls, widths: Sequence[int]) -> list[Pick]:
    """Room for a drop-down in each column of a row."""
    return [one.from_list for one in controls.columns(widths)]


def _choose_what(view: View, pick: Pick) -> str:
    there = view.measures(AreaLevel.SYSTEM)
    words = {n: find_measure(n).short_title for n in MEASURES if n in there}
    words |= OF_EVERYBODY
    return pick(
        Choice("by_group", "Show", list(words), next(iter(words)), words.__getitem__)
    )


def _choose_area(view: View, pick: Pick) -> tuple[AreaLevel, str]:
    places, pcns = view.names(AreaLevel.PLACE), view.names(AreaLevel.PCN)
    words = {EVERYWHERE: "Everywhere", **places, **pcns}
    words.pop(UNALLOCATED_PCN, None)
    default = pcn_in_focus(view) or EVERYWHERE
    picked = pick(
        Choice(
            "area", "Where (type to search)", list(words), default, words.__getitem__
        )
    )
    if has_changed("area", picked) and picked in pcns:
        hand_over("pcn", picked)  # for the pages that show PCNs
    if picked == EVERYWHERE:
        return AreaLevel.SYSTEM, ""
    return (AreaLevel.PLACE if picked in places else AreaLevel.PCN), picked


def _offered(
    view: View, level: AreaLevel, without: set[str]
) -> dict[str, list[Scheme]]:
    """What the people here can be told apart by, of each dimension that is left."""
    offered: dict[str, list[Scheme]] = {}
    for scheme in view.schemes():
        if level in levels_of(scheme) and scheme.dimension not in without:
            offered.setdefault(scheme.dimension, []).append(scheme)
    return offered


def _choose_schemes(
    offered: Mapping[str, list[Scheme]], picks: Mapping[str, Pick]
) -> tuple[Scheme, ...]:
    """A scheme of each dimension in view, in their order."""
    schemes = []
    for name in FOUR:
        if name in picks and name in offered:
            dimension = load_dimensions()[name]
            schemes.append(_choose_scheme(dimension, offered[name], picks[name]))
        else:
            schemes += offered.get(name, [])
    more = AGE_AND_SEX if _choose_panels(picks["panels"]) == SIX_PANELS else ()
    return (*schemes, *(one for name in more for one in offered.get(name, [])))


def _choose_panels(pick: Pick) -> str:
    words = PANELS.__getitem__
    return pick(Choice("panels", "Panels", list(PANELS), FOUR_PANELS, words))


def _choose_scheme(dimension: Dimension, offered: list[Scheme], pick: Pick) -> Scheme:
    words = {one.id: one.title for one in offered}
    picked = pick(
        Choice(
            dimension.id,
            f"{dimension.title} by",
            list(words),
            next(iter(words)),
            words.__getitem__,
        )
    )
    return load_schemes()[picked]


def _choose_rate(shown: str, pick: Pick) -> str:
    if shown in OF_EVERYBODY or not can_be_standardised(find_measure(shown)):
        return CRUDE
    return pick(Choice("rate", "Rates", list(RATES), CRUDE, RATES.__getitem__))
