"""The counts of a measure for every area and group of a question, before disclosure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure, Quantity
from phm.errors import QuestionInvalid
from phm.measures.areas import read_areas
from phm.measures.by_group.people import Extract, read_people
from phm.measures.by_group.totals import (
    BY_NEED,
    UNMET,
    with_expected_by_need,
    with_unmet_need,
)
from phm.measures.results import NO_DATA, NOT_REPORTED, OK
from phm.warehouse.people_groups import COUNTS


# Tables whose columns can be counted for a group of people as for a practice or PCN.
OF_PEOPLE = ("fct_practice_people", "fct_unmet_referral", "fct_group_count")
EVERYBODY = "everybody_"


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


def group_totals(
    connection: duckdb.DuckDBPyConnection, table: Table, extract: Extract
) -> pd.DataFrame:
    """Counts for every area of the level and every combination of groups.

    A group without anybody has a row of noughts. Columns: area_code, area_name,
    parent_code, the schemes' ids, COUNTS and those asked for.
    """
    areas = read_areas(connection, table.level)
    needed = _made_of(table.columns)
    people = read_people(connection, table.level, table.schemes, needed)
    keys = ["area_code", *(scheme.id for scheme in table.schemes)]
    full = _grid(areas, table.schemes).merge(
        people, on=keys, how="left", validate="one_to_one"
    )
    full[list(COUNTS)] = full[list(COUNTS)].fillna(0.0)
    full[list(extract.unknown)] = np.nan
    return _with_derived(connection, table, full)


def _with_derived(
    connection: duckdb.DuckDBPyConnection, table: Table, counts: pd.DataFrame
) -> pd.DataFrame:
    asked = set(table.columns) - set(COUNTS)
    if BY_NEED in asked:
        system = read_people(connection, AreaLevel.SYSTEM, ()).iloc[0]
        counts = with_expected_by_need(counts, system)
    if asked & set(UNMET):
        counts = with_unmet_need(counts)
    if any(name.startswith(EVERYBODY) for name in asked):
        everybody = read_people(connection, table.level, ()).set_index("area_code")
        whole = everybody.add_prefix(EVERYBODY)
        counts = counts.merge(whole, left_on="area_code", right_index=True, how="left")
    return counts


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


def _made_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The counts that columns are made of; all, where unsure."""
    own = [name for name in columns if not name.startswith(EVERYBODY)]
    parts = {BY_NEED: ("need", "people_referred")}
    asked = tuple(name for one in own for name in parts.get(one, (one,)))
    return asked if set(asked) <= set(COUNTS) else tuple(COUNTS)


def measure_counts(
    measure: Measure, table: pd.DataFrame, extract: Extract
) -> pd.DataFrame:
    """The columns `disclose` and `estimate` take, of a table of group totals."""
    counts = table.assign(
        period=_period(measure, extract),
        numerator=_quantity(measure.numerator, table),
        denominator=_quantity(measure.denominator, table),
        lower_value=_quantity(measure.lower, table),
        upper_value=_quantity(measure.upper, table),
        fewest=_quantity(measure.fewest, table),
        units_reported=np.nan,
        units_total=np.nan,
    )
    unknown = counts["numerator"].isna()
    nobody = counts["people"].eq(0) | counts["denominator"].le(0)
    status = np.select([nobody, unknown], [NO_DATA, NOT_REPORTED], OK)
    return counts.assign(status=status)


def _period(measure: Measure, extract: Extract) -> str:
    """The last day counted: a year ago for what was counted of the year before."""
    of_before = measure.numerator.column.endswith("_before")
    return extract.previous_period if of_before else extract.period


def _quantity(quantity: Quantity | None, table: pd.DataFrame) -> pd.Series:
    if quantity is None:
        return pd.Series(np.nan, index=table.index)
    return table[_column(quantity)].astype(float)


def _grid(areas: pd.DataFrame, schemes: Sequence[Scheme]) -> pd.DataFrame:
    """Every area with every combination of groups, in the order they are shown."""
    grid = areas.reset_index()[["area_code", "area_name", "parent_code"]]
    for scheme in schemes:
        groups = pd.DataFrame({scheme.id: [group.id for group in scheme.everyone]})
        grid = grid.merge(groups, how="cross")
    return grid
