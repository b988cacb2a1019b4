"""Margins asked and got: every dimension of two tallies, and each one's worst cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phm.synthetic.areas.facts import BANDS, CONDITIONS, ETHNIC_ORDER, SEXES, AreaFacts
from phm.synthetic.realism.tally import Table, Tally, districts_of


SHARE, PERCENT, FTE = "% of people", "%", "FTE"
# Shares within areas are compared where an area has at least this part of the average
# area's people: in smaller ones a single person would be the largest gap.
COMPARED_FROM = 0.5


@dataclass(frozen=True)
class Margin:
    """One dimension: how many cells, and the one furthest from what was asked."""

    dimension: str
    unit: str
    cells: int
    worst_cell: str
    asked: float
    got: float
    mean_gap: float  # of all cells, without sign

    @property
    def gap(self) -> float:
        """Got less asked in the worst cell."""
        return self.got - self.asked


def margins(facts: AreaFacts, asked: Tally, got: Tally) -> list[Margin]:
    """Two tallies of the same areas, dimension by dimension, as shares."""
    return [
        *_lists(facts, asked, got),
        *_homes(facts, asked, got),
        _ethnic(facts, asked, got),
        *_conditions(facts, asked, got),
        _link_workers(facts, asked, got),
    ]


def margin(
    dimension: str, unit: str, names: Sequence[str], asked: Table, got: Table
) -> Margin:
    """One dimension from its cells (in any shape; names run with the last axis)."""
    gaps = np.abs(got - asked).ravel()
    gaps = np.nan_to_num(gaps)  # a cell with nobody in it has no gap
    worst = int(gaps.argmax())
    return Margin(
        dimension,
        unit,
        cells=gaps.size,
        worst_cell=names[worst],
        asked=float(asked.ravel()[worst]),
        got=float(got.ravel()[worst]),
        mean_gap=float(gaps.mean()),
    )


def _lists(facts: AreaFacts, asked: Tally, got: Tally) -> Iterator[Margin]:
    codes = facts.practices["practice_code"].to_numpy().astype(str)
    large = np.flatnonzero(_compared(asked.lists.sum(axis=(1, 2))))
    cells = [f"{sex} {band}" for sex in SEXES for band in BANDS]
    yield margin(
        "Age and sex",
        SHARE,
        cells,
        _shares(asked.lists.sum(axis=0)),
        _shares(got.lists.sum(axis=0)),
    )
    yield margin(
        "Practice list",
        SHARE,
        codes.tolist(),
        _shares(asked.lists.sum(axis=(1, 2))),
        _shares(got.lists.sum(axis=(1, 2))),
    )
    yield margin(
        "Age and sex within each practice",
        "% of its list",
        [f"{code}, {cell}" for code in codes[large] for cell in cells],
        _shares_within(asked.lists[large]),
        _shares_within(got.lists[large]),
    )


def _homes(facts: AreaFacts, asked: Tally, got: Tally) -> Iterator[Margin]:
    names = [*facts.lsoas["lsoa_code"], "no fixed abode"]
    yield margin(
        "Neighbourhood", SHARE, names, _shares(asked.homes), _shares(got.homes)
    )
    quintile = np.append(facts.lsoas["quintile_national"].to_numpy(), 0)
    rural = np.append(facts.lsoas["is_rural"].to_numpy().astype(int), 2)
    for dimension, at, cells in (
        (
            "Deprivation (national fifths)",
            quintile,
            ["no fixed abode", "1 (most deprived)", "2", "3", "4", "5"],
        ),
        ("Rurality", rural, ["urban", "rural", "no fixed abode"]),
    ):
        want, have = (
            np.bincount(at, tally.homes, len(cells)).astype(np.float64)
            for tally in (asked, got)
        )
        yield margin(dimension, SHARE, cells, _shares(want), _shares(have))


def _ethnic(facts: AreaFacts, asked: Tally, got: Tally) -> Margin:
    large = np.flatnonzero(_compared(asked.ethnic.sum(axis=1)))
    names, _ = districts_of(facts)
    cells = [f"{names[at]}, {letter}" for at in large for letter in ETHNIC_ORDER]
    want, have = (_shares_within(tally.ethnic[large]) for tally in (asked, got))
    return margin("Ethnic category by district", "% of its people", cells, want, have)


def _conditions(facts: AreaFacts, asked: Tally, got: Tally) -> Iterator[Margin]:
    large = _compared(asked.lists.sum(axis=(1, 2)))
    codes = facts.practices.loc[large, "practice_code"].tolist()
    for name in CONDITIONS:
        title = f"{name.replace('_', ' ').capitalize()} by practice"
        want, have = (tally.prevalence[name][large] for tally in (asked, got))
        yield margin(title, PERCENT, codes, want, have)


def _link_workers(facts: AreaFacts, asked: Tally, got: Tally) -> Margin:
    """Networks that reported any figure, none at all included."""
    known = ~np.isnan(asked.link_workers)
    names = facts.pcns.loc[known, "pcn_name"].tolist()
    want, have = asked.link_workers[known], got.link_workers[known]
    return margin("Link workers in post by PCN", FTE, names, want, have)


def _compared(sizes: Table) -> npt.NDArray[np.bool_]:
    """Areas large enough for shares within them."""
    smallest = COMPARED_FROM * float(sizes.mean())
    return np.asarray(sizes >= smallest)


def _shares(counts: Table) -> Table:
    """Percent of all of it."""
    return np.asarray(100 * counts / max(float(counts.sum()), 1e-9))


def _shares_within(counts: Table) -> Table:
    """Percent of each row."""
    flat = counts.reshape(len(counts), -1)
    return np.asarray(100 * flat / np.maximum(flat.sum(axis=1, keepdims=True), 1e-9))
