"""Pieces of pages by themselves, on the crowd of the invented system."""

import pytest

from phm.settings import HOME_VARIABLE, Home
from tests import builders
from tests.measures.by_group.crowd import crowd_home as crowd_built


@pytest.fixture(scope="session")
def crowd_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of the crowd, built once; for reading only."""
    return crowd_built(tmp_path_factory)


@pytest.fixture
def on_crowd(crowd_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Pieces drawn in this test show the crowd."""
    monkeypatch.setenv(HOME_VARIABLE, str(crowd_home.root))
    return crowd_home


@pytest.fixture
def on_published_files(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Home:
    """Pieces drawn in this test show published files alone."""
    home = builders.tiny_home(tmp_path_factory)
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    return home
