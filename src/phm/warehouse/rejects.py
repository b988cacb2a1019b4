"""The files of rejects: every row set aside and every cell left empty of an extract."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.csv as pacsv

from phm.settings import Home
from phm.warehouse.file_load import Place
from phm.warehouse.row_account import account_script


def write_rejects(
    connection: duckdb.DuckDBPyConnection, home: Home, places: Iterable[Place]
) -> None:
    """Write `home/rejects/<source>__<period>.csv` for every file that has rejects.

    Columns: line, what ("row" or "cell"), reason, column, value. Each is replaced as a
    whole; those of earlier builds that have nothing to say any more are removed.
    """
    written = [
        path
        for source_id, period in places
        if (path := _write(connection, home, source_id, period))
    ]
    for path in home.rejects.glob("*__*.csv"):
        if path not in written:
            path.unlink()


def _write(
    connection: duckdb.DuckDBPyConnection, home: Home, source_id: str, period: str
) -> Path | None:
    values = {"source_id": source_id, "period": period}
    listed = connection.sql(account_script("rejects"), params=values)
    rows: pa.Table = listed.to_arrow_table()
    if not rows.num_rows:
        return None
    home.rejects.mkdir(parents=True, exist_ok=True)
    path = home.rejects / f"{source_id}__{period}.csv"
    with TemporaryDirectory(prefix=".rejects-", dir=home.rejects) as folder:
        beside = Path(folder) / path.name
        pacsv.write_csv(rows, beside)
        beside.replace(path)
    return path
