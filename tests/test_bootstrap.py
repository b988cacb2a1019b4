"""The bootstrap script, with every program it would start replaced by a record."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from phm import bootstrap


class FakePip:
    """Stands where pip would run: notes its command, complains, ends with a code."""

    def __init__(self, code: int = 0, complaints: str = "") -> None:
        self.returncode = code
        self.stderr = complaints.splitlines(keepends=True)
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **_options: Any) -> "FakePip":
        self.commands.append(command)
        return self

    def __enter__(self) -> "FakePip":
        return self

    def __exit__(self, *_error: object) -> None:
        return None


class Machine:
    """A project folder and the programs that were started there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.calls: list[str] = []
        self.codes: dict[str, int] = {}
        self.pip = FakePip()

    def call(self, command: list[str], **_options: Any) -> int:
        words = " ".join([Path(command[0]).stem, *command[1:]])
        self.calls.append(words)
        if "-m venv" in words:
            self.create_environment()
        codes = (code for part, code in self.codes.items() if words.startswith(part))
        return next(codes, 0)

    def start(self, command: list[str], **options: Any) -> FakePip:
        return self.pip(command, **options)

    def create_environment(self) -> None:
        python = Path(bootstrap.program("python"))
        python.parent.mkdir(parents=True)
        python.touch()

    def started(self, word: str) -> list[str]:
        return [call for call in self.calls if word in call]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh machine: the two files that matter, no environment, one browser."""
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(name)
    machine = Machine(tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(subprocess, "call", machine.call)
    monkeypatch.setattr(subprocess, "Popen", machine.start)
    monkeypatch.setattr(bootstrap.shutil, "which", {"chromium": "/b/chromium"}.get)
    for name in (bootstrap.BROWSER_VARIABLE, "DEBIAN_FRONTEND"):
        monkeypatch.setenv(name, "")  # so that what the script sets is undone
        monkeypatch.delenv(name)
    return machine


def test_fresh_machine_creates_installs_checks_and_tests_in_order(machine: Machine):
    assert bootstrap.main(["test", "-k", "rates"]) == 0
    (pip,) = machine.pip.commands
    assert pip[1:] == ["install", "-c", "constraints.txt", "-e", ".[test]"]
    assert [" ".join(call.split()[:2]) for call in machine.calls[1:]] == [
        "ruff check",
        "ruff format",
        "lint-imports",
        "mypy",
        "pytest -n",
    ]
    assert machine.calls[0].endswith(f"-m venv {machine.root / '.venv'}")
    assert machine.calls[-1].endswith("-k rates")


def test_second_run_installs_nothing(machine: Machine):
    bootstrap.main(["check"])
    bootstrap.main(["check"])
    assert len(machine.pip.commands) == 1
    assert machine.started("import phm") != []


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed(machine: Machine, changed: str):
    bootstrap.main(["check"])
    (machine.root / changed).write_text("changed")
    bootstrap.main(["check"])
    assert len(machine.pip.commands) == 2


def test_environment_for_tests_also_serves_but_not_the_reverse(machine: Machine):
    bootstrap.prepare("")
    assert machine.pip.commands[-1][-1] == "."
    bootstrap.prepare("test")
    assert machine.pip.commands[-1][-1] == ".[test]"
    bootstrap.prepare("")
    assert len(machine.pip.commands) == 2


def test_interrupted_install_is_done_again(machine: Machine):
    machine.pip = FakePip(1, "ERROR: something else\n")
    with pytest.raises(SystemExit):
        bootstrap.main(["check"])
    machine.pip = FakePip()
    assert bootstrap.main(["check"]) == 0
    assert len(machine.pip.commands) == 1


def test_exit_code_is_that_of_the_first_failure_and_all_steps_run(
    machine: Machine, capsys: pytest.CaptureFixture[str]
):
    machine.codes = {"mypy": 2, "pytest": 5}
    assert bootstrap.main(["test"]) == 2
    assert machine.started("pytest") != []
    assert capsys.readouterr().out.rstrip().endswith("FAILED: mypy, pytest")


def test_pytest_has_the_last_word_when_nothing_failed(
    machine: Machine, capsys: pytest.CaptureFixture[str]
):
    bootstrap.main(["test"])
    assert capsys.readouterr().out.rstrip().endswith("== pytest")


@pytest.mark.parametrize(
    ("complaint", "advice"),
    [
        ("NewConnectionError: Temporary failure in name resolution", "HTTPS_PROXY"),
        ("ERROR: No matching distribution found for phm-needs-this", "Delete the"),
    ],
)
def test_failing_pip_is_explained(machine: Machine, complaint: str, advice: str):
    machine.pip = FakePip(1, f"{complaint}\n")
    with pytest.raises(SystemExit, match=advice):
        bootstrap.main(["check"])


def test_damaged_environment_names_the_remedy(machine: Machine):
    bootstrap.main(["check"])
    machine.codes = {"python -c import phm": 1}
    with pytest.raises(SystemExit, match=r"Delete the folder \.venv"):
        bootstrap.main(["check"])


def test_program_that_cannot_start_names_the_remedy(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
):
    def missing(*_arguments: Any, **_options: Any) -> int:
        raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr(subprocess, "call", missing)
    with pytest.raises(SystemExit, match=r"cannot be started.*Delete the folder"):
        bootstrap.main(["check"])


def test_old_python_is_told_so(machine: Machine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11"):
        bootstrap.main(["serve"])
    assert machine.calls == []


@pytest.mark.parametrize(("words", "code"), [([], 2), (["dance"], 2), (["-h"], 0)])
def test_usage(words: list[str], code: int, capsys: pytest.CaptureFixture[str]):
    assert bootstrap.main(words) == code
    assert "serve" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits instead")
def test_serve_becomes_phm_serve(machine: Machine, monkeypatch: pytest.MonkeyPatch):
    became: list[list[str]] = []
    monkeypatch.setattr(
        bootstrap.os, "execv", lambda _program, words: became.append(words)
    )
    bootstrap.main(["serve", "--port", "8600"])
    assert became == [[bootstrap.program("phm"), "serve", "--port", "8600"]]


class TestBrowser:
    @pytest.fixture
    def installed(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> dict:
        """What `which` finds: nothing until a test puts something there."""
        programs: dict[str, str] = {}
        assert machine.calls == []
        monkeypatch.setattr(bootstrap.shutil, "which", programs.get)
        monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0, raising=False)
        return programs

    def test_missing_browser_is_installed_by_root_on_debian(
        self, machine: Machine, installed: dict[str, str]
    ):
        installed["apt-get"] = "/usr/bin/apt-get"
        bootstrap.main(["test"])
        assert machine.started("apt-get") == [
            "apt-get update",
            "apt-get install -y chromium",
        ]

    def test_no_rights_means_no_install_and_a_clear_word(
        self,
        machine: Machine,
        installed: dict[str, str],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ):
        installed["apt-get"] = "/usr/bin/apt-get"
        monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000, raising=False)
        assert bootstrap.main(["test"]) == 0
        assert machine.started("apt-get") == []
        assert "BROWSER TESTS WILL BE SKIPPED" in capsys.readouterr().out

    def test_named_browser_goes_first(
        self, installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ):
        installed |= {"chromium": "/b/chromium", "/opt/mine": "/opt/mine"}
        assert bootstrap.find_browser() == "/b/chromium"
        monkeypatch.setenv(bootstrap.BROWSER_VARIABLE, "/opt/mine")
        assert bootstrap.find_browser() == "/opt/mine"
