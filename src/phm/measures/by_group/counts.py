"""The counts of a measure for every area and group of a question, before disclosure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure, Quantity
from phm.errors import QuestionInvalid
from phm.measures.by_group.grid import Counts, cells_of, grid_of, laid_out
from phm.measures.by_group.people import Extract
from phm.measures.by_group.reading import Reading, is_sampled
from phm.measures.by_group.totals import (
    BY_NEED,
    MADE_OF,
    UNMET,
    with_expected_by_need,
    with_unmet_need,
)
from phm.measures.results import NO_DATA, NOT_REPORTED, OK
from phm.warehouse.people_counts import COUNTS


# Tables whose columns can be counted for a group of people as for a practice or PCN.
OF_PEOPLE = (
    *("fct_practice_people", "fct_practice_digital"),
    *("fct_unmet_referral", "fct_group_count"),
)
EVERYBODY = "everybody_"
PARTS = {  # of what follows from counts, the counts it is made of
    BY_NEED: ("need", "people_referred"),
    **dict.fromkeys(UNMET, MADE_OF),
}


@dataclass(frozen=True)
class Table:
    """What to count: at which level, by which schemes, into which columns.

    Columns are counts of people, what is expected or unmet, and for everybody in the
    area `everybody_` and the name of a count.
    """

    level: AreaLevel
    schemes: tuple[Scheme, ...]
    columns: tuple[str, ...]


def check_of_people(measure: Measure) -> None:
    """Raises QuestionInvalid for a measure that people cannot be told apart in."""
    if not is_of_people(measure):
        raise QuestionInvalid(
            f"{measure.title} cannot be asked by groups: it is not counted person by "
            "person.",
            remedy="Ask for it by area alone, or for another measure "
            "(`phm measures` lists them).",
        )


def is_of_people(measure: Measure) -> bool:
    """Whether a measure can be cut by groups of people."""
    quantities = [one for one in (measure.numerator, measure.denominator) if one]
    return not measure.has_history and all(
        one.table in OF_PEOPLE and one.column != "published_list" for one in quantities
    )


def group_totals(reading: Reading, table: Table) -> pd.DataFrame:
    """Counts for every area of the level and every combination of groups.

    A group without anybody has a row of noughts; what no extract tells is nan. Columns:
    area_code, area_name, parent_code, the schemes' ids, people and those asked for.
    """
    areas, needed = reading.areas(table.level), made_of(table.columns)
    people = reading.people(table.level, table.schemes, needed)
    grid = grid_of(areas, table.schemes)
    cells = cells_of(people, areas, table.schemes, table.level)
    for name in needed:
        grid[name] = laid_out(people[name], cells, len(grid["area_code"]))
    for name in {*needed}.intersection(reading.extract().unknown):
        grid[name] = np.full(len(grid["area_code"]), np.nan)
    return _with_derived(reading, table, pd.DataFrame(grid))


def _with_derived(reading: Reading, table: Table, counts: pd.DataFrame) -> pd.DataFrame:
    asked = set(table.columns) - set(COUNTS)
    everybody = partial(_everybody, reading, sampled=is_sampled(table.schemes))
    if BY_NEED in asked:
        system = everybody(AreaLevel.SYSTEM, PARTS[BY_NEED])
        counts = with_expected_by_need(counts, system.iloc[0])
    if asked & set(UNMET):
        counts = with_unmet_need(counts)
    shared = [name for name in asked if name.startswith(EVERYBODY)]
    if shared:
        parts = [name.removeprefix(EVERYBODY) for name in shared]
        there = everybody(table.level, parts).reindex(counts["area_code"])
        found = there[parts].to_numpy(dtype=float)
        counts = counts.assign(**dict(zip(shared, found.T, strict=True)))
    return counts


def _everybody(
    reading: Reading, level: AreaLevel, needed: Sequence[str], *, sampled: bool
) -> pd.DataFrame:
    """Everybody in each area, by its code; nan for what no extract tells."""
    people = reading.people(level, (), needed, sampled=sampled).set_index("area_code")
    unknown = {*needed}.intersection(reading.extract().unknown)
    return people.assign(**dict.fromkeys(unknown, np.nan))


def columns_of(measure: Measure) -> tuple[str, ...]:
    """The columns of `group_totals` that a measure is made of."""
    quantities = (
        measure.numerator,
        measure.denominator,
        measure.lower,
        measure.upper,
        measure.fewest,
    )
    return tuple(_column(one) for one in quantities if one)


def _column(quantity: Quantity) -> str:
    return f"{EVERYBODY if quantity.of_everybody else ''}{quantity.column}"


def made_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The counts that columns are made of, people always among them."""
    own = [name for name in columns if not name.startswith(EVERYBODY)]
    parts = [part for name in own for part in PARTS.get(name, (name,))]
    return tuple(dict.fromkeys(("people", *parts)))


def measure_counts(
    measure: Measure, table: pd.DataFrame, extract: Extract
) -> pd.DataFrame:
    """The columns `disclose` and `estimate` take, of a table of group totals."""
    numbers = {
        "numerator": _quantity(measure.numerator, table),
        "denominator": _quantity(measure.denominator, table),
        "lower_value": _quantity(measure.lower, table),
        "upper_value": _quantity(measure.upper, table),
        "fewest": _quantity(measure.fewest, table),
    }
    unknown = np.isnan(numbers["numerator"])
    nobody = table["people"].eq(0).to_numpy() | (numbers["denominator"] <= 0)
    more = {
        "period": _period(measure, extract),
        "units_reported": np.nan,
        "units_total": np.nan,
        "status": np.select([nobody, unknown], [NO_DATA, NOT_REPORTED], OK),
    }
    return pd.DataFrame(dict(table.items()) | numbers | more)


def _period(measure: Measure, extract: Extract) -> str:
    """The last day counted: a year ago for what was counted of the year before."""
    of_before = measure.numerator.column.endswith("_before")
    return extract.previous_period if of_before else extract.period


def _quantity(quantity: Quantity | None, table: pd.DataFrame) -> Counts:
    if quantity is None:
        return np.full(len(table), np.nan)
    return table[_column(quantity)].to_numpy(dtype=float)
