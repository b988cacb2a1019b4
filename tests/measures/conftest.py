"""One open connection to the invented system, and short ways to ask it."""

from collections.abc import Callable, Iterator
from functools import partial

import duckdb
import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from tests import builders


@pytest.fixture(scope="session")
def connection(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The finished warehouse of the invented system."""
    with builders.tiny_warehouse(tmp_path_factory).open() as opened:
        yield opened


@pytest.fixture(scope="session")
def local_connection(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The invented system with its own extracts."""
    with builders.extract_warehouse(tmp_path_factory).open() as opened:
        yield opened


@pytest.fixture(scope="session")
def synthetic_connection(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The invented system with extracts that say they are generated."""
    with builders.extract_warehouse(tmp_path_factory, "SYNTHETIC").open() as opened:
        yield opened


@pytest.fixture(scope="session")
def answer(connection: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """Ask a measure at a level; the frame indexed by area code."""
    return partial(answer_of, connection)


@pytest.fixture(scope="session")
def local_answer(
    local_connection: duckdb.DuckDBPyConnection,
) -> Callable[..., pd.DataFrame]:
    """The same of the system with its own extracts."""
    return partial(answer_of, local_connection)


def answer_of(
    connection: duckdb.DuckDBPyConnection, measure: str, level: str
) -> pd.DataFrame:
    """The newest figures of a measure, indexed by area code."""
    results = ask(connection, Question(measure, AreaLevel(level)))
    return results.frame.set_index("area_code")
