"""`python -m bench FOLDER`: land, build, extracts, demonstration, maps and pages."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import build


PARTS = ("build", "extracts", "demo", "people", "stats", "map", "paint")


def main() -> None:
    """Measure the parts asked for on the published files in a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of published files")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--system", default="hertfordshire_west_essex")
    asked = parser.parse_args()
    if "build" in asked.parts:
        _say("Land and build: seconds and peak memory, each a process of its own")
        build.main([str(asked.folder), "--systems", asked.system, "england"])
    if "demo" in asked.parts:
        _say("The synthetic system, full size, against people drawn one by one")
        _run("bench.demo")
    if "stats" in asked.parts:
        _say("The statistics, all rows at once, against row by row")
        _run("bench.stats")
    if "people" in asked.parts:
        _on_people()
    if {"extracts", "map", "paint"} & set(asked.parts):
        with tempfile.TemporaryDirectory() as place:
            _on_screens(asked.folder, asked.system, Path(place), asked.parts)


def _on_people() -> None:
    with tempfile.TemporaryDirectory() as place:
        _say("A synthetic system to count, search and attack")
        _run("phm", "demo", "--home", place)
        demo = str(Path(place) / "demo")
        _say("A cohort, against pandas; questions by groups")
        _run("bench.cohort", demo)
        _say("Figures, made at once against piece by piece")
        _run("bench.figures", demo)
        _say("A change of a control to its figure on the screen")
        _run("bench.repaint", demo, "--usual")
        _say("Crossings where nothing is to be found: false alarms")
        _run("bench.crossings", "--home", demo)
        _say("Attacks on what is shown: cells recovered")
        _run("bench.averaging", demo)
        _run("bench.disclosure")


def _on_screens(folder: Path, system: str, place: Path, parts: list[str]) -> None:
    if "extracts" in parts:
        _say("A system's own extracts: land, check, build, against pandas")
        home = _home(folder, system, place / "extracts")
        _run("bench.extracts", "--home", home, "--system", system)
    if not {"map", "paint"} & set(parts):
        return
    homes = [_home(folder, name, place / name) for name in (system, "england")]
    if "map" in parts:
        _say("Change of layer on the map: ours against the usual way")
        _run("bench.map_switch", *(w for home in homes for w in ("--home", home)))
    if "paint" in parts:
        for home in homes:
            _say(f"First paint: {Path(home).name}")
            _run("bench.first_paint", home)


def _home(folder: Path, system: str, home: Path) -> str:
    home.mkdir()
    _run("phm", "land", str(folder), "--home", str(home))
    _run("phm", "build", "--system", system, "--home", str(home))
    return str(home)


def _run(module: str, *words: str) -> None:
    quiet = subprocess.DEVNULL if module == "phm" else None
    command = [sys.executable, "-m", module, *words]
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=os.environ)


def _say(title: str) -> None:
    print(f"\n## {title}", flush=True)


if __name__ == "__main__":
    main()
