"""Several counts of groups at once, as everybody may see them."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.by_group.counts import Table, group_totals
from phm.measures.by_group.protect import told_beside, too_fine
from phm.measures.by_group.reading import Reading
from phm.measures.memory import Memory
from phm.measures.small_numbers import HOSPITAL_RULE, is_small, rounded


def seen_counts(
    connection: duckdb.DuckDBPyConnection,
    level: AreaLevel,
    schemes: Sequence[Scheme],
    columns: Sequence[str],
) -> pd.DataFrame:
    """Several counts of every area and group, as everybody may see them.

    A row is hidden in all of them (nan) or in none; otherwise they are rounded.
    """
    table = Table(level, tuple(schemes), tuple(columns))
    totals = group_totals(Reading(connection, Memory()), table)
    hidden = told_beside(totals, totals, schemes, columns, HOSPITAL_RULE)
    hidden |= too_fine(totals, schemes, level)
    for column in columns:
        hidden |= is_small(totals[column]).to_numpy()
    seen = {name: rounded(totals[name]).mask(hidden) for name in columns}
    return totals.assign(**seen)
