"""A reader who wants to know: everything published of a table, as one programme.

Written apart from what it attacks and sharing none of its code: sums are found cell by
cell, and bounds by a solver. Hidden cells are unknown whole numbers, shown ones lie
within the rounding, and every total holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


EVERYBODY = "*"
FAR = 100_000.0


@dataclass(frozen=True)
class Reading:
    """What is known of every cell (``low`` to ``high``), and which sums hold."""

    low: np.ndarray
    high: np.ndarray
    sums: csr_array  # one row for each: parts 1, whole -1
    least: np.ndarray
    most: np.ndarray


def sums_of(
    frame: pd.DataFrame,
    keys: Sequence[str],
    parents: Mapping[str, Mapping[str, str]],
    rests: Mapping[str, str] | None = None,
) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Every total of the table, least and most of parts less whole.

    ``rests`` names, for keys whose groups overlap, the group of those in none.
    """
    lines: list[tuple[dict[int, float], float, float]] = []
    for whole, parts, rest in _families(frame, keys, parents, rests or {}):
        together = dict.fromkeys(parts.values(), 1.0) | {whole: -1.0}
        if rest is None:
            lines.append((together, 0.0, 0.0))
            continue
        lines.append((together, 0.0, FAR))
        for name, place in parts.items():
            if name != rest:
                pair = {place: 1.0, parts[rest]: 1.0, whole: -1.0}
                lines.append((pair, -FAR, 0.0))
    matrix = np.zeros((len(lines), len(frame)))
    for number, (line, _, _) in enumerate(lines):
        matrix[number, list(line)] = list(line.values())
    least, most = [line[1] for line in lines], [line[2] for line in lines]
    return csr_array(matrix), np.array(least), np.array(most)


def _families(
    frame: pd.DataFrame,
    keys: Sequence[str],
    parents: Mapping[str, Mapping[str, str]],
    rests: Mapping[str, str],
) -> Iterator[tuple[int, dict[str, int], str | None]]:
    """Row of the whole, rows of its parts by name, and who is in none of them."""
    cells = frame[list(keys)].itertuples(index=False, name=None)
    places = {cell: n for n, cell in enumerate(cells)}
    for at, key in enumerate(keys):
        families: dict[int, dict[str, int]] = {}
        for cell, n in places.items():
            if cell[at] != EVERYBODY:
                above = parents.get(key, {}).get(cell[at], EVERYBODY)
                whole = places.get((*cell[:at], above, *cell[at + 1 :]))
                if whole is not None:
                    families.setdefault(whole, {})[cell[at]] = n
        for whole, parts in families.items():
            yield whole, parts, rests.get(key)


def shown_range(count: float, threshold: int, step: int) -> tuple[float, float]:
    """The least and most whole number published as ``count`` is, found by trying."""
    if count == 0:
        return 0.0, 0.0
    near = range(max(threshold + 1, int(count) - step), int(count) + step + 1)
    same = [n for n in near if nearest(n, step) == nearest(int(count), step)]
    return float(same[0]), float(same[-1])


def nearest(number: int, step: int) -> int:
    """The multiple of ``step`` nearest to a whole number, halves upwards."""
    return step * ((2 * number + step) // (2 * step))


def told(reading: Reading, wanted: np.ndarray, seed: int = 0) -> dict[int, int]:
    """Those of the rows ``wanted`` that have one possible value, with the value.

    A few solutions in random directions show most cells to vary; the others are pushed
    down and up one by one.
    """
    generator = np.random.default_rng(seed)
    low, high = np.full(len(reading.low), np.inf), np.full(len(reading.low), -np.inf)
    open_rows = wanted
    for sign in (1.0, -1.0, 0.0, 0.0):
        aim = np.zeros(len(low))
        signs = generator.choice([-1.0, 1.0], len(open_rows)) if sign == 0 else sign
        aim[open_rows] = signs * generator.uniform(1, 2, len(open_rows))
        _widen(low, high, _solved(reading, aim))
        open_rows = open_rows[(low >= high)[open_rows]]
        if not open_rows.size:
            return {}
    found = {}
    for row in open_rows:
        for sign in (1.0, -1.0):
            aim = np.zeros(len(low))
            aim[row] = sign
            _widen(low, high, _solved(reading, aim))
        if low[row] == high[row]:
            found[int(row)] = int(low[row])
    return found


def _widen(low: np.ndarray, high: np.ndarray, found: np.ndarray) -> None:
    np.minimum(low, found, out=low)
    np.maximum(high, found, out=high)


def _solved(reading: Reading, aim: np.ndarray) -> np.ndarray:
    """The whole numbers that make ``aim`` least. Raises when there are none."""
    result = milp(
        aim,
        integrality=np.ones(len(aim)),
        bounds=Bounds(reading.low, reading.high),
        constraints=LinearConstraint(reading.sums, reading.least, reading.most),
    )
    if result.x is None:
        raise ValueError(f"what is published cannot be: {result.message}")
    return np.round(result.x)
