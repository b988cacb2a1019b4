"""Which declared source each file in a folder belongs to."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from phm.errors import DeclarationInvalid, SourceInvalid
from phm.sources.landing.file_period import pinned_vintage
from phm.sources.source import Source, Vintage, matching_pattern


WORKBOOKS = ("xlsx", "xlsm", "xls", "ods")
NOT_DECLARED = "no declared source has a file of this name"


@dataclass(frozen=True)
class Recognised:
    """A file, its source, and the vintage its name pins (if any)."""

    path: Path
    source: Source
    vintage: Vintage | None


@dataclass(frozen=True)
class Unrecognised:
    """A file that will not be landed, and why."""

    path: Path
    why: str


@dataclass(frozen=True)
class Recognition:
    """Every file of a folder, in one list or the other."""

    recognised: tuple[Recognised, ...]
    unrecognised: tuple[Unrecognised, ...]


def recognise(
    folder: Path, sources: Mapping[str, Source], *, leave_out: Iterable[Path] = ()
) -> Recognition:
    """Match every file below ``folder`` (hidden ones apart) to one source or none.

    Raises SourceInvalid when the folder is not there, DeclarationInvalid when two
    sources claim a file equally well.
    """
    if not folder.is_dir():
        raise SourceInvalid(
            f"There is no folder {folder}.",
            remedy="Name a folder that holds the files.",
        )
    found = [
        (path, source_of(path.name, sources)) for path in _files(folder, leave_out)
    ]
    return Recognition(
        tuple(Recognised(p, s, pinned_vintage(s, p.name)) for p, s in found if s),
        tuple(Unrecognised(p, _why(p.name, sources)) for p, s in found if not s),
    )


def _why(file_name: str, sources: Mapping[str, Source]) -> str:
    """A filled template is often handed in as it is: say how to save it."""
    stem, _, ending = file_name.rpartition(".")
    meant = (
        source_of(f"{stem}.csv", sources) if ending.casefold() in WORKBOOKS else None
    )
    if meant is None:
        return NOT_DECLARED
    return (
        f"a workbook; for {meant.id} open it, save its first sheet as "
        f'"CSV UTF-8" ({stem}.csv), and land that'
    )


def source_of(file_name: str, sources: Mapping[str, Source]) -> Source | None:
    """The source with the longest pattern that fits the name."""
    fitting = {
        source.id: pattern
        for source in sources.values()
        if (pattern := matching_pattern(file_name, source.files))
    }
    longest = max(map(len, fitting.values()), default=0)
    best = [name for name, pattern in fitting.items() if len(pattern) == longest]
    if len(best) > 1:
        raise DeclarationInvalid(
            f"{file_name} fits `files` of {' and of '.join(best)} equally well "
            f"({', '.join(f'`{fitting[name]}`' for name in best)}).",
            remedy="Make the pattern of one of them more specific.",
        )
    return sources[best[0]] if best else None


def _files(folder: Path, leave_out: Iterable[Path]) -> Iterator[Path]:
    closed = {path.resolve() for path in leave_out}
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() not in closed
        )
        yield from (here / name for name in sorted(names) if not name.startswith("."))
