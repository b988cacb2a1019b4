"""Check everything landed against its declaration, and say what was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

import pyarrow as pa
import pyarrow.compute as pc

from phm.domain.periods import period_label
from phm.settings import Home
from phm.sources.cells.column import Cells
from phm.sources.cells.known_codes import References, read_references
from phm.sources.checking.keys import judge_keys
from phm.sources.checking.rows import (
    Judged,
    judge_cells,
    judge_conversions,
    judge_rules,
    reject_findings,
)
from phm.sources.checking.sheet import Sheet, open_sheet
from phm.sources.checking.verdict import Verdict
from phm.sources.content import GEOMETRY_COLUMN, LINE_COLUMN
from phm.sources.corrections import Correction, load_corrections
from phm.sources.finding import (
    Finding,
    FindingKind,
    file_finding,
    not_supplied,
    notice,
)
from phm.sources.landed import Landed, list_landed
from phm.sources.source import Source, fold_name


__all__ = ["Finding", "FindingKind", "check_landed"]

_NAMES_SHOWN = 6


@dataclass(frozen=True)
class Inspection:
    """One landed file opened: which rows and cells fail and why, what to tell.

    ``cells`` are without those at fault; ``standing`` is true for the rows to be used.
    """

    sheet: Sheet
    cells: Mapping[str, Cells]
    standing: pa.Array
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]


def check_landed(
    home: Home,
    sources: Mapping[str, Source],
    *,
    corrections: Sequence[Correction] | None = None,
) -> list[Finding]:
    """Every finding, by source and period.

    ``corrections`` are the shipped ones unless given.
    """
    repairs = load_corrections() if corrections is None else corrections
    landed = [one for one in list_landed(home) if one.source_id in sources]
    references = read_references(landed, sources)
    findings = [
        *chain.from_iterable(
            inspect_file(one, sources[one.source_id], repairs, references).findings
            for one in landed
        ),
        *folder_findings(landed, sources),
    ]
    return sorted(findings, key=lambda finding: (finding.source_id, finding.period))


def inspect_file(
    landed: Landed,
    source: Source,
    corrections: Iterable[Correction],
    references: References,
) -> Inspection:
    """Everything there is to say of one landed file, and the rows it takes away."""
    sheet, outlived = open_sheet(landed, source, corrections, references)
    judged = Judged(sheet)
    for judge in (judge_cells, judge_rules, judge_conversions, judge_keys):
        judge(judged)
    standing = judged.standing()
    findings = (
        *reject_findings(landed),
        *(verdict.finding for verdict in judged.verdicts),
        *_too_many(sheet, standing),
        *(_outlived(landed, correction) for correction in outlived),
        *(
            notice(landed, correction.sentence, count=correction.expect)
            for correction in corrections
            if correction.concerns(source, landed.period) and correction not in outlived
        ),
        *(notice(landed, sentence) for sentence in landed.notices),
        *_column_notices(sheet),
        *_scope_notices(sheet),
    )
    return Inspection(sheet, judged.cells, standing, tuple(judged.verdicts), findings)


def folder_findings(
    landed: Sequence[Landed], sources: Mapping[str, Source]
) -> list[Finding]:
    """Findings about what is there and what is not, rather than about one file."""
    return [*_vintage_notices(landed), *_absent(landed, sources.values())]


def _too_many(sheet: Sheet, standing: pa.Array) -> Iterator[Finding]:
    """A finding of kind file when more rows break a rule than the source allows."""
    rows, allowed = sheet.rows, sheet.source.max_set_aside_percent
    bad = rows - (pc.sum(standing).as_py() or 0)
    if bad > allowed / 100 * rows:
        yield file_finding(
            sheet.landed,
            f"{sheet.landed.file}: {bad:,} of {rows:,} rows break a rule; "
            f"{sheet.source.id} allows {allowed:g} %.",
            count=bad,
            remedy="See the findings above for the rows; repair or replace the file.",
        )


def _outlived(landed: Landed, correction: Correction) -> Finding:
    return file_finding(
        landed,
        f"{landed.file}: the correction of {correction.column} "
        f"`{correction.match}` no longer hits {correction.expect:,} row(s).",
        count=correction.expect,
        remedy="The publisher seems to have changed the file: remove or amend it.",
    )


def _column_notices(sheet: Sheet) -> Iterator[Finding]:
    header = [
        n for n in sheet.table.column_names if n not in (LINE_COLUMN, GEOMETRY_COLUMN)
    ]
    renamed = [
        f"`{c.name}` from `{sheet.names[c.name]}`"
        for c in sheet.columns
        if fold_name(sheet.names[c.name]) != fold_name(c.published_as[0])
    ]
    rule = sheet.source.period
    used = {*sheet.names.values(), *(rule.columns if rule else ())}
    extra = [f"`{name}`" for name in header if name not in used]
    if renamed:
        said = f"{len(renamed)} column(s) read under another name: {_some(renamed)}."
        yield notice(sheet.landed, said, count=len(renamed))
    if extra:
        said = f"{len(extra)} column(s) are not declared and not used: {_some(extra)}."
        yield notice(sheet.landed, said, count=len(extra))


def _scope_notices(sheet: Sheet) -> Iterator[Finding]:
    out = sheet.table.num_rows - sheet.rows
    if out:
        rules = "; ".join(
            f"{keep.column} is {' or '.join(keep.values)}" for keep in sheet.source.keep
        )
        said = f"{out:,} row(s) are out of scope (kept: {rules})."
        yield notice(sheet.landed, said, count=out)
    if marked := sheet.marked_not_published():
        said = f"{marked:,} cell(s) are marked as not published; they are not zeros."
        yield notice(sheet.landed, said, count=marked)


def _vintage_notices(landed: Iterable[Landed]) -> Iterator[Finding]:
    for _, group in groupby(landed, key=lambda one: one.source_id):
        *older, newest = group
        for one in older:
            yield notice(
                one,
                f"{period_label(newest.period)} is newer and is used wherever one "
                f"period of {one.source_id} is asked for.",
            )


def _absent(landed: Iterable[Landed], sources: Iterable[Source]) -> Iterator[Finding]:
    here = {one.source_id for one in landed}
    for source in sources:
        if source.id not in here and source.access == "open":
            yield not_supplied(source)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if names[_NAMES_SHOWN:] else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
