"""Time and peak memory of the synthetic system, and of people drawn one by one.

`phm demo` runs in a process of its own, at full size: on a new machine, again
unchanged, and calibrated to open data when a built home is named. Beside it the usual
way to make people up, a loop with a few draws for each, on a hundredth of them.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.build import measured


WHOLE = 1_662_718
LOOPED = WHOLE // 100
ANSWERS = 45  # yes-or-no columns of the patients extract, about


def main(arguments: list[str]) -> None:
    """Make the demonstration in every way there is, and people by a loop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="home with open data built")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        at = ("demo", "--home", place)
        print(measured("phm demo, new machine", *at).line())
        print(measured("phm demo, nothing changed", *at).line())
    if asked.home:
        with tempfile.TemporaryDirectory() as place:
            home = Path(place) / "home"
            shutil.copytree(asked.home, home, ignore=shutil.ignore_patterns("demo"))
            print(measured("phm demo, open data", "demo", "--home", str(home)).line())
    seconds = looped() * WHOLE / LOOPED
    print(f"people alone, one by one, {LOOPED:,} drawn: {seconds:,.0f} s for all")


def looped() -> float:
    """Seconds to draw people one after the other: home, age, group, then answers."""
    dice = random.Random(1)  # noqa: S311 - made-up people, not secrets
    homes, weights = range(900), [1 + n % 7 for n in range(900)]
    chances = [0.01 + n / 100 for n in range(ANSWERS)]
    begun = time.perf_counter()
    people = [
        (
            dice.choices(homes, weights)[0],
            dice.randrange(100),
            dice.choices("ABCDEFGHJKLMNPRS")[0],
            [dice.random() < chance for chance in chances],
        )
        for _ in range(LOOPED)
    ]
    taken = time.perf_counter() - begun
    if len(people) != LOOPED:
        raise RuntimeError("the loop lost people")
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
