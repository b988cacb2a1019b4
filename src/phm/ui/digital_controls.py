"""The choices of the digital inclusion page: what to look at, where, cut by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from phm.charts.groups_rows import scheme_title
from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.digital import BARRIERS
from phm.measures.question import Question
from phm.measures.schemes import load_schemes
from phm.ui.cohort_choice import choose_cohort
from phm.ui.controls import pcn_in_focus
from phm.ui.drawn_last import Controls
from phm.ui.group_controls import CRUDE, EVERYWHERE, RATES, STANDARDISED
from phm.ui.selection import Choice, Pick
from phm.ui.view import View
from phm.warehouse.people_groups import levels_of


BARRIERS_LOOK, MATCH_LOOK, ONLINE_LOOK, RISK_LOOK = (
    *("barriers", "support"),
    *("online", "risk"),
)
LOOKS = {
    BARRIERS_LOOK: "Barriers",
    MATCH_LOOK: "Money",
    ONLINE_LOOK: "Online only",
    RISK_LOOK: "Risk",
}
BY_PLACE, BY_PCN = "place", "pcn"
CUT_BY_SCHEME = (BARRIERS_LOOK, ONLINE_LOOK)
WIDTHS = (33, 18, 17, 18, 14)  # of the choices in their row


@dataclass(frozen=True)
class Asked:
    """What is looked at, where, of whom, and by what it is cut.

    ``area`` is empty for the whole system; ``place`` is the place that it is or lies
    in, if any. ``cut`` is BY_PLACE, BY_PCN or the id of a scheme; ``cohort`` is empty
    for everybody.
    """

    look: str
    level: AreaLevel
    area: str
    place: str
    cut: str = BY_PCN
    is_standardised: bool = False
    cohort: str = ""

    @property
    def scheme(self) -> Scheme | None:
        """The scheme people are cut by, if they are not cut by area."""
        return load_schemes().get(self.cut)

    @property
    def rows_level(self) -> AreaLevel:
        """The level of the areas that the rows are, or are groups of."""
        levels = {BY_PLACE: AreaLevel.PLACE, BY_PCN: AreaLevel.PCN}
        return levels.get(self.cut, self.level)

    @property
    def row_in_focus(self) -> str:
        """The row that the area in view is, or lies in; empty if there is none."""
        return self.place if self.cut == BY_PLACE else self.area

    def of_area(self, measure: str) -> Question:
        """A measure for the whole area."""
        return Question(measure, self.level, area=self.area, cohort=self.cohort)

    def of_rows(self, measure: str) -> Question:
        """A measure for each row of the figure: groups in the area, or areas."""
        whole = Question(
            measure,
            self.rows_level,
            standardised=self.is_standardised,
            cohort=self.cohort,
        )
        if self.scheme is None:
            return whole
        return replace(whole, by=(self.scheme.id,), area=self.area)


def choose(view: View, controls: Controls) -> Asked:
    """All the choices, in one row; of areas alone where nobody can be told apart."""
    if not has_barriers(view):
        area = _choose_area(view, controls.columns([1, 2])[0].from_list)
        return _located(view, RISK_LOOK, area)
    first, *others = controls.columns(WIDTHS)
    lists = [one.from_list for one in others]
    words = LOOKS.__getitem__
    look = first.from_row(Choice("look", "Look at", list(LOOKS), BARRIERS_LOOK, words))
    asked = _located(view, look, _choose_area(view, lists[0]))
    return _of_whom(view, asked, lists[1:]) if look in CUT_BY_SCHEME else asked


def _of_whom(view: View, asked: Asked, picks: Sequence[Pick]) -> Asked:
    """With the cut, the cohort that may be told by it, and the kind of rate."""
    of_cut, of_cohort, of_rate = picks
    asked = replace(asked, cut=_choose_cut(view, asked.level, of_cut))
    cohort = choose_cohort(view, asked.rows_level, of_cohort)
    asked = replace(asked, cohort=cohort)
    words = RATES.__getitem__
    rate = of_rate(Choice("rate", "Rates", list(RATES), CRUDE, words))
    return replace(asked, is_standardised=rate == STANDARDISED)


def has_barriers(view: View) -> bool:
    """Whether barriers are recorded of anybody."""
    there = view.measures(AreaLevel.SYSTEM)
    return any(one.measure in there for one in BARRIERS)


def _choose_area(view: View, pick: Pick) -> str:
    words = _areas(view)
    default = pcn_in_focus(view) or EVERYWHERE
    return pick(
        Choice(
            "area", "Where (type to search)", list(words), default, words.__getitem__
        )
    )


def _areas(view: View) -> Mapping[str, str]:
    places, pcns = view.names(AreaLevel.PLACE), view.names(AreaLevel.PCN)
    words = {EVERYWHERE: "Everywhere", **places, **pcns}
    words.pop(UNALLOCATED_PCN, None)
    return words


def _choose_cut(view: View, level: AreaLevel, pick: Pick) -> str:
    schemes = [one for one in view.schemes() if level in levels_of(one)]
    words = {
        **({BY_PLACE: "Place"} if len(view.names(AreaLevel.PLACE)) > 1 else {}),
        BY_PCN: "PCN",
        **{one.id: scheme_title(one) for one in schemes},
    }
    default = BY_PCN if level is AreaLevel.PLACE else next(iter(words))
    return pick(Choice("cut", "Cut by", list(words), default, words.__getitem__))


def _located(view: View, look: str, area: str) -> Asked:
    if area == EVERYWHERE:
        return Asked(look, AreaLevel.SYSTEM, "", "")
    if area in view.names(AreaLevel.PLACE):
        return Asked(look, AreaLevel.PLACE, area, area)
    place = view.parents(AreaLevel.PCN).get(area, "")
    return Asked(look, AreaLevel.PCN, area, place)
