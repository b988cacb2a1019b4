"""How an answer is written: a table, CSV or JSON; the same numbers in each."""

import csv
import json
import math
import sys
from enum import StrEnum
from typing import Any

from rich.markup import escape

from phm.cli.console import out, show_table
from phm.domain.tiers import Tier
from phm.measures.cohort_scheme import COHORT, INSIDE
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import Results


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def records(results: Results) -> list[dict[str, Any]]:
    """One plain record per area, the contract of `phm ask --format json`."""
    return [
        {
            "area_code": row.area_code,
            "area_name": row.area_name,
            **{scheme.id: getattr(row, scheme.id) for scheme in results.by},
            "only": "; ".join(_only(results)),
            "value": _number(row.value),
            "lower": _number(row.lower),
            "upper": _number(row.upper),
            "numerator": _number(row.numerator),
            "denominator": _number(row.denominator),
            "unit": results.measure.unit,
            "period": row.period if isinstance(row.period, str) else None,
            "tier": results.tier,
            "status": row.status,
            "suppressed": row.status == SUPPRESSED,
            "caveats": list(results.caveats),
        }
        for row in results.frame.itertuples()
    ]


def _write_json(results: Results) -> None:
    sys.stdout.write(json.dumps(records(results), indent=1, ensure_ascii=False) + "\n")


def _write_csv(results: Results) -> None:
    rows = records(results)
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "caveats": " ".join(row["caveats"])} for row in rows)


def _write_table(results: Results) -> None:
    decimals = results.measure.decimals
    show_table(
        f"{results.measure.title} ({results.measure.unit}), {results.period}. "
        f"{Tier(results.tier).words}",
        (
            *("code", "area"),
            *(scheme.id for scheme in results.by),
            *("value", "low", "high", "period", "status"),
        ),
        (
            (
                row["area_code"],
                row["area_name"],
                *(scheme.label(row[scheme.id]) for scheme in results.by),
                *(_shown(row[name], decimals) for name in ("value", "lower", "upper")),
                row["period"] or "",
                row["status"],
            )
            for row in records(results)
        ),
    )
    for group in _only(results):
        out.print(f"Only: {escape(group)}", highlight=False)
    if results.benchmark:
        value = _shown(results.benchmark.value, decimals)
        out.print(
            f"{results.benchmark.name}: {value}. {results.benchmark.completeness}",
            highlight=False,
        )
    for note in results.sources:
        out.print(
            f"Source: {note.title}, {note.publisher}, {note.period}", highlight=False
        )
    for caveat in results.caveats:
        out.print(f"Note: {caveat}", highlight=False)


def _only(results: Results) -> list[str]:
    """Whom an answer is of alone, and which cohort it is cut by, in words."""
    told = [scheme.label(group) for scheme, group in results.where]
    cohorts = [one.label(INSIDE) for one in results.by if one.id == COHORT]
    return [*told, *(f"{label} (in), and others" for label in cohorts)]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _shown(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:,.{decimals}f}"


WRITERS = {
    Format.TABLE: _write_table,
    Format.CSV: _write_csv,
    Format.JSON: _write_json,
}
