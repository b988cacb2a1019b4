"""`python -m bench.cohort_pairs HOME`: what the difference of two cohorts gives away.

Random pairs of cohorts that anybody could build, one within the other, asked through
the door as pages ask, system and PCNs by turns; a reader who knows the rule tries every
reading of what is published. Says how many differences of 1 to 7 were had: of the
sample that built cohorts are counted in, never of the people it stands for.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from phm.domain.areas import AreaLevel
from phm.settings import Home
from phm.warehouse.connect import current_warehouse


def main() -> None:
    """Attack, and count what was had."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--pairs", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for level in (AreaLevel.SYSTEM, AreaLevel.PCN):
        found = _attacked(asked.home, asked.seed, level, asked.pairs // 2)
        print(
            f"{level}: {asked.pairs // 2:,} pairs, {found['areas']:,} times an area, "
            f"{found['hidden']:,} with a hidden count, {found['close']:,} that may "
            f"differ by 7 people or fewer, {found['had']:,} recovered of the sample"
        )


def _attacked(home: Path, seed: int, level: AreaLevel, number: int) -> Counter[str]:
    # needs the tests beside the project
    from tests.attacks.cohort_pairs import (  # noqa: PLC0415
        HIDDEN,
        asked_pairs,
        differences,
    )

    found: Counter[str] = Counter()
    with current_warehouse(Home(home)).open() as connection:
        generator = np.random.default_rng(seed)
        asked = asked_pairs(connection, generator, level=level, number=number)
        for _, _, areas in asked:
            for pair in areas:
                possible = differences(pair)
                found["areas"] += 1
                found["hidden"] += HIDDEN in (pair.some.inside, pair.all_of_them.inside)
                found["close"] += min(possible, default=0) <= 7
                found["had"] += len(possible) == 1 and 1 <= min(possible) <= 7
    return found


if __name__ == "__main__":
    main()
