"""Which period a file is of: its content says, or its name pins it."""

import pyarrow as pa
import pyarrow.compute as pc

from phm.domain.periods import newest, parse_period, period_label
from phm.errors import SourceInvalid
from phm.sources.cells.day_texts import read_days
from phm.sources.cells.readable import readable_cells
from phm.sources.content import Content
from phm.sources.source import PeriodRule, Source, Vintage, fold_name, matching_pattern


def file_period(
    content: Content, *, source: Source, file_name: str
) -> tuple[str, tuple[str, ...]]:
    """The period and what should be said about it.

    Content goes before the file's name, the name before the only declared vintage.
    Raises SourceInvalid when none of them says.
    """
    pinned = pinned_vintage(source, file_name)
    said = _periods_said(content, source, file_name)
    if source.period and said:
        period = newest(said) if source.period.per_row else said[0]
        return period, _remarks(said, source.period, pinned, file_name)
    if pinned:
        return pinned.period, ()
    if len(source.vintages) == 1:
        return source.vintages[0].period, ()
    raise SourceInvalid(
        f"{file_name} does not say which period it is of, and neither does its name.",
        remedy=f"Add a vintage with `files` to the declaration of {source.id}.",
    )


def pinned_vintage(source: Source, file_name: str) -> Vintage | None:
    """The declared vintage whose ``files`` fit the name best, if any does."""
    patterns = [matching_pattern(file_name, v.files) or "" for v in source.vintages]
    best = max(patterns, key=len, default="")
    return source.vintages[patterns.index(best)] if best else None


def _periods_said(content: Content, source: Source, file_name: str) -> list[str]:
    """The periods in the rows, in order of appearance; none without the columns.

    Of an extract, cells nobody can read are left to the rules: they cost their rows.
    """
    rule = source.period
    cells = [_cells(content, source, name) for name in rule.columns] if rule else []
    if rule is None or any(column is None for column in cells):
        return []
    texts = _distinct([column for column in cells if column is not None])
    periods = [parse_period(t, kind=rule.kind, formats=rule.formats) for t in texts]
    if None in periods and not (source.access == "local" and any(periods)):
        # Of a local file nobody knows what stands there: it may be a name.
        is_local = source.access == "local"
        shown = "a value" if is_local else f"`{texts[periods.index(None)]}`"
        raise SourceInvalid(
            f"Column `{' and '.join(rule.columns)}` of {file_name} holds {shown}, "
            f"which is not a {rule.kind}.",
            remedy="Repair the file, or add the spelling to `period.formats`.",
        )
    return list(dict.fromkeys(period for period in periods if period))


def _cells(content: Content, source: Source, name: str) -> pa.ChunkedArray | None:
    """A column by its published or its declared name, the latter in our spelling."""
    declared = source.published_names(content.published_columns)
    if name in declared:
        column = source.column(name)
        cells = readable_cells(content.table[declared[name]], column)
        return pa.chunked_array([_days(cells) if column.type == "date" else cells])
    published = {fold_name(n): n for n in content.published_columns}
    found = published.get(fold_name(name))
    return content.table[found] if found else None


def _days(cells: pa.Array) -> pa.Array:
    coded = cells.dictionary_encode()
    days = read_days(coded.dictionary).iso
    return pc.coalesce(days, coded.dictionary).take(coded.indices)


def _distinct(columns: list[pa.ChunkedArray]) -> list[str]:
    joined = pc.binary_join_element_wise(*columns, "-") if columns[1:] else columns[0]
    return [text for text in pc.unique(joined).to_pylist() if text]


def _remarks(
    said: list[str], rule: PeriodRule, pinned: Vintage | None, file_name: str
) -> tuple[str, ...]:
    remarks = []
    if len(said) > 1 and not rule.per_row:
        others = ", ".join(period_label(period) for period in said[1:])
        remarks.append(
            f"{file_name} says {period_label(said[0])} first but holds {others} too."
        )
    if pinned and pinned.period not in said:
        remarks.append(
            f"The name of {file_name} says {period_label(pinned.period)}, its content "
            f"{period_label(said[0])}; the content is believed."
        )
    return tuple(remarks)
