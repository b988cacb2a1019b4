"""What an estimate comes to for every area, and how far its numbers may move it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from phm.cohorts.modelled_steps import Modelled, Range
from phm.measures.modelled.cells import central, ethnic_groups, people_by_cell
from phm.measures.modelled.chain import Chain
from phm.measures.modelled.facts import Facts
from phm.stats.intervals import Floats
from phm.stats.limits import Estimates
from phm.stats.parameter_limits import combine_limits, shares_of_spread


@dataclass(frozen=True)
class Readings:
    """Expected people: `central` (areas,), and with each of `numbers` at its limits."""

    numbers: tuple[Range, ...]
    central: Floats
    at_low: Floats  # (numbers, areas)
    at_high: Floats

    def summed(self, of_whole: npt.NDArray[np.bool_]) -> "Readings":
        """Wholes made of areas, (wholes, areas); areas that are nan play no part.

        A number is the same everywhere, so it moves the parts of a whole together.
        """
        known = np.isfinite(self.central)
        parts = (of_whole & known).astype(np.float64)
        some = parts.any(axis=-1)
        central, low, high = (
            np.where(some, np.nan_to_num(one) @ parts.T, np.nan)
            for one in (self.central, self.at_low, self.at_high)
        )
        return Readings(self.numbers, central, low, high)

    def limits(self) -> Estimates:
        """Each with its 95 % limits."""
        return combine_limits(self.central, self.at_low, self.at_high)

    def largest(self) -> tuple[Range, float] | None:
        """The number that makes most of the first whole's range, and how much of it."""
        if not self.numbers:
            return None
        shares = shares_of_spread(self.central, self.at_low, self.at_high)[:, 0]
        if np.isnan(shares).all():
            return None
        most = int(np.nanargmax(shares))
        return self.numbers[most], float(shares[most])


def read_estimate(modelled: Modelled, facts: Facts) -> Readings:
    """Every area's people at the central numbers, and at each limit of each."""
    chain = Chain(modelled, facts, people_by_cell(facts, central))
    middle = chain.people(central)
    rows = list(_moved(chain))
    numbers = tuple(one for one, _, _ in rows)
    low = np.array([at for _, at, _ in rows]).reshape(-1, len(middle))
    high = np.array([at for _, _, at in rows]).reshape(-1, len(middle))
    return Readings(numbers, middle, low, high)


def _moved(chain: Chain) -> Iterator[tuple[Range, Floats, Floats]]:
    for one in chain.modelled.ranges:
        low, high = (
            chain.people(partial(_read, one, at)) for at in (one.low, one.high)
        )
        yield one, low, high
    if chain.modelled.is_by_ethnic_group:
        for one in ethnic_groups().ranges:
            low, high = (_of_others(chain, one, at) for at in (one.low, one.high))
            yield one, low, high


def _of_others(chain: Chain, moved: Range, at: float) -> Floats:
    """With registered people told apart by another number."""
    cells = people_by_cell(chain.facts, partial(_read, moved, at))
    return replace(chain, cells=cells).people(central)


def _read(moved: Range, at: float, number: Range) -> float:
    return at if number == moved else number.central
