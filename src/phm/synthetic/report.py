"""How real the made population is: margins asked and got, and each one's worst cell."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from phm.synthetic.facts import BANDS, CONDITIONS, ETHNIC_ORDER, SEXES, AreaFacts
from phm.synthetic.loaded_tally import loaded_tally
from phm.synthetic.parameters import load_parameters
from phm.synthetic.people import People
from phm.synthetic.people_health import risk_fifths
from phm.synthetic.people_model import by_age
from phm.synthetic.tally import Tally, asked_of, districts_of, tally_of


Table = npt.NDArray[np.float64]
SHARE, PERCENT, FTE = "% of people", "%", "FTE"


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


def realism(facts: AreaFacts, people: People, caseloads: pa.Table) -> list[Margin]:
    """Every dimension of the files made, against the facts."""
    made = tally_of(facts, people, caseloads)
    return [*margins(facts, asked_of(facts), made), _digital(facts, people)]


def margins(facts: AreaFacts, asked: Tally, got: Tally) -> list[Margin]:
    """Two tallies of the same areas, dimension by dimension, as shares."""
    return [
        *_lists(facts, asked, got),
        *_homes(facts, asked, got),
        _ethnic(facts, asked, got),
        *_conditions(facts, asked, got),
        margin(
            "Link workers in post by PCN",
            FTE,
            facts.pcns["pcn_name"].tolist(),
            np.nan_to_num(asked.link_workers),
            got.link_workers,
        ),
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


def loaded_realism(
    facts: AreaFacts, connection: duckdb.DuckDBPyConnection
) -> list[Margin]:
    """Every dimension that a warehouse holds, against the facts.

    Those who opted out are not in it, and ethnic category is as recorded, so small
    gaps are as they should be.
    """
    return margins(facts, asked_of(facts), loaded_tally(facts, connection))


def records(found: Sequence[Margin]) -> list[dict[str, Any]]:
    """Margins for report.json."""
    return [{**asdict(one), "gap": one.gap} for one in found]


def _lists(facts: AreaFacts, asked: Tally, got: Tally) -> Iterator[Margin]:
    codes = facts.practices["practice_code"].tolist()
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
        codes,
        _shares(asked.lists.sum(axis=(1, 2))),
        _shares(got.lists.sum(axis=(1, 2))),
    )
    yield margin(
        "Age and sex within each practice",
        "% of its list",
        [f"{code}, {cell}" for code in codes for cell in cells],
        _shares_within(asked.lists),
        _shares_within(got.lists),
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
    names, _ = districts_of(facts)
    cells = [f"{name}, {letter}" for name in names for letter in ETHNIC_ORDER]
    want, have = _shares_within(asked.ethnic), _shares_within(got.ethnic)
    return margin("Ethnic category by district", "% of its people", cells, want, have)


def _conditions(facts: AreaFacts, asked: Tally, got: Tally) -> Iterator[Margin]:
    codes = facts.practices["practice_code"].tolist()
    for name in CONDITIONS:
        title = f"{name.replace('_', ' ').capitalize()} by practice"
        yield margin(
            title, PERCENT, codes, asked.prevalence[name], got.prevalence[name]
        )


def _digital(facts: AreaFacts, people: People) -> Margin:
    """Lack of skills by fifth of digital-exclusion risk, against the parameters."""
    parameters = load_parameters()
    flag = parameters.flags["digital_no_skills"]
    age = people.columns["age"].astype(np.intp)
    fifth = np.append(risk_fifths(facts), 2)[people.columns["lsoa"].astype(np.intp)]
    adults = age >= flag.register_from
    heads = np.maximum(np.bincount(fifth[adults], minlength=5), 1)
    ages = np.bincount(
        fifth[adults], by_age(flag.percent_by_age)[age[adults]], minlength=5
    )
    asked = ages * parameters.digital.skills_by_risk_fifth
    asked *= ages.sum() / asked.sum()
    got = np.bincount(
        fifth[adults],
        people.columns["true_digital_no_skills"][adults].astype(np.float64),
        minlength=5,
    )
    names = ["1 (least risk)", "2", "3", "4", "5"]
    title = "No digital skills by fifth of risk, 16 and over"
    return margin(title, PERCENT, names, asked / heads, 100 * got / heads)


def _shares(counts: Table) -> Table:
    """Percent of all of it."""
    return np.asarray(100 * counts / max(float(counts.sum()), 1e-9))


def _shares_within(counts: Table) -> Table:
    """Percent of each row."""
    flat = counts.reshape(len(counts), -1)
    return np.asarray(100 * flat / np.maximum(flat.sum(axis=1, keepdims=True), 1e-9))
