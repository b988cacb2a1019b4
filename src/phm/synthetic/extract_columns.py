"""Columns of a generated extract: compact codes to the text a supplier would send."""

from collections.abc import Sequence
from itertools import takewhile

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from phm.domain.tiers import MARK
from phm.synthetic.drawing.draws import Ints


def texts(names: Sequence[str], positions: NDArray[np.integer]) -> pa.Array:
    """The name at each position; a position below 0 is an empty cell."""
    where = pa.array(positions, mask=np.asarray(positions) < 0)
    return pa.array(names, pa.string()).take(where)


def iso_days(days: Ints) -> pa.Array:
    """Days since 1970 as ISO dates; a day below 0 is an empty cell."""
    if not len(days):
        return pa.array([], pa.string())
    known = np.where(days < 0, max(int(days.max()), 0), days)
    first = int(known.min())
    spelled = np.arange(first, int(known.max()) + 1).astype("datetime64[D]").astype(str)
    return texts(spelled.tolist(), np.where(days < 0, -1, known - first))


def day_number(iso: str) -> int:
    """Days since 1970 of an ISO date."""
    return int(np.datetime64(iso, "D").astype(np.int64))


def flags(values: NDArray[np.integer]) -> pa.Array:
    """0, 1, or empty where below 0."""
    return texts(("0", "1"), values)


def extract_table(extract_date: str, columns: dict[str, pa.Array]) -> pa.Table:
    """The columns with the day of the extract and the tier put after the keys."""
    names = list(columns)
    keys = list(takewhile(lambda name: name.endswith("_key"), names))
    count = len(columns[keys[0]])
    stamped = {
        "extract_date": pa.repeat(pa.scalar(extract_date), count),
        "data_tier": pa.repeat(pa.scalar(MARK), count),
    }
    rest = {name: columns[name] for name in names[len(keys) :]}
    return pa.table({**{name: columns[name] for name in keys}, **stamped, **rest})
