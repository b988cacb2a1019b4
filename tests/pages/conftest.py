"""Pages on the invented system, and what their download buttons would give."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import (
    MemoryFile,
    MemoryMediaFileStorage,
)
from streamlit.testing.v1 import app_test

from phm.settings import HOME_VARIABLE, Home
from phm.ui.cohort_budget import budget
from phm.warehouse.connect import current_version
from tests import builders
from tests.measures.by_group.crowd import crowd_home as crowd_built


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The invented system, built once; for reading only."""
    return builders.tiny_home(tmp_path_factory)


@pytest.fixture(scope="session")
def local_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The invented system with extracts that pass for real ones, built once."""
    return home_with_extracts(tmp_path_factory, "LOCAL")


@pytest.fixture(scope="session")
def synthetic_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The invented system with extracts that say they are synthetic, built once."""
    return home_with_extracts(tmp_path_factory, "SYNTHETIC")


def home_with_extracts(factory: pytest.TempPathFactory, tier: str) -> Home:
    """A built home of the tiny system with its eight extracts."""
    home = Home(factory.getbasetemp() / f"tiny-home-{tier.lower()}")
    if current_version(home) is None:
        builders.built(home, builders.tiny_files() | builders.tiny_extracts(tier))
    return home


@pytest.fixture(autouse=True)
def whole_budget() -> None:
    """Each test may build as many cohorts as an app answers in an hour."""
    budget.clear()


@pytest.fixture(scope="session")
def crowd_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of the crowd, built once; for reading only."""
    return crowd_built(tmp_path_factory)


@pytest.fixture
def crowd(crowd_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Pages opened in this test show the crowd."""
    monkeypatch.setenv(HOME_VARIABLE, str(crowd_home.root))
    return crowd_home


@pytest.fixture
def on_tiny_home(tiny_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Pages opened in this test show the invented system."""
    monkeypatch.setenv(HOME_VARIABLE, str(tiny_home.root))
    return tiny_home


@pytest.fixture
def own_home(tiny_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of the invented system that a test may build anew."""
    root = tmp_path / "own-home"
    shutil.copytree(tiny_home.root, root)
    monkeypatch.setenv(HOME_VARIABLE, str(root))
    return Home(root)


@pytest.fixture
def downloaded(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], MemoryFile]:
    """`downloaded(button)` is the file that a click would save: content, filename."""
    storages: list[MemoryMediaFileStorage] = []
    managers: list[MediaFileManager] = []

    def manager(storage: MemoryMediaFileStorage) -> MediaFileManager:
        storages.append(storage)
        managers.append(MediaFileManager(storage))
        return managers[-1]

    monkeypatch.setattr(app_test, "MediaFileManager", manager)

    def saved(button: object) -> MemoryFile:
        proto = button.proto
        url = proto.url or managers[-1].execute_deferred(proto.deferred_file_id)
        return storages[-1].get_file(url.rpartition("/")[2])

    return saved
