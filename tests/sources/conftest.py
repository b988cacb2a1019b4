"""A small declared source and ways to supply files for it; every code is invented."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from phm.settings import Home
from phm.sources.catalogue import load_declarations
from phm.sources.land import Landed, land_file
from phm.sources.source import Source


LIST_SIZES = r"""
id = "list_sizes"
title = "Patients on the list"
publisher = "Office of Examples"
licence = "OGL-3.0"
landing_page = "https://example.org/lists"
access = "open"
grain = "one row per practice and PCN"
files = ["list-size*.csv"]
key = ["practice_code"]
max_set_aside_percent = 20.0
period = { columns = ["EXTRACT_DATE"], as = "month" }

[columns.practice_code]
from = ["PRACTICE_CODE", "OrganisationCode"]
description = "ODS code of the practice."
matches = '^[A-Z]\d{5}$'
required = true

[columns.pcn_code]
from = ["PCN_CODE"]
description = "Code of the network; U for none."
matches = '^(U\d{5}|U)$'

[columns.lsoa21_code]
from = ["LSOA21CD"]
description = "LSOA (2021)."
known_in = "lsoas.lsoa21_code"
optional = true

[columns.patients]
from = ["NUMBER_OF_PATIENTS", "Number of patients"]
type = "integer"
unit = "people"
description = "People on the list."
min = 0
"""

LSOAS = r"""
id = "lsoas"
title = "LSOAs of 2021"
publisher = "Office of Examples"
licence = "OGL-3.0"
landing_page = "https://example.org/lsoas"
access = "open"
grain = "one row per LSOA"
files = ["lsoas*.csv", "lsoas*.geojson", "lsoas*.parquet"]
formats = ["csv", "geojson", "geoparquet"]
key = ["lsoa21_code"]

[[vintages]]
period = "2021"

[columns.lsoa21_code]
from = ["LSOA21CD"]
description = "LSOA (2021)."
"""


@dataclass(frozen=True)
class Desk:
    """Where a test writes a supplied file, lands it, and looks at what was landed."""

    folder: Path
    home: Home
    sources: dict[str, Source]
    header: str = "EXTRACT_DATE,PRACTICE_CODE,PCN_CODE,NUMBER_OF_PATIENTS"
    good_rows: tuple[str, ...] = (
        "01JUL2026,Z00001,U90001,1200",
        "01JUL2026,Z00002,U90001,3400",
        "01JUL2026,Z00003,U90002,560",
        "01JUL2026,Z00004,U,78",
    )

    def csv(self, *rows: str, header: str | None = None) -> bytes:
        """A file of these lines, as UTF-8 with one newline each."""
        lines = (self.header if header is None else header, *rows)
        return "".join(f"{line}\n" for line in lines).encode()

    def write(self, data: bytes, name: str = "list-size.csv") -> Path:
        """Put a file into the folder of supplied files."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def land(
        self, data: bytes, name: str = "list-size.csv", source: str = "list_sizes"
    ) -> Landed:
        """Land the bytes of one file."""
        return land_file(self.write(data, name), self.sources[source], self.home)

    def rows(self, landed: Landed, *columns: str) -> list[tuple[object, ...]]:
        """The landed rows, of some columns or all."""
        table = pq.read_table(landed.parquet)
        table = table.select(list(columns) or table.column_names)
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


@pytest.fixture
def declare(tmp_path: Path) -> Callable[..., dict[str, Source]]:
    """Declare sources from the text of their TOML files."""

    def declared(*texts: str) -> dict[str, Source]:
        folder = tmp_path / "declarations"
        folder.mkdir(exist_ok=True)
        for text in texts:
            name = text.split('id = "')[1].split('"')[0]
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return load_declarations(folder)

    return declared


@pytest.fixture
def desk(tmp_path: Path, home: Home, declare: Callable[..., Any]) -> Desk:
    """An empty desk with the two example sources."""
    folder = tmp_path / "supplied"
    folder.mkdir()
    return Desk(folder, home, declare(LIST_SIZES, LSOAS))


@pytest.fixture
def list_sizes() -> str:
    """The declaration of the first example source, to be altered."""
    return LIST_SIZES
