"""A cohort counted: those in it now, the others as everybody less these."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd
from sqlglot import exp

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.errors import WarehouseMissing
from phm.warehouse.people_conditions import holding
from phm.warehouse.people_groups import AREA_COLUMNS, IN_PCN, place_counts
from phm.warehouse.people_sample import IN_SAMPLE


NOISE = 1e-9  # of a sum of decimals, for each of it; counts of people are whole


def count_inside(
    connection: duckdb.DuckDBPyConnection,
    schemes: Sequence[Scheme],
    cohort: Scheme,
    needed: Sequence[str],
) -> pd.DataFrame:
    """People of a cohort by practice and group: rows of `place_counts`.

    The query reads no one else, of the sample alone where its scheme is `sampled`, and
    is the same for every level.
    """
    (group,) = cohort.groups
    assert group.condition is not None  # noqa: S101 - a cohort is told by one
    only, values = holding(group.condition)
    sample = [exp.column(IN_SAMPLE)] if cohort.sampled else []
    statement = place_counts(schemes, needed, *sample, only)
    return connection.execute(statement.sql(dialect="duckdb"), values).df()


def of_level(
    inside: pd.DataFrame, level: AreaLevel, schemes: Sequence[Scheme], system: str
) -> pd.DataFrame:
    """Practices added up to the areas of a level; ``system`` is the whole's code.

    As everywhere, a closed practice counts from its place upwards.
    """
    rows = inside[inside[IN_PCN]] if level is AreaLevel.PCN else inside
    own = AREA_COLUMNS.get(level)
    rows = rows.assign(area_code=rows[own].astype("str") if own else system)
    keys = ["area_code", *(scheme.id for scheme in schemes)]
    counts = rows.drop(columns=[*AREA_COLUMNS.values(), IN_PCN])
    return counts.groupby(keys, as_index=False, observed=True).sum()


def beside_others(
    inside: pd.DataFrame, everybody: pd.DataFrame, cohort: Scheme, keys: list[str]
) -> pd.DataFrame:
    """Rows of those in a cohort, and of everybody else by the same keys.

    So everybody stands as the build counted them. Raises WarehouseMissing when more are
    in a cohort than there are people.
    """
    within, all_of_them = inside.set_index(keys), everybody.set_index(keys)
    unknown = within.index.difference(all_of_them.index)
    others = all_of_them.sub(within.reindex(all_of_them.index).fillna(0))
    others = others.mask(others.abs() <= NOISE * all_of_them.abs(), 0)
    if len(unknown) or np.any(others.to_numpy(dtype=float) < 0):
        raise WarehouseMissing(
            "A cohort has people whom the build has not counted.",
            remedy="What was landed is kept: build it again with `phm build`.",
        )
    (group,) = cohort.groups
    both = [
        part.reset_index().assign(**{cohort.id: name})
        for part, name in ((within, group.id), (others, cohort.rest.id))
    ]
    return pd.concat(both, ignore_index=True)
