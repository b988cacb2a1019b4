"""Choosing the lines of one file that are spoilt, and spoiling them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from phm.synthetic.messy.kinds import (
    REMOVED,
    ROW,
    AddedLine,
    CellFault,
    Fault,
    LineFault,
)
from phm.synthetic.messy.lines import Changes, LineFile, Row, spelled


SHARE = 0.0003  # of a file's rows, of each kind of fault
LEAST = 2
MOST_ROWS_LOST = 0.03  # of a file, well below the share that is refused
POOL = 8  # rows looked at for each that is wanted


@dataclass(frozen=True)
class Dependants:
    """Which rows others need: faults that cost a row keep clear of them."""

    people: frozenset[str] = frozenset()  # with a referral
    referrals: frozenset[str] = frozenset()  # with contacts, support or outcomes
    groups: frozenset[str] = frozenset()  # that give support
    # People whose only referral has no dependants itself → the line of that referral.
    lone: dict[str, int] = field(default_factory=dict)

    def has(self, row: Row) -> bool:
        """Whether another file's rows need this one."""
        if "decision" in row:
            return row["referral_key"] in self.referrals
        if "asset_name" in row:
            return row["asset_key"] in self.groups
        return "practice_code" in row and row["person_key"] in self.people


@dataclass
class Planted:
    """One kind of fault in one file, by lines of the clean file.

    ``added`` holds, for each added line, the line before it and its place after it.
    """

    kind: str
    what: str
    column: str = ""
    lines: list[int] = field(default_factory=list)
    added: list[tuple[int, int]] = field(default_factory=list)

    def account(self, changes: Changes) -> dict[str, Any]:
        """As written in the truths: lines of the dirty file."""
        own = changes.moved(np.array(self.lines, dtype=np.int64))
        after = np.array([line for line, _ in self.added], dtype=np.int64)
        place = np.array([place for _, place in self.added], dtype=np.int64)
        new = changes.moved(after) + place + 1
        lines = sorted([*own.tolist(), *new.tolist()])
        return {
            "kind": self.kind,
            "what": self.what,
            "column": self.column,
            "count": len(lines),
            "lines": lines,
        }


class Plan:
    """The faults of one file as they are decided on."""

    def __init__(
        self,
        file: LineFile,
        dependants: Dependants,
        rng: np.random.Generator,
        *,
        reserved: Iterable[int] = (),
    ) -> None:
        self.changes = Changes()
        self.planted: list[Planted] = []
        self._file, self._dependants = file, dependants
        self._rows = file.count - 1
        self._each = max(LEAST, round(self._rows * SHARE))
        self._left = int(self._rows * MOST_ROWS_LOST)
        wanted = 2000 + self._each * POOL * 24
        pool = 2 + rng.permutation(self._rows)[:wanted]
        kept = set(reserved)
        self._pool = [int(line) for line in pool if int(line) not in kept]

    def plant(self, fault: Fault) -> None:
        """Plant one kind, as often as the file's size and its limit allow."""
        costs_row = isinstance(fault, LineFault | AddedLine) or fault.what == ROW
        each = self._each
        if costs_row:
            each = min(each, self._left)
            self._left -= each
        found = Planted(fault.kind, _what(fault), _column(fault))
        for line in self._fitting(fault, each, alone=costs_row):
            self._spoil(line, fault, found)
        if found.lines or found.added:
            self.planted.append(found)

    def opt_out(self) -> list[int]:
        """Opt a few people out whose one referral goes with them; its lines."""
        lone, found = self._dependants.lone, Planted("opted out", REMOVED, "opted_out")
        lines: list[int] = []
        for number in list(self._pool):
            row = self._file.row(number)
            if row["person_key"] in lone and row["opted_out"] != "1":
                self.changes.replaced[number] = spelled({**row, "opted_out": "1"})
                self._pool.remove(number)
                found.lines.append(number)
                lines.append(lone[row["person_key"]])
            if len(lines) >= max(LEAST, round(len(lone) * 10 * SHARE)):
                break
        if found.lines:
            self.planted.append(found)
        return lines

    def lose(self, kind: str, lines: list[int]) -> None:
        """Note rows that go because of what was done to another file."""
        if lines:
            self.planted.append(Planted(kind, ROW, lines=lines))

    def _fitting(self, fault: Fault, count: int, *, alone: bool) -> list[int]:
        chosen: list[int] = []
        passed: list[int] = []
        while self._pool and len(chosen) < count:
            line = self._pool.pop()
            (chosen if self._fits(line, fault, alone=alone) else passed).append(line)
        self._pool += reversed(passed)
        return chosen

    def _fits(self, line: int, fault: Fault, *, alone: bool) -> bool:
        row = self._file.row(line)
        if row.get("opted_out") == "1":
            return False
        if isinstance(fault, AddedLine):
            return True
        if alone and self._dependants.has(row):
            return False
        return isinstance(fault, LineFault) or fault.when(row[fault.column])

    def _spoil(self, line: int, fault: Fault, found: Planted) -> None:
        row = self._file.row(line)
        if isinstance(fault, AddedLine):
            found.added.append((line, self.changes.add(line, fault.make(row))))
            return
        found.lines.append(line)
        if isinstance(fault, CellFault):
            said = {**row, fault.column: fault.say(row[fault.column])}
            self.changes.replaced[line] = spelled(said)
        else:
            self.changes.replaced[line] = fault.spoil(self._file.line(line))


def _what(fault: Fault) -> str:
    return fault.what if isinstance(fault, CellFault) else ROW


def _column(fault: Fault) -> str:
    return fault.column if isinstance(fault, CellFault) else ""
