"""A reader who wants to know: everything published of a table, as one programme.

Written apart from what it attacks and sharing none of its code: sums are found cell by
cell, and bounds by a solver. Hidden cells are unknown whole numbers, shown ones lie
within the rounding, and every total holds.
"""

from collections.abc import Mapping, Sequence
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
    rests: Mapping[str, str] = {},  # noqa: B006  never changed
) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Every total of the table, least and most of parts less whole.

    ``rests`` names, for keys whose groups overlap, the group of those in none.
    """
    places = {cell: n for n, cell in enumerate(frame[list(keys)].itertuples(False))}
    rows: list[dict[int, float]] = []
    least, most = [], []
    for at, key in enumerate(keys):
        families: dict[int, list[tuple[str, int]]] = {}
        for cell, n in places.items():
            if cell[at] == EVERYBODY:
                continue
            up = parents.get(key, {}).get(cell[at], EVERYBODY)
            whole = places.get(type(cell)(*cell[:at], up, *cell[at + 1 :]))
            if whole is not None:
                families.setdefault(whole, []).append((cell[at], n))
        for whole, parts in families.items():
            together = {n: 1.0 for _, n in parts} | {whole: -1.0}
            rows.append(together)
            least.append(0.0)
            most.append(0.0 if key not in rests else FAR)
            others = [n for name, n in parts if name == rests.get(key)]
            for name, n in parts if key in rests else []:
                if name != rests[key]:
                    rows.append({n: 1.0, whole: -1.0} | dict.fromkeys(others, 1.0))
                    least.append(-FAR)
                    most.append(0.0)
    matrix = csr_array(
        (
            [value for row in rows for value in row.values()],
            (
                [number for number, row in enumerate(rows) for _ in row],
                [n for row in rows for n in row],
            ),
        ),
        shape=(len(rows), len(frame)),
    )
    return matrix, np.array(least), np.array(most)


def shown_range(count: float, threshold: int, step: int) -> tuple[int, int]:
    """All whole numbers that are published as ``count`` is, one by one."""
    if count == 0:
        return 0, 0
    def published(n: int) -> int:
        return step * int((2 * n + step) // (2 * step))
    same = [
        n
        for n in range(max(threshold + 1, int(count) - step), int(count) + step + 1)
        if published(n) == published(int(count))
    ]
    return same[0], same[-1]


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
