"""Prepare `.venv` and run phm from it, on a machine that has only Python.

Uses the standard library alone and stays readable for older Pythons, so that one
that is too old can say so. Works from any folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn


USAGE = """\
usage: python3 src/phm/bootstrap.py VERB [ARGUMENT...]

  serve   install phm into .venv and open it in a browser; arguments go to `phm serve`
  test    install the test tools too, check the code, run every test with pytest
  check   only the checks: ruff, import-linter, mypy
"""
ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
TOO_OLD = "phm needs Python 3.11 or newer: install one and start this with it."
REBUILD = "Delete the folder .venv and run the same command again."
NETWORK = (
    "Check the network; behind a proxy set HTTPS_PROXY; with a mirror of your own set "
    "PIP_INDEX_URL. Then run the same command again."
)
NETWORK_WORDS = ("connection", "proxy", "name resolution", "timed out", "ssl")
BROWSER_VARIABLE = "PHM_CHROMIUM"
NO_BROWSER = """\
No Chromium, Chrome or Edge found: THE BROWSER TESTS WILL BE SKIPPED. Install one of
them, or set PHM_CHROMIUM to its program file, and run the same command again."""
BROWSERS = (  # all speak the protocol that the browser tests use
    *("chromium", "chromium-browser", "google-chrome", "microsoft-edge", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def main(arguments: list[str]) -> int:
    """Run one verb and return the exit code for the shell."""
    verb = arguments[0] if arguments else ""
    if verb not in VERBS:
        say(USAGE)
        return 0 if verb in ("-h", "--help") else 2
    if sys.version_info[:2] < (3, 11):  # noqa: UP036 - an old Python must say so
        stop(f"{TOO_OLD} This is {sys.version.split()[0]} at {sys.executable}.")
    try:
        return VERBS[verb](arguments[1:])
    except KeyboardInterrupt:
        return 130


def serve(arguments: list[str]) -> int:
    """Install what the app needs and become `phm serve`, so that one stop stops it."""
    prepare("")
    say("Starting phm serve")
    command = [program("phm"), "serve", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    """Check the code, then run pytest, two tests at a time (`-n 0`: one)."""
    prepare("test")
    browser = find_browser() or install_browser()
    if browser:
        os.environ[BROWSER_VARIABLE] = browser
    else:
        say(NO_BROWSER)
    together = ["-n", str(min(2, os.cpu_count() or 1)), "--dist", "loadfile"]
    pytest = [program("pytest"), *together, *arguments]
    return run_all({**checks(), "pytest": pytest})


def check(_arguments: list[str]) -> int:
    """Run the checks that need no test."""
    prepare("test")
    return run_all(checks())


VERBS = {"serve": serve, "test": test, "check": check}


def checks() -> dict[str, list[str]]:
    """Name the checks in the order they run, each with its command."""
    return {
        "ruff check": [program("ruff"), "check", "."],
        "ruff format": [program("ruff"), "format", "--check", "."],
        "import-linter": [program("lint-imports")],
        "mypy": [program("mypy")],
    }


def prepare(extra: str) -> None:
    """Make `.venv` hold phm and the named extra; quick when nothing has changed."""
    if not Path(program("python")).exists():
        say(f"Creating {ENVIRONMENT}")
        if run([sys.executable, "-m", "venv", str(ENVIRONMENT)]):
            stop(f"Python's venv failed (Debian: install python3-venv). {REBUILD}")
    stamp = ENVIRONMENT / "phm-installed.txt"
    done = stamp.read_text("utf-8").split() if stamp.exists() else []
    if done[:1] != [fingerprint()] or extra not in ("", *done):
        stamp.unlink(missing_ok=True)
        install(extra)
        stamp.write_text(f"{fingerprint()} {extra}\n", "utf-8")
    elif run([program("python"), "-c", "import phm"]):
        stop(f"The environment in .venv does not work any more. {REBUILD}")


def fingerprint() -> str:
    """Return a hash of everything that decides what `.venv` must hold."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(extra: str) -> None:
    """Install phm, editable, with the pinned versions of what it needs."""
    what = f".[{extra}]" if extra else "."
    say(f"Installing phm and what it needs ({what}); this can take some minutes")
    command = [program("pip"), "install", "-c", "constraints.txt", "-e", what]
    complaints = []
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as pip:
        for line in pip.stderr or ():
            sys.stderr.write(line)
            complaints.append(line.lower())
    if pip.returncode and any(word in "".join(complaints) for word in NETWORK_WORDS):
        stop(f"pip could not reach its package index (its words are above). {NETWORK}")
    if pip.returncode:
        stop(f"pip could not install phm (its words are above). {REBUILD}")


def find_browser() -> str | None:
    """Return the browser that PHM_CHROMIUM names, else the first one installed."""
    named = os.environ.get(BROWSER_VARIABLE)
    found = map(shutil.which, [named] if named else BROWSERS)
    return next(filter(None, found), None)


def install_browser() -> str | None:
    """Install Debian's Chromium where that is possible without asking for rights."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or os.environ.get(BROWSER_VARIABLE) or not shutil.which("apt-get"):
        return None
    say("No browser found: installing Debian's chromium for the browser tests")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    if run(["apt-get", "update"]) or run(["apt-get", "install", "-y", "chromium"]):
        return None
    return find_browser()


def run_all(steps: dict[str, list[str]]) -> int:
    """Run every step, name those that failed, return the first failure's code."""
    codes = {}
    for name, command in steps.items():
        say(f"\n== {name}")
        codes[name] = run(command)
    failed = {name: code for name, code in codes.items() if code}
    if failed:
        say(f"\nFAILED: {', '.join(failed)}")
    return next(iter(failed.values()), 0)


def run(command: list[str]) -> int:
    """Run a command in the project's folder and return its exit code."""
    try:
        return subprocess.call(command, cwd=ROOT)
    except OSError as error:
        stop(f"{command[0]} cannot be started: {error}. {REBUILD}")


def program(name: str) -> str:
    """Return the path of a program that `.venv` holds."""
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(ENVIRONMENT / folder / (name + suffix))


def stop(text: str) -> NoReturn:
    """End with exit code 1, saying what the person at the keyboard can change."""
    sys.exit(f"\nphm: {text}")


def say(text: str) -> None:
    """Print at once, so that lines keep their order among those of other programs."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
