"""The areas there are: what a control offers and a table names."""

from importlib import resources

import duckdb
import pandas as pd

from phm.domain.areas import AreaLevel


BY_NAME = (resources.files("phm.measures") / "sql" / "areas.sql").read_text(
    encoding="utf-8"
)


def read_areas(connection: duckdb.DuckDBPyConnection, level: AreaLevel) -> pd.DataFrame:
    """area_name and parent_code of every area of a level, indexed by area_code."""
    frame = connection.execute(BY_NAME, {"level": str(level)}).df()
    return frame.set_index("area_code")
