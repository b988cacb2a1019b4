"""A real browser on a real server, cut off from every other host."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from phm.settings import PROJECT_ROOT, Home
from tests import builders
from tests.measures.by_group.crowd import crowd_home


APP = PROJECT_ROOT / "app.py"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",  # as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVER = (
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
)
# Under a page's path Streamlit asks beside the page first, then at the root.
OWN_PROBES = re.compile(r"/_stcore/(health|host-config)$")
FEW = "10000"  # people to invent: the whole way in seconds
START_WITHIN = 60  # seconds; a cold start takes 3, a busy machine much longer

Serve = Callable[..., str]


@dataclass
class Outside:
    """Requests that a page made to other hosts; all of them were refused."""

    attempts: list[str] = field(default_factory=list)

    def refuse(self, route: Route) -> None:
        """Let the server's own addresses through and nothing else."""
        address = route.request.url
        parts = urlsplit(address)
        if parts.scheme in {"data", "blob"} or parts.hostname in {
            "127.0.0.1",
            "localhost",
        }:
            route.continue_()
        else:
            self.attempts.append(address)
            route.abort()


@dataclass
class Complaints:
    """What the browser wrote to its console, but for Streamlit's own probes."""

    said: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep errors and warnings of the page; Chromium's own advice is not ours."""
        place = message.location.get("url", "")
        if message.type == "error" and not OWN_PROBES.search(place):
            self.said.append(f"{message.text} ({place})")


@dataclass(frozen=True)
class Served:
    """A running `phm serve`: where it is, and what it writes to the terminal."""

    address: str
    terminal: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from $PHM_CHROMIUM or PATH; skips with a reason where there is none."""
    found = os.environ.get("PHM_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if found is None:
        pytest.skip(
            "browser tests skipped: no Chromium found "
            f"(looked for {', '.join(BROWSERS)} and $PHM_CHROMIUM)"
        )
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=found, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def outside() -> Outside:
    """What the page of this test asked other hosts for."""
    return Outside()


@pytest.fixture
def page(browser: Browser, outside: Outside) -> Iterator[Page]:
    """A fresh 1280 × 720 page; the test fails if it asked any other host."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.route("**/*", outside.refuse)
    yield context.new_page()
    context.close()
    assert outside.attempts == []


@pytest.fixture
def complaints(page: Page) -> Iterator[Complaints]:
    """The test fails when the browser complained."""
    heard = Complaints()
    page.on("console", heard.hear)
    page.on("pageerror", lambda error: heard.said.append(str(error)))
    yield heard
    assert heard.said == []


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The invented system of published files, built once; for reading only."""
    return builders.tiny_home(tmp_path_factory)


@pytest.fixture(scope="session")
def published(tiny_home: Home) -> Iterator[str]:
    """The address of a server that shows published files alone."""
    with _server(APP, tiny_home.root, ()) as address:
        yield address


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that shows a crowd of made-up people."""
    with _server(APP, crowd_home(tmp_path_factory).root, ()) as address:
        yield address


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`phm serve` as typed on a fresh machine, but for fewer people."""
    folder = tmp_path_factory.mktemp("fresh")
    port, terminal = free_port(), folder / "terminal.txt"
    command = [sys.executable, "-m", "phm", "serve", "--home", str(folder / "home")]
    with terminal.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--demo-people", FEW],
            env={**os.environ, "STREAMLIT_SERVER_HEADLESS": "true"},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(f"{address}/_stcore/health", process, within=240)
        yield Served(address, terminal)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """`serve(script, home, *options)` starts a server and gives its address.

    Servers live as long as the test module.
    """
    with ExitStack() as running:

        def start(script: Path, home: Path, *options: str) -> str:
            return running.enter_context(_server(script, home, options))

        yield start


@contextmanager
def _server(script: Path, home: Path, options: tuple[str, ...]) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    process = subprocess.Popen(
        [*command, f"--server.port={port}", *SERVER, *options],
        cwd=home,  # away from the project's own .streamlit
        env={**os.environ, "PHM_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(_health(f"http://127.0.0.1:{port}", options), process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _health(address: str, options: tuple[str, ...]) -> str:
    base = next((o.partition("=")[2] for o in options if "baseUrlPath" in o), "")
    return f"{address}/{base}/_stcore/health".replace("//_", "/_")


def wait_until_healthy(
    health: str, process: subprocess.Popen[bytes], *, within: float = START_WITHIN
) -> None:
    """Return when a server answers; fail the test when it ends or takes too long."""
    give_up = time.monotonic() + within
    while time.monotonic() < give_up:
        if process.poll() is not None:
            pytest.fail(f"the server ended at once with code {process.returncode}")
        try:
            with urllib.request.urlopen(health, timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"no answer from {health} within {within} s")
