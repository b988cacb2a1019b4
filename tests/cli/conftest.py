"""The `phm` command as typed, with what it printed and how it ended."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from phm.cli import console, main
from phm.settings import Home
from tests import builders


@dataclass(frozen=True)
class Ended:
    """Exit code and streams of one command."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The invented system, built once."""
    return builders.tiny_home(tmp_path_factory)


@pytest.fixture
def phm(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run `phm WORDS…` in this process."""

    def run(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["phm", *map(str, words)])
        for stream in (console.out, console.err):
            monkeypatch.setattr(stream, "width", 240)
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Ended(int(end.value.code or 0), said.out, said.err)

    return run
