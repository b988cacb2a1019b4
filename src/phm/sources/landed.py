"""What has been landed: one all-text Parquet per source and period, and its sidecar."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from phm.settings import Home
from phm.sources.content import Content, Reject


class Outcome(StrEnum):
    """What landing a file came to."""

    LANDED = "landed"
    UNCHANGED = "already landed"
    SET_ASIDE = "set aside"


@dataclass(frozen=True)
class Rival:
    """A file of the same source and period that another file was preferred to."""

    file: str
    sha256: str
    rows_landed: int


@dataclass(frozen=True)
class Landed:
    """The sidecar of one landed file.

    ``lines_read`` = ``rows_landed`` + ``rows_set_aside``; header lines are not counted.
    ``recipe`` changes when the declaration does, so that the file is landed anew.
    """

    source_id: str
    period: str
    file: str
    sha256: str
    bytes: int
    encoding: str
    lines_read: int
    rows_landed: int
    rows_set_aside: int
    notices: tuple[str, ...] = ()
    crs: str = ""
    recipe: str = ""
    rivals: tuple[Rival, ...] = ()
    folder: Path = field(default=Path(), compare=False)
    outcome: Outcome = field(default=Outcome.LANDED, compare=False)

    @property
    def stem(self) -> str:
        """`<source_id>__<period>__<sha8>`, the name of the files without ending."""
        return f"{self.source_id}__{self.period}__{self.sha256[:8]}"

    @property
    def parquet(self) -> Path:
        """The rows: every published column as text, and ``_line``."""
        return self.folder / f"{self.stem}.parquet"

    @property
    def sidecar(self) -> Path:
        """This record as JSON; written last, so without it the rows do not count."""
        return self.folder / f"{self.stem}.json"

    @property
    def rejects(self) -> Path:
        """The lines set aside (line, reason, text); absent when there were none."""
        return self.folder / f"{self.stem}.rejects.csv"

    def read_rejects(self) -> list[Reject]:
        """The lines that were set aside, in order."""
        if not self.rejects.exists():
            return []
        with self.rejects.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            return [Reject(int(r["line"]), r["reason"], r["text"]) for r in rows]


def list_landed(home: Home) -> list[Landed]:
    """Everything landed, by source and then period, newest last."""
    found = [_read(path) for path in sorted(home.landed.glob("*__*__*.json"))]
    beaten = {(r.sha256, one.source_id) for one in found for r in one.rivals}
    serving = [
        one
        for one in found
        if one.parquet.exists() and (one.sha256, one.source_id) not in beaten
    ]
    return sorted(serving, key=lambda one: (one.source_id, one.period))


def _read(path: Path) -> Landed:
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    said["rivals"] = tuple(Rival(**rival) for rival in said["rivals"])
    said["notices"] = tuple(said["notices"])
    return Landed(**said, folder=path.parent)


def write_landed(landed: Landed, content: Content) -> None:
    """Write rows, rejects and sidecar, each beside and then into place."""
    landed.folder.mkdir(parents=True, exist_ok=True)
    if content.rejects:
        _replace(landed.rejects, lambda path: _write_rejects(content.rejects, path))
    else:
        landed.rejects.unlink(missing_ok=True)
    _replace(
        landed.parquet,
        lambda path: pq.write_table(content.table, path, compression="zstd"),
    )
    write_sidecar(landed)


def _write_rejects(rejects: Iterable[Reject], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["line", "reason", "text"])
        writer.writerows([r.line, r.reason, r.text] for r in rejects)


def write_sidecar(landed: Landed) -> None:
    """Write the record of a landed file."""
    said = asdict(landed)
    for ours in ("folder", "outcome"):
        del said[ours]
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    _replace(landed.sidecar, lambda path: path.write_text(text, encoding="utf-8"))


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside and move into place: a crash leaves the old file or none."""
    with TemporaryDirectory(prefix=".landing-", dir=path.parent) as folder:
        beside = Path(folder) / path.name
        write(beside)
        beside.replace(path)


def remove_landed(landed: Iterable[Landed]) -> None:
    """Remove rows, rejects and sidecars."""
    # The sidecar first: without it the other two no longer count.
    for one in landed:
        for path in (one.sidecar, one.parquet, one.rejects):
            path.unlink(missing_ok=True)
