"""The ranked chart in words, for those who cannot see it."""

import pandas as pd

from phm.charts.badge import tier_prefix
from phm.charts.labels import number
from phm.charts.ranked_rows import ranked_rows
from phm.domain.indicators import Measure
from phm.measures.results import Results


def ranked_alt(results: Results) -> str:
    """Extremes with their intervals, the system, and the areas without a value."""
    rows = ranked_rows(results)
    measure = results.measure
    shown = f"{len(rows.ranked)} {results.level.plural} with a value"
    said = [f"Ranked chart. {measure.title}, {results.period}, in {measure.unit}."]
    said.append(f"There are {shown}.")
    if len(rows.ranked):
        said.append(f"Highest: {_read(measure, rows.ranked.head(3))}.")
        said.append(f"Lowest: {_read(measure, rows.ranked.tail(3)[::-1])}.")
    if results.benchmark is not None:
        value = number(results.benchmark.value, measure.decimals)
        said.append(f"{results.benchmark.name}: {value}.")
    if len(rows.unknown):
        silent = (f"{r.area_name} ({r.status})" for r in rows.unknown.itertuples())
        said.append(f"Without a value: {', '.join(silent)}.")
    return tier_prefix(results) + " ".join(said)


def _read(measure: Measure, rows: pd.DataFrame) -> str:
    return ", ".join(_area(measure, row) for row in rows.itertuples())


def _area(measure: Measure, row: object) -> str:
    value, lower, upper = (
        number(getattr(row, name), measure.decimals)
        for name in ("value", "lower", "upper")
    )
    within = "" if pd.isna(row.upper) else f" ({lower} to {upper})"
    return f"{row.area_name} {value}{within}"
