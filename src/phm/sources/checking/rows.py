"""Findings about single rows: cells against constraints, dates against each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.cells.column import Cells
from phm.sources.cells.day_texts import is_iso
from phm.sources.cells.repairs import REPAIRS
from phm.sources.checking.sheet import Sheet
from phm.sources.checking.verdict import Verdict, What, cell_verdict
from phm.sources.constraints import Constraint, KnownIn, NotMangled, NotNull
from phm.sources.content import OPTED_OUT, Reject
from phm.sources.finding import Finding, FindingKind
from phm.sources.landed import Landed
from phm.sources.source import Column, Rule


@dataclass
class Judged:
    """A sheet being judged: its cells without those at fault, and every verdict."""

    sheet: Sheet
    cells: dict[str, Cells] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)

    def standing(self) -> pa.Array:
        """True for the rows that no verdict has taken away."""
        kept = pa.repeat(pa.scalar(value=True), self.sheet.rows)
        for verdict in self.verdicts:
            if verdict.what is What.ROW:
                kept = pc.and_not(kept, verdict.rows)
        return kept


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
            remedy=""
            if reason == OPTED_OUT
            else "Repair the lines listed in the .rejects.csv beside it.",
        )


def judge_cells(judged: Judged) -> None:
    """Hold every column against its rules, the repairs' own faults first.

    A cell is at fault once, for the first rule it breaks.
    """
    sheet = judged.sheet
    for column in sheet.columns:
        cells = sheet.cells[column.name]
        broken = pa.repeat(pa.scalar(value=False), len(cells.texts))
        for reason, faulty in _faults(cells, column, sheet):
            fresh = pc.and_not(faulty, broken)
            if pc.any(rows := cells.per_row(fresh)).as_py():
                what = What(column.on_fault)
                judged.verdicts.append(
                    cell_verdict(sheet, column, reason, rows, what=what)
                )
            broken = pc.or_(broken, faulty)
        _add_absent(judged, column, cells)
        judged.cells[column.name] = cells.without_texts(broken)


def judge_rules(judged: Judged) -> None:
    """Hold dates of one row against each other.

    Where one of the two may be left empty it is, the later one first; else the row is
    set aside.
    """
    columns = {column.name: column for column in judged.sheet.columns}
    for rule in judged.sheet.source.rules:
        if rule.column in columns and rule.other in columns:
            _judge_rule(judged, rule, columns)


def judge_conversions(judged: Judged) -> None:
    """Count what repairs converted, of the cells that no rule has emptied since."""
    for column in judged.sheet.columns:
        cells = judged.cells[column.name]
        rows = cells.per_row(pc.and_(cells.converted, pc.is_valid(cells.texts)))
        if pc.any(rows).as_py():
            reason = " and ".join(REPAIRS[name].sentence for name in column.repair)
            judged.verdicts.append(
                cell_verdict(judged.sheet, column, reason, rows, what=What.CONVERTED)
            )


def _judge_rule(judged: Judged, rule: Rule, columns: Mapping[str, Column]) -> None:
    earlier, later = (
        cells.spread(pc.if_else(is_iso(cells.texts), cells.texts, None))
        for cells in (judged.cells[rule.column], judged.cells[rule.other])
    )
    rows = pc.fill_null(pc.greater(earlier, later), fill_value=False)
    if not pc.any(rows).as_py():
        return
    blamed = next(
        (n for n in (rule.other, rule.column) if columns[n].on_fault == "cell"), None
    )
    column = columns[blamed or rule.column]
    what = What.CELL if blamed else What.ROW
    reason = f"{rule.column} is after {rule.other}"
    judged.verdicts.append(cell_verdict(judged.sheet, column, reason, rows, what=what))
    if blamed:
        judged.cells[blamed] = judged.cells[blamed].without_rows(rows)


def _faults(
    cells: Cells, column: Column, sheet: Sheet
) -> Iterator[tuple[str, pa.Array]]:
    """Reason and distinct texts, for every rule that some text breaks."""
    yield from cells.faults
    for constraint in column.constraints:
        if isinstance(constraint, NotNull):
            continue  # about rows, not texts: see `_add_absent`
        broken = _broken(constraint, cells.texts, sheet)
        if pc.any(broken).as_py():
            yield reason_of(constraint), broken


def _broken(constraint: Constraint, texts: pa.Array, sheet: Sheet) -> pa.Array:
    codes = sheet.references.codes
    if isinstance(constraint, KnownIn) and constraint.reference in codes:
        broken = constraint.unknown(texts, codes[constraint.reference])
    else:
        broken = constraint.violations(texts)
    return pc.fill_null(broken, fill_value=False)


def reason_of(constraint: Constraint) -> str:
    """Why a cell that breaks the rule is at fault."""
    if isinstance(constraint, NotMangled):
        return "changed by a spreadsheet (as 1E+05 or MAR-5)"
    return f"not {constraint.describe()}"


def _add_absent(judged: Judged, column: Column, cells: Cells) -> None:
    if not column.required:
        return
    absent = cells.is_absent()
    if pc.any(absent).as_py():
        reason = reason_of(NotNull())
        what = What(column.on_fault)
        judged.verdicts.append(
            cell_verdict(judged.sheet, column, reason, absent, what=what)
        )
