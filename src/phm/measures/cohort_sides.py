"""A cohort beside everybody else: who its people are, what reached them, what hinders.

Only numbers that the door has given are put side by side; a share of the cohort is made
of its counts as shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from phm.domain.dimensions import Scheme
from phm.measures.cohort_card import (
    DECLINED,
    HELPED,
    PEOPLE,
    REACH,
    AskAll,
    Focus,
)
from phm.measures.cohort_scheme import INSIDE, OUTSIDE
from phm.measures.question import Question
from phm.measures.results import NO_DATA, OK, Results
from phm.warehouse.people_groups import levels_of


WHO = ("age", "sex", "ethnicity", "deprivation", "rurality")
PATHWAY = (REACH, DECLINED, "reached_link_worker_percent", HELPED)
DIGITAL = (
    "no_digital_equipment_percent",
    "no_digital_connectivity_percent",
    "low_digital_confidence_percent",
    "low_digital_skills_percent",
    "any_digital_barrier_percent",
    "no_nhs_app_percent",
    "missed_if_online_only_percent",
    "reached_without_screen_percent",
)
AS_COUNTED, ALIKE = "As counted", "Age and sex taken out"
LIMITS = ("value", "lower", "upper")
NUMBERS = {
    INSIDE: ("cohort", "cohort_lower", "cohort_upper"),
    OUTSIDE: ("others", "others_lower", "others_upper"),
}


@dataclass(frozen=True)
class Sides:
    """Rows of one panel, the cohort beside others, in one unit.

    ``frame`` has label, is_rest, status, and of ``cohort`` and ``others`` the value
    (`cohort`), and its limits (`cohort_lower`, `cohort_upper`), nan where there are
    none. Others are everybody else, or, of shares of people, everybody.
    """

    title: str
    unit: str
    frame: pd.DataFrame
    answers: tuple[Results, ...]

    @property
    def tier(self) -> str:
        """Open, local or synthetic."""
        return self.answers[0].tier

    @property
    def area_name(self) -> str:
        """Where it is about."""
        return str(self.answers[0].frame["area_name"].iloc[0])

    @property
    def period(self) -> str:
        """When."""
        return self.answers[0].period


def schemes_to_show(schemes: Sequence[Scheme], focus: Focus) -> tuple[Scheme, ...]:
    """The first of ``schemes`` of each dimension of WHO that its area may be cut by."""
    told = [one for one in schemes if focus.level in levels_of(one)]
    firsts = {one.dimension: one for one in reversed(told)}
    return tuple(firsts[name] for name in WHO if name in firsts)


def find_who(
    ask_all: AskAll, focus: Focus, schemes: Sequence[Scheme]
) -> tuple[Sides, ...]:
    """Shares of the cohort by each scheme, beside those of everybody there."""
    asked = [focus.beside_others(PEOPLE)]
    for scheme in schemes:
        everybody = Question(PEOPLE, focus.level, by=(scheme.id,), area=focus.area)
        asked += [replace(everybody, cohort=focus.cohort.address), everybody]
    size, *found = ask_all(asked)
    pairs = zip(found[::2], found[1::2], strict=True)
    return tuple(
        _shares(size, scheme, *pair)
        for scheme, pair in zip(schemes, pairs, strict=True)
    )


def find_pathway(
    ask_all: AskAll, focus: Focus, measures: Sequence[str] = PATHWAY
) -> tuple[Sides, ...]:
    """Referred, declined, reached and helped, as counted and without age and sex."""
    crude = [focus.beside_others(name) for name in measures]
    asked = [q for one in crude for q in (one, replace(one, standardised=True))]
    found = ask_all(asked)
    return tuple(
        _of_measures(pair[0].measure.short_title, (AS_COUNTED, ALIKE), pair)
        for pair in zip(found[::2], found[1::2], strict=True)
    )


def find_digital(ask_all: AskAll, focus: Focus, measures: Sequence[str]) -> Sides:
    """What stands between the cohort and the internet, of those who were asked."""
    found = ask_all([focus.beside_others(name) for name in measures])
    labels = [one.measure.short_title for one in found]
    sides = _of_measures("Digital barriers", labels, found)
    return replace(sides, unit="% of those of whom it is known")


def _shares(size: Results, scheme: Scheme, own: Results, everybody: Results) -> Sides:
    people = float(size.row_of(INSIDE)["numerator"])
    rows = own.frame.set_index(scheme.id)
    status = rows["status"].mask(rows["status"].eq(NO_DATA), OK)  # nobody is a share
    share = 100 * rows["numerator"] / people if people else 0.0
    frame = pd.DataFrame(
        {
            "label": [scheme.label(one) for one in rows.index],
            "is_rest": rows.index == scheme.rest.id,
            "status": status,
            "cohort": share,
            "others": everybody.frame.set_index(scheme.id)["value"],
        }
    )
    kept = everybody.frame.set_index(scheme.id)["status"].ne(NO_DATA)
    limits = dict.fromkeys(_limits(), float("nan"))
    frame = frame[kept].assign(**limits).reset_index(drop=True)
    return Sides(scheme.dimension.capitalize(), "% of people", frame, (own, everybody))


def _of_measures(
    title: str, labels: Sequence[str], answers: Sequence[Results]
) -> Sides:
    rows = [_row(*pair) for pair in zip(labels, answers, strict=True)]
    return Sides(title, answers[0].measure.unit, pd.DataFrame(rows), tuple(answers))


def _row(label: str, results: Results) -> dict[str, object]:
    sides = {group: results.row_of(group) for group in NUMBERS}
    numbers = {
        name: float(sides[group][column])
        for group, names in NUMBERS.items()
        for name, column in zip(names, LIMITS, strict=True)
    }
    if results.measure.unit.startswith("%"):  # limits of a ratio know no 100 %
        numbers = {name: min(number, 100.0) for name, number in numbers.items()}
    return {
        "label": label,
        "is_rest": False,
        "status": sides[INSIDE]["status"],
        **numbers,
    }


def _limits() -> list[str]:
    return [name for names in NUMBERS.values() for name in names[1:]]
