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
from phm.measures.by_group.strata import Extract, read_strata
from phm.measures.by_group.totals import (
    EXPECTED,
    REFERRED,
    Reference,
    added_up,
    known_counts,
    with_expected_by_need,
    with_unmet_need,
)
from phm.measures.results import NO_DATA, NOT_REPORTED, OK
from phm.warehouse.people_groups import COUNTS


# Tables whose columns can be counted for a group of people as for a practice or PCN.
OF_PEOPLE = ("fct_practice_people", "fct_unmet_referral", "fct_group_count")


@dataclass(frozen=True)
class Table:
    """What to count: at which level, by which schemes, held against which rates.

    ``standard`` names the numerator and denominator whose rates by age band and sex
    make the column EXPECTED; ``needed`` are the counts to be read.
    """

    level: AreaLevel
    schemes: tuple[Scheme, ...]
    standard: tuple[str, str] = REFERRED
    needed: tuple[str, ...] = tuple(COUNTS)


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

    A group without anybody has a row of noughts. Columns besides the counts:
    area_code, area_name, parent_code, the schemes' ids, and for everybody in the area
    `everybody_` and the name of a count.
    """
    everybody = read_strata(connection, AreaLevel.SYSTEM, ())
    reference = Reference(known_counts(everybody, extract))
    areas = read_areas(connection, table.level)
    strata = read_strata(connection, table.level, table.schemes, table.needed)
    strata = known_counts(strata[strata["area_code"].isin(areas.index)], extract)
    keys = ["area_code", *(scheme.id for scheme in table.schemes)]
    sums = added_up(strata, keys, reference, table.standard)
    full = _on_grid(sums, _grid(areas, table.schemes), extract)
    derived = with_unmet_need(with_expected_by_need(full, reference))
    return derived.merge(
        _everybody(connection, table.level), on="area_code", how="left"
    )


def needed_for(measure: Measure) -> tuple[str, ...]:
    """The counts of people that a measure is made of."""
    quantities = (measure.numerator, measure.denominator, measure.lower, measure.upper)
    return made_of([one.column for one in quantities if one and not one.of_everybody])


def made_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The counts that columns of `group_totals` are made of; all, where unsure."""
    parts = {"expected_by_need": ("need", "people_referred")}
    asked = tuple(name for one in columns for name in parts.get(one, (one,)))
    return asked if set(asked) <= set(COUNTS) else tuple(COUNTS)


def measure_counts(measure: Measure, table: pd.DataFrame, period: str) -> pd.DataFrame:
    """The columns `disclose` and `estimate` take, of a table of group totals."""
    counts = table.assign(
        period=period,
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


def _quantity(quantity: Quantity | None, table: pd.DataFrame) -> pd.Series:
    if quantity is None:
        return pd.Series(np.nan, index=table.index)
    column = (
        f"everybody_{quantity.column}" if quantity.of_everybody else quantity.column
    )
    return table[column].astype(float)


def _grid(areas: pd.DataFrame, schemes: Sequence[Scheme]) -> pd.DataFrame:
    """Every area with every combination of groups, in the order they are shown."""
    grid = areas.reset_index()[["area_code", "area_name", "parent_code"]]
    for scheme in schemes:
        groups = pd.DataFrame({scheme.id: [group.id for group in scheme.everyone]})
        grid = grid.merge(groups, how="cross")
    return grid


def _on_grid(sums: pd.DataFrame, grid: pd.DataFrame, extract: Extract) -> pd.DataFrame:
    keys = list(grid.columns.intersection(sums.columns))
    counts = sums.columns.difference(keys)
    full = grid.merge(sums, on=keys, how="left", validate="one_to_one")
    filled = full.assign(**{name: full[name].fillna(0.0) for name in counts})
    unknown = [*extract.unknown]
    if "people_referred" in unknown:
        unknown += ["expected_by_age_and_sex", EXPECTED]
    return filled.assign(**dict.fromkeys(unknown, np.nan))


def _everybody(connection: duckdb.DuckDBPyConnection, level: AreaLevel) -> pd.DataFrame:
    strata = read_strata(connection, level, ())
    sums = strata.groupby("area_code")[list(COUNTS)].sum()
    return sums.add_prefix("everybody_").reset_index()
