"""Land supplied files: faithful all-text Parquet, content-hashed, nothing lost."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from phm.errors import IdentifierFound, PhmError, SourceInvalid
from phm.settings import Home
from phm.sources.content import Content
from phm.sources.door.admitted import DOOR_VERSION, admitted, declared_only
from phm.sources.landed import Landed, Outcome, list_landed
from phm.sources.landing.file_period import file_period
from phm.sources.landing.recognise import Recognised, Unrecognised, recognise
from phm.sources.landing.settle import Preference, settle, withdraw
from phm.sources.landing.usable import refuse_unusable
from phm.sources.reading.raw_bytes import unpacked
from phm.sources.reading.read_csv import read_csv
from phm.sources.reading.read_tables import read_geojson, read_geoparquet, read_parquet
from phm.sources.source import Source


__all__ = [
    "Landed",
    "LandingReport",
    "Outcome",
    "land_file",
    "land_folder",
    "list_landed",
]

# Raised when the same bytes should land differently, so that homes are landed anew.
LANDING_VERSION = 1

_NEVER_LANDED = ("landed", "warehouse", "geometry", "systems", "mappings", "rejects")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class LandingReport:
    """What became of every file of a folder."""

    landed: tuple[Landed, ...]
    unchanged: tuple[Landed, ...]
    set_aside: tuple[tuple[Path, Landed], ...]
    refused: tuple[tuple[Path, PhmError], ...]
    unrecognised: tuple[Unrecognised, ...]


def land_folder(
    folder: Path,
    home: Home,
    sources: Mapping[str, Source],
    *,
    on_progress: Progress = lambda _done, _total, _name: None,
) -> LandingReport:
    """Land every file that a source declares; one bad file does not stop the others.

    ``on_progress`` is told files done, files in all, and the file at hand.
    ``set_aside`` pairs a file with the one that serves in its place.
    """
    ours = [home.root / name for name in _NEVER_LANDED]
    found = recognise(folder, sources, leave_out=ours)
    landed: list[tuple[Path, Landed]] = []
    refused: list[tuple[Path, PhmError]] = []
    for done, file in enumerate(found.recognised):
        on_progress(done, len(found.recognised), file.path.name)
        outcome = _attempt(file, home)
        if isinstance(outcome, PhmError):
            refused.append((file.path, outcome))
        else:
            landed.append((file.path, outcome))
    on_progress(len(found.recognised), len(found.recognised), "")
    return _report(landed, refused, found.unrecognised, home=home)


def land_file(path: Path, source: Source, home: Home) -> Landed:
    """Land one file; the record is of the file that now serves its source and period.

    Raises SourceInvalid when the file cannot be used at all, IdentifierFound when it
    names people; then nothing of it is left in the home.
    """
    raw = path.read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    if known := _known(sha256, source, home):
        return known
    content = _read(unpacked(raw, name=path.name), source=source, name=path.name)
    try:
        content = admitted(content, source=source, name=path.name)
    except IdentifierFound:
        withdraw(sha256, source_id=source.id, home=home)
        raise
    refuse_unusable(content, source=source, name=path.name)
    content = declared_only(content, source)
    period, remarks = file_period(content, source=source, file_name=path.name)
    new = Landed(
        source_id=source.id,
        period=period,
        file=path.name,
        sha256=sha256,
        bytes=len(raw),
        encoding=content.encoding,
        lines_read=content.lines_read,
        rows_landed=content.table.num_rows,
        rows_set_aside=len(content.rejects),
        notices=(*content.notices, *remarks),
        crs=content.crs,
        recipe=_recipe(source),
        folder=home.landed,
    )
    later = source.access == "local"
    prefer = Preference.LATER if later else Preference.FULLER
    return settle(new, content, home=home, prefer=prefer)


def _report(
    landed: Sequence[tuple[Path, Landed]],
    refused: Sequence[tuple[Path, PhmError]],
    unrecognised: tuple[Unrecognised, ...],
    *,
    home: Home,
) -> LandingReport:
    """Sort the outcomes; what a later file of the same folder beat is set aside too."""
    serving = {(one.source_id, one.period): one for one in list_landed(home)}
    final = [(path, one, serving[one.source_id, one.period]) for path, one in landed]
    beaten = [
        (path, now)
        for path, one, now in final
        if one.outcome is Outcome.SET_ASIDE or one.stem != now.stem
    ]
    good = [one for _, one, now in final if one.stem == now.stem]
    return LandingReport(
        landed=tuple(one for one in good if one.outcome is Outcome.LANDED),
        unchanged=tuple(one for one in good if one.outcome is Outcome.UNCHANGED),
        set_aside=tuple(beaten),
        refused=tuple(refused),
        unrecognised=unrecognised,
    )


def _attempt(file: Recognised, home: Home) -> Landed | PhmError:
    try:
        return land_file(file.path, file.source, home)
    except PhmError as refusal:
        return refusal


def _known(sha256: str, source: Source, home: Home) -> Landed | None:
    """What serves for these bytes already, under the declaration as it is now."""
    for one in list_landed(home):
        if one.source_id != source.id or one.recipe != _recipe(source):
            continue
        if one.sha256 == sha256:
            return replace(one, outcome=Outcome.UNCHANGED)
        if sha256 in {rival.sha256 for rival in one.rivals}:
            return replace(one, outcome=Outcome.SET_ASIDE)
    return None


def _recipe(source: Source) -> str:
    door = f" {DOOR_VERSION}" if source.access == "local" else ""
    said = f"{LANDING_VERSION}{door} {source!r}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _read(data: bytes, *, source: Source, name: str) -> Content:
    ending = name.casefold().removesuffix(".gz").rpartition(".")[2]
    as_table = "geoparquet" if "geoparquet" in source.formats else "parquet"
    kinds = {"parquet": as_table, "geojson": "geojson", "json": "geojson"}
    kind = kinds.get(ending, "csv")
    if kind not in source.formats:
        raise SourceInvalid(
            f"{name} is {kind}; {source.id} is declared as "
            f"{' or '.join(source.formats)}.",
            remedy="Supply the file in that format.",
        )
    if kind == "csv":
        header, encoding = source.header, source.encoding
        return read_csv(data, name=name, header=header, encoding=encoding)
    readers = {
        "parquet": read_parquet,
        "geoparquet": read_geoparquet,
        "geojson": read_geojson,
    }
    return readers[kind](data, name=name)
