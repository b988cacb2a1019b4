"""The physical lines of a CSV file: found once, a few changed or added, then rewritten.

Lines are numbered from 1, the header's; a line added comes after the one it is told.
"""

import csv
import mmap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


_PIECE = 1 << 26  # bytes looked at together for newlines
_NEWLINE = ord("\n")

Row = dict[str, str]


@dataclass
class Changes:
    """What becomes of a file: whole lines, without their newline."""

    replaced: dict[int, bytes] = field(default_factory=dict)
    added: dict[int, list[bytes]] = field(default_factory=dict)

    def add(self, after: int, line: bytes) -> int:
        """Add a line; its place among those added after the same line, from 0."""
        lines = self.added.setdefault(after, [])
        lines.append(line)
        return len(lines) - 1

    def moved(self, lines: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where lines of the old file are in the new one."""
        at = np.array(sorted(self.added), dtype=np.int64)
        sizes = [len(self.added[int(line)]) for line in at]
        before = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        return np.asarray(lines + before[np.searchsorted(at, lines, side="left")])


@dataclass(frozen=True)
class LineFile:
    """An open file with the position after each of its newlines."""

    data: mmap.mmap
    ends: NDArray[np.int64]
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        """Lines, the header included."""
        return len(self.ends)

    def line(self, number: int) -> bytes:
        """One line without its newline."""
        start = int(self.ends[number - 2]) if number > 1 else 0
        return self.data[start : int(self.ends[number - 1]) - 1]

    def row(self, number: int) -> Row:
        """One line by column name."""
        cells = next(csv.reader([self.line(number).decode()]))
        return dict(zip(self.names, cells, strict=True))

    def write(self, path: Path, changes: Changes, *, start: bytes = b"") -> None:
        """The file with its changes, the bytes of ``start`` before everything."""
        with path.open("wb") as out:
            out.write(start)
            done = 0
            for number in sorted({*changes.replaced, *changes.added}):
                first = int(self.ends[number - 2]) if number > 1 else 0
                out.write(self.data[done:first])
                line = changes.replaced.get(number, self.line(number))
                for text in (line, *changes.added.get(number, ())):
                    out.write(text + b"\n")
                done = int(self.ends[number - 1])
            out.write(self.data[done:])


@contextmanager
def open_lines(path: Path) -> Iterator[LineFile]:
    """Open a CSV file that has a header and ends in a newline."""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        ends = _ends(data)
        names = next(csv.reader([data[: int(ends[0])].decode().rstrip("\n")]))
        yield LineFile(data, ends, tuple(names))


def spelled(row: Mapping[str, str]) -> bytes:
    """A row as a line; quotes only where a comma or a quote asks for them."""
    return ",".join(_cell(text) for text in row.values()).encode()


def _cell(text: str) -> str:
    if not set(text) & {",", '"'}:
        return text
    return '"' + text.replace('"', '""') + '"'


def _ends(data: mmap.mmap) -> NDArray[np.int64]:
    found = [
        np.flatnonzero(np.frombuffer(data[at : at + _PIECE], np.uint8) == _NEWLINE)
        + at
        + 1
        for at in range(0, len(data), _PIECE)
    ]
    return np.concatenate(found)
