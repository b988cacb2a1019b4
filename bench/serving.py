"""A server on a free port and a headless browser, for what is measured on a screen."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright


ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
SERVER = (
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
    "--logger.level=error",
)


@contextmanager
def served(
    script: Path,
    home: Path,
    settings: Mapping[str, str] | None = None,
    module: str = "streamlit",
) -> Iterator[str]:
    """A Streamlit script served on a home; the address, until the block ends.

    ``module`` is what is started in Streamlit's place.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", module, "run", str(script)]
    process = subprocess.Popen(
        [*command, f"--server.port={port}", *SERVER],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PHM_HOME": str(home),
            **(settings or {}),
        },
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(health: str) -> None:
    for _ in range(1500):
        try:
            with urllib.request.urlopen(health, timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.04)
    sys.exit(f"no answer from {health}")


@contextmanager
def browser(script: str = "") -> Iterator[Page]:
    """A page of 1280 by 720 in a headless Chromium; `script` runs in every frame."""
    found = os.environ.get("PHM_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if found is None:
        sys.exit("no Chromium found; set PHM_CHROMIUM")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=FLAGS)
        page = chromium.new_page(viewport={"width": 1280, "height": 720})
        page.add_init_script(script)
        yield page
        chromium.close()
