"""Physical lines of a text file, found with numpy: which can be rows, which cannot.

The contract of every published file here is "no newline inside a field". A quote left
open would make a CSV reader swallow the lines after it, so such lines are found first.
"""

import csv
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from phm.sources.content import BLANK_LINE, Reject


NUL_BYTE = "NUL byte"
OPEN_QUOTE = "quotation mark left open"

_STRETCH = 1 << 24  # bytes
_NEWLINE, _QUOTE, _COMMA = ord("\n"), ord('"'), ord(",")
Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Lines:
    """The lines of ``data`` (UTF-8, every line ended by one newline), from 0."""

    data: bytes

    @cached_property
    def codes(self) -> NDArray[np.uint8]:
        """The bytes as numbers."""
        return np.frombuffer(self.data, dtype=np.uint8)

    @cached_property
    def ends(self) -> Indices:
        """Position of each line's newline."""
        return np.flatnonzero(self.codes == _NEWLINE)

    @cached_property
    def starts(self) -> Indices:
        """Position of each line's first byte."""
        return np.concatenate(([0], self.ends[:-1] + 1))

    @property
    def count(self) -> int:
        """How many physical lines there are."""
        return len(self.ends)

    @property
    def longest(self) -> int:
        """Bytes in the longest line."""
        return int((self.ends - self.starts).max())

    def text(self, index: int) -> str:
        """One line without its newline."""
        return self.data[self.starts[index] : self.ends[index]].decode("utf-8")

    def chosen(self, wanted: Mask) -> bytes | memoryview:
        """The bytes of the wanted lines; not copied when they stand together."""
        edges = np.diff(wanted.astype(np.int8), prepend=0, append=0)
        firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
        whole = memoryview(self.data)
        runs = [
            whole[start : end + 1]
            for start, end in zip(self.starts[firsts], self.ends[lasts], strict=True)
        ]
        return runs[0] if len(runs) == 1 else b"".join(runs)

    def rejects(self) -> list[Reject]:
        """The lines no CSV reader may see, in order."""
        faults = {
            BLANK_LINE: np.flatnonzero(self.ends == self.starts),
            NUL_BYTE: self._with_nul(),
            OPEN_QUOTE: self._with_open_quote(),
        }
        reasons = {int(i): why for why, where in faults.items() for i in where}
        return [Reject(i + 1, reasons[i], self.text(i)) for i in sorted(reasons)]

    def _with_nul(self) -> Indices:
        if 0 not in self.data:
            return np.empty(0, dtype=np.int64)
        return np.unique(np.searchsorted(self.ends, np.flatnonzero(self.codes == 0)))

    def _with_open_quote(self) -> Indices:
        """Looked for a stretch at a time: a file may quote every field it has."""
        if _QUOTE not in self.data:
            return np.empty(0, dtype=np.int64)
        stretches = np.searchsorted(self.ends, np.arange(0, self.ends[-1], _STRETCH))
        bounds = [*np.unique(stretches), self.count]
        found = [self._open_between(*pair) for pair in pairwise(bounds)]
        return np.concatenate(found)

    def _open_between(self, first: int, last: int) -> Indices:
        """The lines from ``first`` up to ``last`` that leave a quote open."""
        start, end = self.starts[first], self.ends[last - 1] + 1
        quotes = np.flatnonzero(self.codes[start:end] == _QUOTE) + start
        if not quotes.size:
            return np.empty(0, dtype=np.int64)
        line = np.searchsorted(self.ends[first:last], quotes)
        per_line = np.bincount(line, minlength=last - first)
        odd = np.flatnonzero(per_line % 2)
        unusual = np.unique(line[self._misplaced(quotes, line, per_line)])
        even = np.setdiff1d(unusual, odd)
        still_open = [i for i in even if _ends_inside_quotes(self.text(i + first))]
        return first + np.union1d(odd, np.array(still_open, dtype=np.int64))

    def _misplaced(self, quotes: Indices, line: Indices, per_line: Indices) -> Mask:
        """Quotes that neither open a field, close one, nor stand doubled.

        Without any of these a line with an even number of quotes is well formed; with
        one it may still be (6" pipe, 4" bolt), which only reading it can tell.
        """
        first = np.concatenate(([0], np.cumsum(per_line)[:-1]))
        opens = (np.arange(quotes.size) - first[line]) % 2 == 0
        before = self.codes[np.maximum(quotes - 1, 0)]
        after = self.codes[quotes + 1]
        fits = np.array([_NEWLINE, _QUOTE, _COMMA], dtype=np.uint8)
        good_open = np.isin(before, fits) | (quotes == 0)
        good: Mask = np.where(opens, good_open, np.isin(after, fits))
        return ~good


def _ends_inside_quotes(text: str) -> bool:
    """Whether a reader that reaches the end of this line would go on to the next."""
    return len(list(csv.reader([f"{text}\n", "next"]))) == 1
