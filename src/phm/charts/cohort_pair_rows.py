"""Two cohorts as rows of one scale: times the value of everybody, and in words."""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from phm.charts.badge import tier_prefix
from phm.charts.groups_rows import SILENCES
from phm.charts.labels import number
from phm.measures.cohort_card import BY_AGE
from phm.measures.cohort_pair import Both, CohortPair
from phm.measures.results import OK


def pair_rows(pair: CohortPair) -> pd.DataFrame:
    """A row per measure and cohort: label, place, side, status, value, lower and upper
    as times everybody's value, and `printed` in its own unit.

    Without the equity ratio by age and sex: standardised reach is the same, scaled.
    """
    drawn = [one for one in pair.rates if one.first.measure.id != BY_AGE]
    return pd.DataFrame(
        [row for place, both in enumerate(drawn) for row in _rows(place, both)]
    )


def pair_alt(pair: CohortPair) -> str:
    """Both cohorts, then each measure's two values or their silences."""
    names = f"● {pair.first.title} and ◆ {pair.second.title}"
    about = f"Chart of two cohorts in {pair.area_name}: {names}"
    said = [f"{about}, as times the value of everybody."]
    for label, both in pair_rows(pair).groupby("label", sort=False):
        first, second = (read_row(row) for row in both.itertuples())
        said.append(f"{label}: {first} and {second}.")
    return tier_prefix(*pair.answers) + " ".join(said)


def read_row(row: Any) -> str:
    """A value in its own unit with its interval, or why there is none."""
    return row.printed if row.status == OK else SILENCES.get(row.status, row.status)


def _rows(place: int, both: Both) -> Iterator[dict[str, object]]:
    measure, whole = both.first.measure, _whole(both)
    alike = ", alike in age and sex" if both.first.standardised else ""
    for side, row in enumerate(both.rows):
        limits = [row[name] / whole for name in ("value", "lower", "upper")]
        yield {
            "label": f"{measure.short_title}{alike}",
            "place": place,
            "side": side,
            "status": row["status"],
            **dict(zip(("value", "lower", "upper"), limits, strict=True)),
            "printed": _printed(row, measure.decimals),
        }


def _whole(both: Both) -> float:
    """Everybody's value there; nan where there is none to be times of."""
    benchmark = both.first.benchmark
    value = benchmark.value if benchmark is not None else math.nan
    return value or math.nan


def _printed(row: pd.Series, decimals: int) -> str:
    value, low, high = (
        number(row[name], decimals) for name in ("value", "lower", "upper")
    )
    return value if pd.isna(row["upper"]) else f"{value} ({low} to {high})"
