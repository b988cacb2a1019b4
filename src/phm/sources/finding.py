"""What a check has to say: one sentence, how many, an example, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from phm.sources.landed import Landed
from phm.sources.source import Source


class FindingKind(StrEnum):
    """How far a finding goes."""

    RECORD = "record"  # rows set aside, counted
    FILE = "file"  # the whole file must not be used
    NOTICE = "notice"  # worth knowing


@dataclass(frozen=True)
class Finding:
    """One finding; the data page and `phm check` show exactly these."""

    kind: FindingKind
    source_id: str
    period: str
    message: str
    remedy: str = ""
    column: str = ""
    count: int = 0
    example_line: int | None = None
    example_value: str = ""
    reason: str = ""  # why each row was set aside, without the file and the count


def notice(landed: Landed, message: str, *, count: int = 0) -> Finding:
    """Something worth knowing about a landed file."""
    place = (landed.source_id, landed.period)
    return Finding(FindingKind.NOTICE, *place, message, count=count)


def file_finding(landed: Landed, message: str, *, count: int, remedy: str) -> Finding:
    """A file that must not be used."""
    place = (landed.source_id, landed.period)
    return Finding(FindingKind.FILE, *place, message, remedy, count=count)


def not_supplied(source: Source) -> Finding:
    """A declared source of which nothing has been landed."""
    without = "the build needs it" if source.essential else "what needs it is left out"
    return Finding(
        FindingKind.NOTICE,
        source.id,
        "",
        f"{source.title} is not supplied: {without}.",
        f"Download it from {source.landing_page} and land it.",
    )
