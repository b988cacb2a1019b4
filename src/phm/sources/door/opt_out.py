"""People who opted out: removed at the door, and counted.

An opt-out that cannot be read is taken for one, because the person may have meant it;
such rows count as faults, so that a file whose spelling nobody mapped is refused.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from phm.sources.cells.readable import readable_cells
from phm.sources.content import LINE_COLUMN, OPTED_OUT, Content, Reject
from phm.sources.source import Source


UNREADABLE_OPT_OUT = "opt-out that cannot be read; the person is left out"

_COLUMN = "opted_out"
_YES = ("1", "1.0", "y", "yes", "true")
_NO = ("0", "0.0", "n", "no", "false")


def without_opted_out(content: Content, source: Source, *, name: str) -> Content:
    """The rows of the people who did not opt out; the others as rejects without text.

    A source that declares no opt-out is returned as it is.
    """
    declared = next((c for c in source.columns if c.name == _COLUMN), None)
    if declared is None:
        return content
    published = source.published_names(content.published_columns).get(_COLUMN)
    if published is None:
        return _told(content, f"{name} does not say who opted out: {_AT_SOURCE}")
    said = readable_cells(content.table[published], declared)
    lowered = pc.utf8_lower(said)
    out = pc.is_in(lowered, value_set=pa.array(_YES))
    stays = pc.or_(pc.is_null(said), pc.is_in(lowered, value_set=pa.array(_NO)))
    unreadable = pc.invert(pc.or_(out, stays))
    kept = replace(
        content,
        table=_filtered(content.table, stays),
        rejects=_with_rejects(content, opted_out=out, unreadable=unreadable),
    )
    return _told(kept, _sentence(pc.sum(out).as_py() or 0, content.table.num_rows))


_AT_SOURCE = "make sure that opt-outs were applied before it was sent."


def _sentence(people: int, rows: int) -> str:
    share = 100 * people / rows if rows else 0.0
    if people == 1:
        return f"1 person is opted out and was removed ({share:.1f} %)."
    return f"{people:,} people are opted out and were removed ({share:.1f} %)."


def _filtered(table: pa.Table, rows: pa.Array) -> pa.Table:
    """As `table.filter`, several columns at a time."""
    if pc.all(rows).as_py():
        return table
    with ThreadPoolExecutor() as pool:
        columns = list(pool.map(lambda column: column.filter(rows), table.columns))
    return pa.table(columns, names=table.column_names)


def _told(content: Content, sentence: str) -> Content:
    return replace(content, notices=(*content.notices, sentence))


def _with_rejects(
    content: Content, *, opted_out: pa.Array, unreadable: pa.Array
) -> tuple[Reject, ...]:
    lines = np.asarray(content.table[LINE_COLUMN])
    new = [
        Reject(int(line), reason, "")
        for reason, mask in ((OPTED_OUT, opted_out), (UNREADABLE_OPT_OUT, unreadable))
        for line in lines[np.asarray(mask).astype(np.bool_)]
    ]
    return tuple(sorted([*content.rejects, *new], key=lambda reject: reject.line))
