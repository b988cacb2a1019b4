"""Cards of cohorts made by hand, with invented areas; cohorts are the declared ones."""

from dataclasses import replace
from typing import Any

import pandas as pd

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.measures.catalogue import find_measure
from phm.measures.cohort_card import BY_AGE, BY_NEED, PEOPLE, RATES, CohortCard, Focus
from phm.measures.cohort_scheme import COHORT, cohort_scheme
from phm.measures.cohort_sides import Sides
from phm.measures.results import OK, Results
from tests.charts.builders import NAN, a_row, some_results


MEN = "minority_men_unmanaged_diabetes"
Numbers = tuple[float, ...] | str  # value, lower, upper, counted; or the status

RATE_VALUES: dict[str, tuple[Numbers, Numbers]] = {
    "reach_per_1000": ((29.8, 24.8, 35.5, 125), (15.9, 15.7, 16.1, 25055)),
    "declined_percent": ((10.0, 6.2, 15.8, 15), (10.5, 10.1, 10.8, 3060)),
    "got_intervention_percent": ((44.0, 35.6, 52.8, 55), (38.8, 38.2, 39.4, 9715)),
    BY_NEED: ((0.96, 0.80, 1.15, 125), (1.0, 0.99, 1.01, 25055)),
    BY_AGE: ((1.79, 1.49, 2.13, 125), (1.0, 0.99, 1.01, 25055)),
}
CENTRAL, SOUTH, NORTH = "Watford Central PCN", "Little South PCN", "Little North PCN"
NEEDS: dict[str, Numbers] = {
    CENTRAL: (0.5, 0.24, 0.92, 10),
    SOUTH: (1.1, 0.9, 1.3, 40),
    NORTH: "suppressed",
}
ALIKE: dict[str, Numbers] = {
    CENTRAL: (1.0, 0.48, 1.84, 10),
    SOUTH: (1.2, 1.1, 1.3, 40),
    NORTH: "suppressed",
}
HERE: dict[str, Numbers] = {
    CENTRAL: (1.2, NAN, NAN, 570),
    SOUTH: (0.3, NAN, NAN, 235),
    NORTH: (0.1, NAN, NAN, 30),
}


def a_card(
    cohort: str = MEN,
    *,
    size: tuple[Numbers, Numbers] = ((0.27, NAN, NAN, 4200), (99.7, NAN, NAN, 1.5e6)),
    focus: tuple[AreaLevel, str] = (AreaLevel.SYSTEM, ""),
    needs: dict[str, Numbers] | None = NEEDS,
    alike: dict[str, Numbers] | None = ALIKE,
    rates: dict[str, tuple[Numbers, Numbers]] | None = None,
    **changes: Any,
) -> CohortCard:
    """A card; areas are named, and their codes are their names."""
    found = find_cohort(cohort)
    values = RATE_VALUES | (rates or {})
    own = (beside(find_measure(name), *values[name], cohort) for name in RATES)
    share = find_measure(PEOPLE)
    parts = [
        beside(share, (0.1, NAN, NAN, count), (99.9, NAN, NAN, 1.5e6), cohort)
        for count, _ in zip((3230, 970, 50, 0), found.parts, strict=False)
    ]
    card = CohortCard(
        focus=Focus(found, *focus),
        size=beside(share, *size, cohort),
        rates=tuple(own),
        parts=tuple(parts),
        places=by_area(find_measure(BY_NEED), needs) if needs else None,
        places_alike=by_area(find_measure(BY_AGE), alike) if needs and alike else None,
        places_people=by_area(share, HERE) if needs else None,
    )
    return replace(card, **changes)


def beside(
    measure: Measure, inside: Numbers, others: Numbers, cohort: str = MEN
) -> Results:
    """An answer by cohort of one area: those in it, then everybody else."""
    rows = [_row("sys", "Inventshire", one) for one in (inside, others)]
    usual = some_results(*rows, measure=measure, level=AreaLevel.SYSTEM)
    frame = usual.frame.assign(**{COHORT: ["in", "others"]})
    by = (cohort_scheme(find_cohort(cohort)),)
    period = "12 months to June 2026"
    return replace(usual, frame=frame, by=by, tier="local", period=period)


def by_area(measure: Measure, areas: dict[str, Numbers]) -> Results:
    """An answer for several PCNs."""
    rows = [_row(name, name, numbers) for name, numbers in areas.items()]
    period = "12 months to June 2026"
    return some_results(*rows, measure=measure, tier="local", period=period)


def some_sides(title: str = "Declined", **rows: Numbers) -> Sides:
    """Rows of a panel: the cohort's value and limits, the others' value; or why not."""
    columns = ("cohort", "cohort_lower", "cohort_upper", "others")
    frame = pd.DataFrame(
        [
            {
                "label": label.replace("_", " "),
                "is_rest": label == "not_known",
                "status": numbers if isinstance(numbers, str) else OK,
                **dict.fromkeys((*columns, "others_lower", "others_upper"), NAN),
                **(
                    {}
                    if isinstance(numbers, str)
                    else dict(zip(columns, numbers, strict=False))
                ),
            }
            for label, numbers in rows.items()
        ]
    )
    answers = (
        beside(find_measure("declined_percent"), (10, 6, 16, 15), (10, 9, 11, 90)),
    )
    return Sides(title, "% of people offered", frame, answers)


def _row(code: str, name: str, numbers: Numbers) -> dict[str, Any]:
    if isinstance(numbers, str):
        return a_row(code, area_name=name, numerator=NAN, status=numbers)
    value, lower, upper, counted = numbers
    return a_row(
        code, value, area_name=name, lower=lower, upper=upper, numerator=float(counted)
    )
