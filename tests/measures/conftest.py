"""One open connection to the invented system, and short ways to ask it."""

from collections.abc import Callable, Iterator

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
def answer(connection: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """Ask a measure at a level; the frame indexed by area code."""

    def answered(measure: str, level: str) -> pd.DataFrame:
        results = ask(connection, Question(measure, AreaLevel(level)))
        return results.frame.set_index("area_code")

    return answered
