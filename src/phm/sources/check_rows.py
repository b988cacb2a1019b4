"""Findings about single rows: cells against constraints, and keys that repeat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.constraints import Constraint, KnownIn, NotNull
from phm.sources.content import LINE_COLUMN, Reject
from phm.sources.finding import Finding, FindingKind
from phm.sources.landed import Landed
from phm.sources.sheet import Sheet
from phm.sources.source import Column


KnownCodes = Mapping[str, pa.Array]

_KEY_SEPARATOR = "\x1f"
_CORRECT_IT = "Repair the file, or add a correction."


@dataclass(frozen=True)
class Verdict:
    """A finding, and which rows in scope it takes away (none: nothing to add up)."""

    finding: Finding
    rows: pa.Array


def reject_findings(landed: Landed) -> Iterator[Finding]:
    """One finding per reason for which lines could not become rows."""
    by_reason: dict[str, list[Reject]] = {}
    for reject in landed.read_rejects():
        by_reason.setdefault(reject.reason, []).append(reject)
    for reason, rejects in by_reason.items():
        yield Finding(
            FindingKind.RECORD,
            landed.source_id,
            landed.period,
            count=len(rejects),
            example_line=rejects[0].line,
            example_value=rejects[0].text,
            message=f"{len(rejects):,} line(s) of {landed.file} set aside: {reason} "
            f"(first: line {rejects[0].line}).",
            remedy="Repair the lines listed in the .rejects.csv beside it.",
        )


def cell_verdicts(sheet: Sheet, known: KnownCodes) -> Iterator[Verdict]:
    """One verdict per column and constraint that some cell breaks."""
    for column in (column for column in sheet.columns if column.constraints):
        cells = sheet.cells[column.name].combine_chunks().dictionary_encode()
        for constraint in column.constraints:
            broken = _broken(constraint, cells, known)
            if pc.any(broken).as_py():
                yield _cell_verdict(sheet, column, constraint, broken)


def key_verdicts(sheet: Sheet) -> Iterator[Verdict]:
    """Rows that repeat an earlier row, and keys whose rows disagree."""
    key = [name for name in sheet.source.key if name in sheet.names]
    if len(key) < len(sheet.source.key) or not key:
        return
    keys = pc.binary_join_element_wise(
        *(sheet.cells[name].combine_chunks() for name in key), _KEY_SEPARATOR
    )
    counts = pc.value_counts(keys.drop_null())
    again = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    if not len(again):
        return
    suspects = pc.fill_null(pc.is_in(keys, value_set=again), fill_value=False)
    yield from _repeat_verdicts(sheet, keys, suspects, key=key)


def _broken(
    constraint: Constraint, coded: pa.DictionaryArray, known: KnownCodes
) -> pa.Array:
    """True where a cell breaks the rule; every distinct text is looked at once."""
    texts = coded.dictionary
    if isinstance(constraint, NotNull):
        return pc.is_null(coded.indices)
    if isinstance(constraint, KnownIn) and constraint.reference in known:
        broken = constraint.unknown(texts, known[constraint.reference])
    else:
        broken = constraint.violations(texts)
    return pc.fill_null(broken.take(coded.indices), fill_value=False)


def _cell_verdict(
    sheet: Sheet, column: Column, constraint: Constraint, broken: pa.Array
) -> Verdict:
    count = pc.sum(broken).as_py()
    first = pc.index(broken, value=True).as_py()
    line = sheet.cells[LINE_COLUMN][first].as_py()
    value = sheet.cells[column.name][first].as_py() or ""
    message = (
        f"Column `{column.name}` of {sheet.landed.file} has {count:,} value(s) that "
        f"break the rule: {constraint.describe()} (first: `{value}`, line {line})."
    )
    finding = Finding(
        FindingKind.RECORD,
        sheet.landed.source_id,
        sheet.landed.period,
        column=column.name,
        count=count,
        example_line=line,
        example_value=value,
        message=message,
        remedy=_CORRECT_IT,
        reason=f"not {constraint.describe()}",
    )
    return Verdict(finding, broken)


def _repeat_verdicts(
    sheet: Sheet, keys: pa.Array, suspects: pa.Array, *, key: list[str]
) -> Iterator[Verdict]:
    """The suspects share a key with another row; few, so a loop over them will do."""
    where = pc.indices_nonzero(suspects).to_pylist()
    data = sheet.cells.drop_columns([LINE_COLUMN]).take(where)
    rows = list(zip(*(data[n].to_pylist() for n in data.column_names), strict=True))
    first_seen: dict[str, int] = {}
    repeats: list[int] = []
    disagreeing: list[int] = []
    for position, name in enumerate(keys.take(where).to_pylist()):
        first = first_seen.setdefault(name, position)
        if first != position:
            same = rows[first] == rows[position]
            (repeats if same else disagreeing).append(where[position])
    shown = ", ".join(key)
    if repeats:
        what = "repeat an earlier row exactly; one of each is used"
        yield _repeat_verdict(sheet, keys, repeats, what=f"{what} (key: {shown})")
    if disagreeing:
        what = "have the key of an earlier row but say something else"
        yield _repeat_verdict(sheet, keys, disagreeing, what=f"{what} (key: {shown})")


def _repeat_verdict(
    sheet: Sheet, keys: pa.Array, where: list[int], *, what: str
) -> Verdict:
    line = sheet.cells[LINE_COLUMN][where[0]].as_py()
    value = keys[where[0]].as_py().replace(_KEY_SEPARATOR, ", ")
    finding = Finding(
        FindingKind.RECORD,
        sheet.landed.source_id,
        sheet.landed.period,
        column=", ".join(sheet.source.key),
        count=len(where),
        example_line=line,
        example_value=value,
        message=f"{len(where):,} row(s) of {sheet.landed.file} {what}; first: "
        f"`{value}`, line {line}.",
        remedy=_CORRECT_IT,
        reason=what,
    )
    positions = pa.array(range(len(keys)))
    return Verdict(finding, pc.is_in(positions, value_set=pa.array(where)))
