"""The invented system, built once; and a finished home to break one thing in."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from phm.settings import Home
from phm.warehouse.connect import Warehouse
from tests import builders


Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="session")
def tiny_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The finished warehouse of the invented system; read only."""
    return builders.tiny_warehouse(tmp_path_factory)


@pytest.fixture(scope="session")
def tiny(tiny_warehouse: Warehouse) -> Callable[..., Rows]:
    """Ask the finished warehouse; rows as tuples."""
    connection = tiny_warehouse.open()
    return lambda query, *values: connection.execute(query, values).fetchall()


@pytest.fixture
def built_home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the finished home, the test's own to change."""
    shutil.copytree(builders.tiny_home(tmp_path_factory).root, tmp_path / "copy")
    return Home(tmp_path / "copy")


@pytest.fixture
def look() -> Callable[..., Rows]:
    """Ask any warehouse once; rows as tuples."""

    def ask(warehouse: Warehouse, query: str) -> Rows:
        connection: duckdb.DuckDBPyConnection = warehouse.open()
        with connection:
            return connection.execute(query).fetchall()

    return ask
