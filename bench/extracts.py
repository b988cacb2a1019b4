"""Time and peak memory of a system's own extracts: land, check, build; and by pandas.

Each step runs in a process of its own, so that its peak memory is its own. Home is one
with published files landed; without one, the invented system of the tests is used.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.build import Measured, measured
from bench.extract_files import places_of, write_extracts
from phm.settings import Home
from phm.sources.landed import list_landed


def main(arguments: list[str]) -> None:
    """Write extracts of the size asked for and measure both ways on them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="home with published files landed")
    parser.add_argument("--system", default="hertfordshire_west_essex")
    parser.add_argument("--people", type=int, default=1_660_000)
    parser.add_argument("--referrals", type=int, default=60_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        system = asked.system if asked.home else "tiny"
        home = _home(Path(place), asked.home)
        supplied = Path(place) / "supplied"
        supplied.mkdir()
        lines = write_extracts(
            supplied, places_of(home), people=asked.people, referrals=asked.referrals
        )
        megabytes = sum(path.stat().st_size for path in supplied.iterdir()) / 1e6
        print(f"{lines:,} lines in three files, {megabytes:,.0f} MB")
        _measure_ours(home, supplied, system)
        _measure_pandas(supplied, home, lines)


def _home(place: Path, given: Path | None) -> Home:
    """A home with the published files of another one, linked rather than copied."""
    home = Home(place / "home")
    if given is None:
        from tests import builders  # noqa: PLC0415 - needs the tests beside the project

        builders.supply(home, builders.tiny_files())
        builders.declare_system(home, builders.TINY)
        return home
    home.landed.mkdir(parents=True)
    local = ("patients", "referrals", "contacts", "support", "outcomes")
    for one in list_landed(Home(given)):
        if one.source_id not in local:
            for path in (one.parquet, one.sidecar, one.rejects):
                if path.exists():
                    _link(path, home.landed / path.name)
    return home


def _link(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:  # another disk
        shutil.copyfile(path, to)


def _measure_ours(home: Home, supplied: Path, system: str) -> None:
    at = ("--home", str(home.root))
    steps = (
        measured("phm land", "land", str(supplied), *at),
        measured("phm check", "check", *at),
        measured("phm build", "build", "--system", system, *at),
    )
    for step in steps:
        print(step.line())
    seconds, peak = sum(s.seconds for s in steps), max(s.peak_mib for s in steps)
    print(Measured("all three", seconds, peak).line())
    manifest = json.loads(next(home.warehouse.glob("*.json")).read_text("utf-8"))
    loads = [load for load in manifest["sources"] if load["source_id"] in _OURS]
    read, used, aside, empty, converted = (
        sum(load[name] for load in loads)
        for name in (
            "rows_read",
            "rows_used",
            "rows_set_aside",
            "cells_left_empty",
            "cells_converted",
        )
    )
    print(
        f"  {read:,} lines read = {used:,} used + {aside:,} set aside with a reason; "
        f"{empty:,} cells left empty, {converted:,} converted; lost: "
        f"{read - used - aside}"
    )


_OURS = ("patients", "referrals", "contacts")


def _measure_pandas(supplied: Path, home: Home, lines: int) -> None:
    practice_map = {one.source_id: one for one in list_landed(home)}["practice_map"]
    command = [sys.executable, "-m", "bench.extracts_by_pandas", str(supplied)]
    begun = time.perf_counter()
    ended = subprocess.run(
        [*command, str(practice_map.parquet)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - begun
    said = json.loads(ended.stdout)
    print(Measured("pandas as usually written", seconds, said["mib"]).line())
    lost = lines - said["rows_read"]
    print(
        f"  {lines:,} lines, {said['rows_read']:,} rows read: {lost:,} lost without a "
        f"word; then {said['rows_dropped']:,} dropped in joins and as duplicates"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
