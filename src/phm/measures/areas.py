"""The areas there are: what a control offers and a table names."""

from importlib import resources

import duckdb
import pandas as pd

from phm.domain.areas import AreaLevel


def read_areas(connection: duckdb.DuckDBPyConnection, level: AreaLevel) -> pd.DataFrame:
    """area_name and parent_code of every area of a level, indexed by area_code."""
    query = resources.files("phm.measures") / "sql" / "areas.sql"
    frame = connection.execute(
        query.read_text(encoding="utf-8"), {"level": str(level)}
    ).df()
    return frame.set_index("area_code")
