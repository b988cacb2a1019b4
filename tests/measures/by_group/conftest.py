"""The crowd as the product counts it, and as plain loops do."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import duckdb
import pytest

from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures import question
from phm.measures.ask import Question, ask
from phm.measures.results import Results
from phm.settings import Home
from phm.warehouse.connect import current_warehouse
from tests.measures.by_group import crowd, twin


@pytest.fixture(scope="session")
def crowd_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The crowd, landed and built."""
    return crowd.crowd_home(tmp_path_factory)


@pytest.fixture(scope="session")
def crowd_connection(crowd_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The finished warehouse of the crowd."""
    with current_warehouse(crowd_home).open() as opened:
        yield opened


@pytest.fixture(scope="session")
def crowd_answer(
    crowd_connection: duckdb.DuckDBPyConnection,
) -> Callable[..., Results]:
    """Ask a measure at a level; other words as `Question` takes them."""

    def asked(measure: str, level: str, **words: object) -> Results:
        return ask(crowd_connection, Question(measure, AreaLevel(level), **words))

    return asked


@pytest.fixture
def in_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditions are counted as those of a declared cohort are: in everybody."""
    monkeypatch.setattr(question, "find_cohort", as_declared)


def as_declared(text: str) -> Cohort:
    """The cohort of a condition as if a file declared it under that name."""
    found = find_cohort(text)
    return replace(found, id=found.address)


@pytest.fixture(scope="session")
def loops(crowd_home: Home) -> twin.Loops:
    """Everybody, read from the CSV files that were sent and counted by loops."""
    return twin.Loops(twin.read_people(crowd_home.raw, crowd.crowd_files()))
