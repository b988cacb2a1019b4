"""Time and peak memory of landing and building, for one system and for England.

Each step runs in a process of its own, so that its peak memory is its own.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Wall seconds and peak memory of one command."""

    what: str
    seconds: float
    peak_mib: float

    def line(self) -> str:
        """One row of the table."""
        return f"{self.what:44} {self.seconds:8.1f} s {self.peak_mib:8.0f} MiB"


def measured(what: str, *arguments: str) -> Measured:
    """Run `phm ARGUMENTS` and measure it; a failure is raised, not timed."""
    code = (
        "import resource, sys; from phm.cli import main\n"
        "sys.argv = ['phm', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit as end: ended = end.code\n"
        "else: ended = 0\n"
        "usage = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(f'PEAK {usage.ru_maxrss}', file=sys.stderr); sys.exit(ended)"
    )
    begun = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    if ended.returncode:
        raise RuntimeError(f"phm {' '.join(arguments)} failed:\n{ended.stderr[-2000:]}")
    peak = int(ended.stderr.rsplit("PEAK ", 1)[1])
    return Measured(what, seconds, peak / 1024)


def main(arguments: list[str]) -> None:
    """Land a folder, build the systems named, build one again unchanged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of published files")
    parser.add_argument(
        "--systems", nargs="+", default=["hertfordshire_west_essex", "england"]
    )
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        home = ("--home", place)
        print(measured("land everything", "land", str(asked.folder), *home).line())
        print(measured("land it again", "land", str(asked.folder), *home).line())
        for system in asked.systems:
            build = ("build", "--system", system, *home)
            print(measured(f"build {system}", *build).line())
            print(measured(f"build {system}, nothing changed", *build).line())
        database = max(Path(place, "warehouse").glob("*.duckdb"), key=_size)
        print(f"largest warehouse file: {_size(database) / 2**20:.0f} MiB")


def _size(path: Path) -> int:
    return path.stat().st_size


if __name__ == "__main__":
    main(sys.argv[1:])
