"""The one place that opens a finished warehouse: read-only and sealed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from phm.errors import WarehouseMissing
from phm.settings import Home
from phm.warehouse.scripts import layout


POINTER = "current"
SEALED = {"enable_external_access": "false", "lock_configuration": "true"}
REMEDY = (
    "Land the published files with `phm land DIR`, then run "
    "`phm build --system hertfordshire_west_essex`."
)
BUILT_BY_ANOTHER = (
    "What is here was built by another version of phm, with other tables than this one "
    "asks for. What was landed is kept: build it again."
)


@dataclass(frozen=True)
class Warehouse:
    """A finished, verified warehouse: its version, file and manifest."""

    version: str
    path: Path
    manifest: dict[str, Any]

    def open(self) -> duckdb.DuckDBPyConnection:
        """A connection that can read this file and nothing else.

        Sealed as it opens: the connections of one process share one database, so a
        second one could not set what the first has locked.
        """
        return duckdb.connect(str(self.path), read_only=True, config=SEALED)


def current_version(home: Home) -> str | None:
    """The version the pointer names, or None."""
    pointer = home.warehouse / POINTER
    return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else None


def current_warehouse(home: Home) -> Warehouse:
    """The warehouse now serving. Raises WarehouseMissing when there is none for us."""
    version = current_version(home)
    if version is None:
        raise WarehouseMissing("Nothing has been built yet.", remedy=REMEDY)
    found = find_warehouse(home, version)
    if found.manifest.get("layout") != layout():
        raise WarehouseMissing(BUILT_BY_ANOTHER, remedy=REMEDY)
    return found


def find_warehouse(home: Home, version: str) -> Warehouse:
    """A warehouse by version; one without a manifest was never finished."""
    database = home.warehouse / f"{version}.duckdb"
    manifest = home.warehouse / f"{version}.json"
    if not (database.is_file() and manifest.is_file()):
        raise WarehouseMissing(
            f"The warehouse {version} is named as current but is not there.",
            remedy=REMEDY,
        )
    return Warehouse(
        version, database, json.loads(manifest.read_text(encoding="utf-8"))
    )
