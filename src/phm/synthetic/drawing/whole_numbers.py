"""Turning shares into whole people without losing or inventing one."""

from typing import Any

import numpy as np
import numpy.typing as npt


def apportion(weights: npt.ArrayLike, total: int) -> npt.NDArray[np.int64]:
    """Whole numbers in proportion to `weights` that sum to `total` exactly.

    Largest remainder; of equal remainders the first. All weights 0 gives all 0.
    """
    row = np.asarray(weights, dtype=np.float64).reshape(1, -1)
    return np.asarray(rounded_to(row, np.array([total]))[0])


def rounded_to(
    weights: npt.NDArray[Any], totals: npt.NDArray[Any]
) -> npt.NDArray[np.int64]:
    """Each row of `weights` (rows × cells) as whole numbers that sum to its total."""
    wanted = np.asarray(weights, dtype=np.float64)
    sums = wanted.sum(axis=1, keepdims=True)
    exact = np.divide(
        wanted * np.asarray(totals).reshape(-1, 1),
        sums,
        out=np.zeros_like(wanted),
        where=sums > 0,
    )
    whole = np.floor(exact + 1e-9).astype(np.int64)
    short = np.where(sums[:, 0] > 0, totals, 0) - whole.sum(axis=1)
    order = np.argsort(whole - exact, axis=1, kind="stable")
    places = np.argsort(order, axis=1, kind="stable")
    return np.asarray(whole + (places < short.reshape(-1, 1)))


def raked(
    seed: npt.NDArray[np.float64],
    rows: npt.ArrayLike,
    columns: npt.ArrayLike,
    rounds: int = 200,
) -> npt.NDArray[np.float64]:
    """Iterative proportional fitting of a table to its row and column sums.

    Ends on the rows, so those hold exactly; the columns to one part in a million.
    """
    table = np.array(seed, dtype=np.float64)
    row_sums, column_sums = (np.asarray(x, dtype=np.float64) for x in (rows, columns))
    for _ in range(rounds):
        table *= _ratio(column_sums, table.sum(axis=0))
        factor = _ratio(row_sums, table.sum(axis=1))
        table *= factor.reshape(-1, 1)
        if np.abs(table.sum(axis=0) - column_sums).max() < 1e-6 * column_sums.max():
            break
    return table


def _ratio(
    wanted: npt.NDArray[np.float64], got: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    return np.divide(wanted, got, out=np.zeros_like(wanted), where=got > 0)
