"""ask, measures, sources: what can be asked, and the answers the pages have."""

import csv
import json
import math
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from phm.cli.console import HomeOption, app, home_of, out, show_table
from phm.domain.areas import AreaLevel
from phm.domain.periods import period_label
from phm.domain.tiers import Tier
from phm.measures.ask import Question
from phm.measures.ask import ask as ask_measure
from phm.measures.catalogue import load_measures
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import Results
from phm.sources.catalogue import load_catalogue
from phm.sources.landed import list_landed
from phm.warehouse.connect import current_warehouse


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
def ask(
    measure: Annotated[str, typer.Argument(help="A measure id; see `phm measures`.")],
    at: Annotated[AreaLevel, typer.Option(help="Area level.")] = AreaLevel.PCN,
    every_period: Annotated[bool, typer.Option("--every-period")] = False,  # noqa: FBT002
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Answer one question through the same door as the pages."""
    with current_warehouse(home_of(home)).open() as connection:
        results = ask_measure(connection, Question(measure, at, every_period))
    WRITERS[form](results)


@app.command()
def measures() -> None:
    """List what can be asked for, with one line each."""
    show_table(
        "Measures",
        ("id", "what it is", "unit", "levels"),
        (
            (m.id, m.title, m.unit, ", ".join(m.levels))
            for m in load_measures().values()
        ),
    )


@app.command()
def sources(home: HomeOption = None) -> None:
    """List every declared source and what is landed of it."""
    landed: dict[str, list[str]] = {}
    for one in list_landed(home_of(home)):
        landed.setdefault(one.source_id, []).append(period_label(one.period))
    show_table(
        "Sources",
        ("id", "title", "publisher", "landed", "page"),
        (
            (
                s.id,
                s.title,
                s.publisher,
                ", ".join(landed.get(s.id, ["-"])),
                s.landing_page,
            )
            for s in load_catalogue().values()
        ),
    )


def records(results: Results) -> list[dict[str, Any]]:
    """One plain record per area, the contract of `phm ask --format json`."""
    return [
        {
            "area_code": row.area_code,
            "area_name": row.area_name,
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
        ("code", "area", "value", "low", "high", "period", "status"),
        (
            (
                row["area_code"],
                row["area_name"],
                *(_shown(row[name], decimals) for name in ("value", "lower", "upper")),
                row["period"] or "",
                row["status"],
            )
            for row in records(results)
        ),
    )
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


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _shown(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:,.{decimals}f}"


WRITERS = {
    Format.TABLE: _write_table,
    Format.CSV: _write_csv,
    Format.JSON: _write_json,
}
