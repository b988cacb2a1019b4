"""A table whose margins are known, filled from the pattern of another.

Iterative proportional fitting (Deming and Stephan, Annals of Mathematical Statistics
1940;11:427): rows and columns are scaled in turn until both sum to their margins. What
stays of the pattern is its odds ratios.
"""

import numpy as np

from phm.stats.intervals import Floats, Numbers, non_negative


TOLERANCE = 1e-8  # of the largest margin
MOST_ROUNDS = 500


def rake(pattern: Numbers, rows: Numbers, columns: Numbers) -> Floats:
    """Tables of shape (..., rows, columns) that sum to `rows` and to `columns`.

    Margins of one table must have one sum. A margin of 0 empties its cells. Tables with
    a nan in a margin are nan. Raises ValueError where margins disagree, or where the
    pattern is 0 in cells that a margin needs.

    >>> rake([[1, 1], [1, 3]], [40, 60], [50, 50]).round(1).tolist()
    [[26.4, 13.6], [23.6, 36.4]]
    """
    down, across = non_negative(rows), non_negative(columns)
    seed = np.asarray(non_negative(pattern))
    _check_sums(down, across)
    shape = np.broadcast_shapes(seed.shape[:-2], down.shape[:-1], across.shape[:-1])
    table = np.broadcast_to(seed, (*shape, *seed.shape[-2:])).astype(np.float64)
    largest = np.nan_to_num(down).max(initial=0.0)
    for _ in range(MOST_ROUNDS):
        table = table * _factor(down, table.sum(axis=-1))[..., :, None]
        table = table * _factor(across, table.sum(axis=-2))[..., None, :]
        off = np.nan_to_num(np.abs(table.sum(axis=-1) - down)).max(initial=0.0)
        if off <= TOLERANCE * largest:
            return np.asarray(table)
    raise ValueError("the pattern has 0 where a margin needs somebody")


def _factor(wanted: Floats, have: Floats) -> Floats:
    """By how much to scale; 0 where there is nothing to scale and nothing wanted."""
    return np.divide(wanted, have, out=np.zeros_like(wanted * have), where=have != 0)


def _check_sums(rows: Floats, columns: Floats) -> None:
    down, across = rows.sum(axis=-1), columns.sum(axis=-1)
    apart = np.abs(down - across) > 1e-9 * np.maximum(np.abs(down), 1)
    if np.any(apart):
        raise ValueError(
            f"margins sum to {np.asarray(down)[apart].flat[0]:g} and "
            f"{np.asarray(across)[apart].flat[0]:g}"
        )
