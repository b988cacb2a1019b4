"""Which measures this warehouse has anything to say about."""

from collections.abc import Mapping
from importlib import resources

import duckdb

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.measures.catalogue import load_measures


WITH_NUMBERS = (resources.files("phm.measures") / "sql" / "available.sql").read_text(
    encoding="utf-8"
)


def available_measures(
    connection: duckdb.DuckDBPyConnection, level: AreaLevel | None = None
) -> Mapping[str, Measure]:
    """Measures with a number for some area (of a level), by id, in the order shown.

    The same shape as `load_measures`, so that a page can offer these instead.
    """
    rows = connection.execute(WITH_NUMBERS).fetchall()
    counted = {name for name, at in rows if level is None or at == str(level)}
    return {name: m for name, m in load_measures().items() if name in counted}
