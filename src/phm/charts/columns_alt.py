"""Columns of measures in words, for those who cannot see them."""

from collections.abc import Sequence

import pandas as pd

from phm.charts.badge import tier_prefix
from phm.charts.columns import Column
from phm.charts.groups_rows import SILENCES
from phm.charts.labels import number
from phm.measures.results import OK


MOST_ROWS = 12  # more are told by their ends: the table has them all
ENDS = 1


def columns_alt(columns: Sequence[Column]) -> str:
    """Each measure with everyone's value, then its rows; of many, its two ends."""
    first = columns[0].results
    said = [f"Charts side by side over {len(columns[0].rows)} rows, {first.period}."]
    said += [_column(one) for one in columns]
    return tier_prefix(*(one.results for one in columns)) + " ".join(said)


def _column(column: Column) -> str:
    measure, benchmark = column.results.measure, column.results.benchmark
    everyone = (
        f" Everyone: {number(benchmark.value, measure.decimals)}." if benchmark else ""
    )
    rows = column.rows if len(column.rows) <= MOST_ROWS else _ends(column)
    listed = "; ".join(_row(row, measure.decimals) for row in rows.itertuples())
    return f"{measure.title}, in {measure.unit}.{everyone} {listed}."


def _ends(column: Column) -> pd.DataFrame:
    order = column.known.sort_values("value", ascending=False)
    silent = column.rows[column.rows["status"].ne(OK)]
    return pd.concat([order.head(ENDS), order.tail(ENDS), silent])


def _row(row: object, decimals: int) -> str:
    label, status = str(getattr(row, "label", "")), str(getattr(row, "status", ""))
    if status != OK:
        return f"{label}: {SILENCES.get(status, status)}"
    value, low, high = (
        number(float(getattr(row, name)), decimals)
        for name in ("value", "lower", "upper")
    )
    has_limits = not pd.isna(getattr(row, "upper", None))
    return f"{label}: {value} ({low} to {high})" if has_limits else f"{label}: {value}"
