"""One file in its publisher's layout, written from columns by their declared names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from phm.sources.catalogue import load_catalogue
from phm.sources.source import Column


@dataclass(frozen=True)
class StandIn:
    """What stands in for a published file: its source, its name and its columns.

    ``rows`` has declared names; ``said`` are published columns that are not declared
    (a date, a publication), the same in every row.
    """

    source: str
    file: str
    rows: pd.DataFrame
    said: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Put the file into a folder."""
        path = folder / self.file
        table = self.published()
        if path.suffix == ".parquet":
            pq.write_table(pa.Table.from_pandas(table, preserve_index=False), path)
        else:
            table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        return path

    def published(self) -> pd.DataFrame:
        """Every published column in its publisher's words, blank where not invented."""
        declared = [
            column
            for column in load_catalogue()[self.source].columns
            if column.name in self.rows or not column.optional
        ]
        said = {name: np.full(len(self.rows), text) for name, text in self.said.items()}
        ours = {c.published_as[0]: self._cells(c) for c in declared}
        return pd.DataFrame({**said, **ours})

    def _cells(self, column: Column) -> Any:
        if column.name in self.rows:
            return self.rows[column.name].to_numpy()
        counted = column.required and column.type in ("integer", "number")
        return np.full(len(self.rows), "0" if counted else "")
