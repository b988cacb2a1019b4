"""Who is on record and who ought to be, and cuts of people, made by hand."""

import math
from typing import Any

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.measures.presence import NO_EXTRACT, Presence, compared
from phm.measures.results import OK, Results
from phm.measures.schemes import find_scheme
from phm.measures.speech import Cut
from tests.charts.builders import NAN, a_measure, a_row, some_results


LABELS = {one.id: one.label for one in find_scheme("inclusion_health").groups}
PEOPLE = 100_000


def a_group(
    recorded: float = NAN,
    *,
    low: float = NAN,
    high: float = NAN,
    filled: float = 100.0,
    status: str = OK,
) -> dict[str, Any]:
    """People on record and expected, of PEOPLE; how many fields are filled in."""
    return {
        "recorded_per_1000": 1000 * recorded / PEOPLE,
        "recorded": recorded,
        "low_per_1000": 1000 * low / PEOPLE,
        "high_per_1000": 1000 * high / PEOPLE,
        "filled_percent": filled,
        "status": status,
        "filled_status": OK,
    }


def some_presence(**groups: dict[str, Any]) -> Presence:
    """An area's groups; those left out have neither a record nor a figure."""
    nothing = a_group(NAN, filled=NAN, status=NO_EXTRACT)
    rows = {group: groups.get(group, nothing) for group in LABELS}
    frame = pd.DataFrame.from_dict(rows, orient="index").assign(label=LABELS)
    return Presence(
        level=AreaLevel.SYSTEM,
        area_name="Inventshire",
        period="30 June 2026",
        tier="local",
        people=float(PEOPLE),
        frame=compared(frame, float(PEOPLE)),
        answers=(some_results(a_row("sys", 1.0)),),
    )


def a_cut(
    scheme_id: str, groups: dict[str, tuple[float, ...] | str], **changes: Any
) -> Cut:
    """Groups by people, reach, lower and upper, or by people alone, or why not."""
    scheme = find_scheme(scheme_id)
    rows = [_cut_row(groups.get(group.id, "no data")) for group in scheme.everyone]
    frame = pd.DataFrame(rows).assign(
        group=[group.id for group in scheme.everyone],
        label=[group.label for group in scheme.everyone],
    )
    usual = {
        "area_name": "Inventshire",
        "period": "12 months to June 2026",
        "tier": "local",
        "everyone": 16.0,
        "frame": frame,
        "answers": (some_results(a_row("sys", 1.0, denominator=1000.0)),),
    }
    return Cut(**(usual | changes))


def _cut_row(values: tuple[float, ...] | str) -> dict[str, Any]:
    if isinstance(values, str):
        numbers = dict.fromkeys(("people", "reach", "lower", "upper"), NAN)
        return {**numbers, "status": values, "reach_status": values}
    people, reach, lower, upper = (*values, NAN, NAN, NAN)[:4]
    reached = "suppressed" if math.isnan(reach) else OK
    names = {"people": people, "reach": reach, "lower": lower, "upper": upper}
    return {**names, "status": OK, "reach_status": reached}


def a_signal(
    values: dict[str, float], benchmark: float | None, **changes: Any
) -> Results:
    """One measure of open data for places by name."""
    rows = [a_row(name, value, area_name=name) for name, value in values.items()]
    measure = a_measure(
        title="Asylum support, district figure",
        short_title="Asylum support (district)",
        unit="per 1,000 residents (district)",
        multiplier=1,
        decimals=2,
    )
    return some_results(
        *rows,
        measure=changes.pop("measure", measure),
        level=AreaLevel.PLACE,
        benchmark=benchmark,
        **changes,
    )
