"""Declared repairs of what a publisher got wrong, each with a reason and an expiry.

``expect`` is how many rows a correction must hit. When the publisher mends the file it
hits another number, and the correction fails loudly instead of outliving its cause.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from phm.errors import SourceInvalid
from phm.sources.fields import Fields, read_fields
from phm.sources.source import Source


CORRECTIONS = Path(__file__).parent / "corrections"
ACTIONS = ("drop", "override", "flag")
STATUSES = ("reported", "confirmed", "accepted")


@dataclass(frozen=True)
class Correction:
    """One repair: rows of ``source`` whose ``column`` reads ``match``.

    ``drop`` leaves them out, ``override`` writes ``value`` into the column, ``flag``
    changes nothing and is told. No ``period`` means every period.
    """

    source: str
    column: str
    match: str
    action: str
    reason: str
    status: str
    expect: int
    period: str | None = None
    value: str | None = None

    @property
    def sentence(self) -> str:
        """What was done and why, for the data page."""
        done = {"drop": "left out", "flag": "kept as published"}
        what = done.get(self.action, f"read as `{self.value}`")
        rows = f"{self.expect:,} row(s) with {self.column} `{self.match}`"
        return f"{rows} {what}: {self.reason} ({self.status})"

    def concerns(self, source: Source, period: str) -> bool:
        """Whether it is about this source and period."""
        return self.source == source.id and self.period in (None, period)


def load_corrections(*folders: Path) -> tuple[Correction, ...]:
    """The shipped corrections and those of ``folders``. Raises DeclarationInvalid."""
    paths = [p for f in (CORRECTIONS, *folders) for p in sorted(f.glob("*.toml"))]
    return tuple(one for path in paths for one in _read(path))


def apply_corrections(
    table: pa.Table, corrections: Iterable[Correction], *, source: Source, period: str
) -> pa.Table:
    """A landed table with its corrections made, in order.

    Raises SourceInvalid when one no longer hits the rows it expects.
    """
    for correction in corrections:
        if correction.concerns(source, period):
            table = _applied(table, correction, source=source, period=period)
    return table


def rows_hit(table: pa.Table, correction: Correction, *, source: Source) -> pa.Array:
    """True for the rows a correction is about; none when the column is absent."""
    names = source.published_names(table.column_names)
    if correction.column not in names:
        return pa.array([False] * table.num_rows, pa.bool_())
    cells = pc.utf8_trim_whitespace(table[names[correction.column]])
    equal = pc.equal(cells.combine_chunks(), correction.match)
    return pc.fill_null(equal, fill_value=False)


def _applied(
    table: pa.Table, correction: Correction, *, source: Source, period: str
) -> pa.Table:
    hit = rows_hit(table, correction, source=source)
    count = pc.sum(hit).as_py() or 0
    if count != correction.expect:
        raise SourceInvalid(
            f"A correction of {source.id} {period} expects {correction.expect:,} row(s)"
            f" with {correction.column} `{correction.match}` and finds {count:,}.",
            remedy="The publisher seems to have changed the file: remove or amend the "
            "correction.",
        )
    if correction.action == "drop":
        return table.filter(pc.invert(hit))
    if correction.action == "override":
        name = source.published_names(table.column_names)[correction.column]
        cells = pc.if_else(hit, pa.scalar(correction.value, pa.string()), table[name])
        return table.set_column(table.column_names.index(name), name, cells)
    return table


def _read(path: Path) -> Sequence[Correction]:
    fields = read_fields(path)
    corrections = [_correction(inner) for inner in fields.inner_each("corrections")]
    fields.done()
    return corrections


def _correction(fields: Fields) -> Correction:
    correction = Correction(
        source=fields.text("source"),
        column=fields.text("column"),
        match=fields.text("match"),
        action=fields.choice("action", ACTIONS),
        reason=fields.text("reason"),
        status=fields.choice("status", STATUSES),
        expect=int(fields.number("expect", default=-1)),
        period=fields.text_or_none("period"),
        value=fields.text_or_none("value"),
    )
    fields.done()
    if correction.expect < 1:
        raise fields.fault(
            "expect", "is not a number of rows", remedy="Count the rows it must hit."
        )
    if (correction.action == "override") != (correction.value is not None):
        raise fields.fault(
            "value", "and `action` disagree", remedy="Only `override` has a `value`."
        )
    return correction
