"""Answers and matches about digital barriers, made by hand."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.measures.catalogue import find_measure
from phm.measures.digital import BARRIERS, Match
from phm.measures.results import Benchmark, Results
from tests.charts.builders import NAN, a_row, some_results


PLACE, WHOLE = "Inventon", "Inventshire"
PROJECT = {
    "project_name": "Tablets",
    "lead_organisation": "A charity",
    "digital_area": "equipment",
    "area_level": "place",
    "area_code": "inventon",
    "area_name": PLACE,
    "place_id": "inventon",
    "amount_pounds": 40_000.0,
    "start_date": datetime(2025, 4, 1),
    "end_date": datetime(2027, 3, 31),
}


def of_everyone(
    measure: str, value: float, lower: float, upper: float, **changes: Any
) -> Results:
    """A measure for a whole area, or its silence: a value of nan."""
    limits = {"lower": lower, "upper": upper}
    row = a_row("inventon", value, area_name=PLACE, **limits)
    whole = Benchmark(PLACE, value, **limits, completeness="")
    results = some_results(row | changes, measure=find_measure(measure))
    return replace(results, benchmark=None if pd.isna(value) else whole)


def four(*values: tuple[float, float, float]) -> list[Results]:
    """The four barriers of an area: value, lower and upper of each."""
    return [
        of_everyone(one.measure, *numbers)
        for one, numbers in zip(BARRIERS, values, strict=True)
    ]


def a_match(**changes: Any) -> Match:
    """Barriers 10, 5, 25 and 40 % of those asked; by default no money at all.

    `pounds` and `offers` take one number for each barrier, `barrier_share` too.
    """
    given = {
        "barrier_share": (12.5, 6.25, 31.25, 50.0),
        "pounds": (0.0, 0.0, 0.0, 0.0),
        "offers": (10.0, 20.0, 30.0, 140.0),
    }
    given |= {name: changes.pop(name) for name in given if name in changes}
    frame = pd.DataFrame({"barrier": [one.id for one in BARRIERS], **given})
    for name in ("pounds", "offers"):
        whole = frame[name].sum(skipna=False)
        frame[f"{name}_share"] = 100 * frame[name] / whole if whole else NAN
    people = changes.get("people", 20_000.0)
    usual = {
        "area_name": PLACE,
        "level": AreaLevel.PLACE,
        "period": "30 June 2026",
        "tier": "local",
        "people": people,
        "frame": frame.assign(
            percent=(10.0, 5.0, 25.0, 40.0),
            lower=(9.0, 4.0, 24.0, 38.0),
            upper=(11.0, 6.0, 26.0, 42.0),
            status="ok",
            pounds_per_1000=1000 * frame["pounds"] / people,
        ),
        "projects": some_projects(),
        "of_whole_system": some_projects(),
        "answers": tuple(four(*[(1.0, 0.5, 1.5)] * 4)),
    }
    return Match(**(usual | changes))


def some_projects(*changes: dict[str, Any]) -> pd.DataFrame:
    """A project for each set of changes."""
    rows = [PROJECT | one for one in changes]
    frame = pd.DataFrame(rows, columns=list(PROJECT))
    return frame.astype(dict.fromkeys(("start_date", "end_date"), "datetime64[ns]"))
