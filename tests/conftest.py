"""What every test gets without asking: no network, no data but its own."""

import ipaddress
import os
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from phm.bootstrap import BROWSER_VARIABLE, find_browser
from phm.settings import AHEAD_VARIABLE, HOME_VARIABLE, NO, PROJECT_ROOT, Home


# No deadline per example: on a shared machine it measures the neighbours.
settings.register_profile("phm", deadline=None)
settings.load_profile("phm")

os.environ[AHEAD_VARIABLE] = NO  # the pages of tests answer what they are asked

REAL_DATA_VARIABLE = "PHM_REAL_DATA"
PROJECT_DATA = os.path.realpath(PROJECT_ROOT / "data")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PATHS_CHANGED_BY = {  # audit event: which of its arguments name what it changes
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.truncate": (0,),
}
BELOW_A_FOLDER = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir"})
NO_FOLDER = -1  # their last argument, `dir_fd`, when they were given a whole path
WHAT_MARKS_MEAN = {
    "browser": f"no Chromium was found (install one or set {BROWSER_VARIABLE})",
    "real": f"the published files are not here (set {REAL_DATA_VARIABLE})",
}


class NetworkBlocked(RuntimeError):
    """A test tried to leave this machine; never an OSError, which code may retry."""


class ProjectDataBlocked(RuntimeError):
    """A test tried to change the project's own `data/`."""


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return PROJECT_ROOT


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home of the test's own, also what `current_home()` returns."""
    root = tmp_path / "home"
    root.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(root))
    return Home(root)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of published files; the test is skipped where there is none."""
    beside = PROJECT_ROOT.parent / "shared" / "data" / "real"
    folder = Path(os.environ.get(REAL_DATA_VARIABLE) or beside)
    if not folder.is_dir():
        pytest.skip(f"{WHAT_MARKS_MEAN['real']}: no folder {folder}")
    return folder


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The program file of a Chromium; the test is skipped where there is none."""
    path = find_browser()
    if path is None:
        pytest.skip(WHAT_MARKS_MEAN["browser"])
    return path


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse every connection and name look-up that leaves the loopback range."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded_method(name))
        patch.setattr(socket, "getaddrinfo", guarded_look_up(socket.getaddrinfo))
        patch.setenv("no_proxy", "127.0.0.1,localhost,::1")
        yield


@pytest.fixture(scope="session", autouse=True)
def no_home_by_default(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point `current_home()` at nothing, so that no test depends on local data."""
    nowhere = tmp_path_factory.getbasetemp() / "no-home-ask-for-the-fixture-home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(nowhere))
        yield


def pytest_configure() -> None:
    """Guard the project's own data for as long as this process lives."""
    sys.addaudithook(guard_project_data)


def pytest_runtest_setup() -> None:
    """Let tests of pages read what an error says; a shared screen must not show it."""
    if "streamlit.config" in sys.modules:
        config = sys.modules["streamlit.config"]
        config.set_option("client.showErrorDetails", "full")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark tests by what they ask for."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "real_data" in asked:
            item.add_marker("real")
        if "browser_path" in asked:
            item.add_marker("browser")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker whole files, so that what a file sets up is set up once.

    All that opens a browser is one piece of work: two at a time wait for each other.
    Groups named by marks, which would say the same, pytest 9.2 and xdist 3.8 lose.
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - if it is there

    class ByFile(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return "browser" if "/browser/" in file else file

    return ByFile(config, log)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests did not run for want of a browser or of published files."""
    skipped = terminalreporter.stats.get("skipped", [])
    counts = Counter(
        mark
        for mark, reason in WHAT_MARKS_MEAN.items()
        for report in skipped
        if reason in str(report.longrepr)
    )
    for mark, count in counts.items():
        terminalreporter.write_line(
            f"SKIPPED {count} {mark} tests: {WHAT_MARKS_MEAN[mark]}", yellow=True
        )


def is_this_machine(host: object) -> bool:
    """Whether a host name or address stays in the loopback range."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


def refuse(host: object) -> None:
    """Raise `NetworkBlocked`, saying what to do instead."""
    message = (
        f"A test tried to reach {host!r}. Tests reach only 127.0.0.1: start a server "
        "in the test and pass its address."
    )
    raise NetworkBlocked(message)


def guarded_method(name: str) -> Any:
    """Return a socket method that refuses addresses beyond this machine."""
    original = getattr(socket.socket, name)

    def method(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if isinstance(address, tuple) and not is_this_machine(address[0]):
            refuse(address[0])
        return original(self, *arguments)

    return method


def guarded_look_up(original: Any) -> Any:
    """Return a `getaddrinfo` that refuses names beyond this machine."""

    def look_up(host: object, *arguments: Any, **options: Any) -> Any:
        if not is_this_machine(host):
            refuse(host)
        return original(host, *arguments, **options)

    return look_up


def guard_project_data(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to change anything below the project's `data/` (an audit hook)."""
    if event == "open":
        changed = arguments[:1] if (arguments[2] or 0) & WRITING else ()
    else:
        changed = tuple(arguments[place] for place in PATHS_CHANGED_BY.get(event, ()))
        if event in BELOW_A_FOLDER and arguments[-1] != NO_FOLDER:
            return  # a name below an open folder, which says nothing of where it is
    for path in changed:
        if isinstance(path, str | Path) and is_project_data(path):
            message = (
                f"A test tried to change {path}, in the project's own data. "
                "Ask for the fixture `home`: an empty home of the test's own."
            )
            raise ProjectDataBlocked(message)


def is_project_data(path: str | Path) -> bool:
    """Whether a path lies in the project's `data/`, or is it."""
    real = os.path.realpath(path)
    return real == PROJECT_DATA or real.startswith(PROJECT_DATA + os.sep)
