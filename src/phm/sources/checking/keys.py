"""Rows that repeat the key of an earlier row: word for word, or saying otherwise."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from phm.sources.cells.column import Cells
from phm.sources.checking.rows import Judged
from phm.sources.checking.verdict import CORRECT_IT, WHAT_BECAME, Verdict, What
from phm.sources.finding import Finding, FindingKind


REPEAT = "repeat an earlier row exactly; one of each is used"
CONFLICT = "have the key of an earlier row but say something else"
Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, dtype=np.int64)


def judge_keys(judged: Judged) -> None:
    """Of the rows still standing, the first of each key stays."""
    source = judged.sheet.source
    key = [judged.cells[name] for name in source.key if name in judged.cells]
    if not key or len(key) < len(source.key):
        return
    later, earlier = _repeats(key, judged.standing())
    if not later.size:
        return
    same = np.ones(later.size, dtype=np.bool_)
    for cells in judged.cells.values():
        same &= _equal(cells, later, earlier)
    for what, rows in ((REPEAT, later[same]), (CONFLICT, later[~same])):
        if rows.size:
            judged.verdicts.append(_verdict(judged, rows, what=what))


def _repeats(key: Sequence[Cells], standing: pa.Array) -> tuple[Rows, Rows]:
    """Rows whose key an earlier row has, and the first row that has it."""
    codes = np.zeros(len(standing), dtype=np.int64)
    whole = np.asarray(standing).astype(np.bool_)
    for cells in key:
        part = cells.codes()
        if part.size and part.min() >= 0 and part.max() + 1 == part.size:
            return _NONE, _NONE  # every row has a text of its own
        whole &= part >= 0
        codes = codes * (part.max(initial=0) + 1) + part
        if len(key) > 1:  # keep the numbers small
            codes = np.unique(codes, return_inverse=True)[1]
    rows = np.flatnonzero(whole)
    _, first, place, count = np.unique(
        codes[rows], return_index=True, return_inverse=True, return_counts=True
    )
    again = (count[place] > 1) & (first[place] != np.arange(rows.size))
    return rows[again], rows[first[place[again]]]


def _equal(cells: Cells, rows: Rows, others: Rows) -> NDArray[np.bool_]:
    one, other = (cells.read_at(pa.array(places)) for places in (rows, others))
    same = pc.fill_null(pc.equal(one, other), fill_value=False)
    both_absent = pc.and_(pc.is_null(one), pc.is_null(other))
    found: NDArray[np.bool_] = np.asarray(pc.or_(same, both_absent)).astype(np.bool_)
    return found


def _verdict(judged: Judged, rows: Rows, *, what: str) -> Verdict:
    sheet = judged.sheet
    key = sheet.source.key
    mask = np.zeros(sheet.rows, dtype=np.bool_)
    mask[rows] = True
    first = pa.array(rows[:1])
    line = sheet.lines[rows[0]].as_py()
    hidden = any(sheet.source.column(name).is_pseudonym for name in key)
    value = ", ".join(sheet.cells[name].supplied_at(first)[0].as_py() for name in key)
    example = f"line {line}" if hidden else f"`{value}`, line {line}"
    reason = f"{what} (key: {', '.join(key)})"
    finding = Finding(
        FindingKind.RECORD,
        sheet.landed.source_id,
        sheet.landed.period,
        column=", ".join(key),
        count=rows.size,
        example_line=line,
        example_value="" if hidden else value,
        message=f"{rows.size:,} row(s) of {sheet.landed.file} {reason}; first: "
        f"{example}. {WHAT_BECAME[What.ROW]}",
        remedy=CORRECT_IT,
        reason=reason,
    )
    return Verdict(What.ROW, ", ".join(key), reason, pa.array(mask), finding)
