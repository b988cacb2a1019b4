"""Small invented extracts that keep every rule of their declaration."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import nhs_number

from phm.sources.source import Column, Source


DAY = "2026-06-30"
EXTRACTS = (
    *("patients", "referrals", "contacts", "support", "outcomes"),
    *("caseloads", "assets", "projects"),
)
ABOUT_PEOPLE = EXTRACTS[:5]
# Columns that a rule compares with another day: earlier than the extract.
EARLIER = "2026-03-17"


def test_number(seed: int) -> str:
    """A valid NHS number of the range that is never issued (999…), made from a seed."""
    for body in range(seed, seed + 11):
        nine = f"999{body % 1_000_000:06d}"
        check = nhs_number.calculate_checksum(nine)
        if check is not None and check < 10:
            return f"{nine}{check}"
    raise AssertionError(seed)


test_number.__test__ = False  # type: ignore[attr-defined]


def cell(column: Column, row: int) -> str:
    """A value that the column allows."""
    if column.name == "extract_date":
        return DAY
    if column.is_pseudonym or column.name.endswith("_key"):
        return f"K-{column.name[:2]}-{row:06x}f"
    if column.type == "date":
        return EARLIER
    if column.type == "flag":
        return "0"
    if column.values:
        return column.values[0]
    return column.example or {"integer": "50", "number": "2"}.get(column.type, "")


def rows_of(source: Source, count: int = 3) -> list[dict[str, str]]:
    """Rows as a supplier would send them, by declared column name."""
    return [
        {column.name: cell(column, row) for column in source.columns}
        for row in range(count)
    ]


def as_csv(rows: Iterable[Mapping[str, str]], header: Sequence[str] = ()) -> bytes:
    """The rows as a CSV file."""
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, header or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
