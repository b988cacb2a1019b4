"""`python -m bench.disclosure`: what a reader with a solver gets out of what is shown.

Random pairs of questions, one about some of the other's people, and random tables with
all their margins, each published by the rule of an audience and attacked; beside them
the same with small counts hidden and nothing else done, to show that the attack works.
Last, how long it takes to decide a table.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from phm.measures.audience import Audience, find_audience
from phm.measures.cross_table import hide_in_table


AUDIENCES = (("published", 2), ("public", 2), ("analyst", 1))  # and schemes crossed
NAIVE = "small counts hidden, others exact"
AREAS, PLACES = 36, 3


def main() -> None:
    """Attack, count, and end with 1 when anything was had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--tables", type=int, default=300, help="of each audience")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    had = _pairs(asked.pairs, asked.seed) + _tables(asked.tables, asked.seed)
    _times()
    print(f"recovered in all: {had}")
    sys.exit(1 if had else 0)


def _pairs(number: int, seed: int) -> int:
    # needs the tests beside the project
    from tests.attacks.pairs import asked_pairs, differences_told  # noqa: PLC0415

    some, all_of_them = asked_pairs(np.random.default_rng(seed), number)
    had = 0
    for name, threshold, step in (*_rounded_rules(), (NAIVE, 7, 1)):
        told, small = differences_told(some, all_of_them, threshold, step)
        print(
            f"pairs, {name}: {len(some):,} tried, {small.sum():,} differ by few, "
            f"{told.sum():,} recovered"
        )
        had += 0 if name == NAIVE else int(told.sum())
    return had


def _rounded_rules() -> list[tuple[str, int, int]]:
    rules = [find_audience(name) for name, _ in AUDIENCES]
    return [
        (rule.id, rule.suppress_up_to, rule.round_to)
        for rule in rules
        if not rule.is_exact
    ]


def _tables(number: int, seed: int) -> int:
    from tests.attacks import tables  # noqa: PLC0415

    had = 0
    for name, most_schemes in AUDIENCES:
        rule = find_audience(name)
        made = [tables.made_table(seed + n, most_schemes) for n in range(number)]
        had += _attack(f"tables, {name}", made, rule, tables.reading_of)
        _attack(f"tables, {NAIVE}", made, rule, tables.naive_reading_of)
        if most_schemes == 1 or name == "published":
            others = [tables.overlapping_table(seed + n) for n in range(number)]
            text = f"overlapping groups, {name}"
            had += _attack(text, others, rule, tables.reading_of)
    return had


def _attack(text: str, made: list, rule: Audience, read: Callable[..., tuple]) -> int:
    from tests.attacks import attacker, tables  # noqa: PLC0415

    cells = small = hidden = had = 0
    for table in made:
        reading, mask = read(table, rule)
        wanted = np.flatnonzero(tables.is_hidden_count(table.counts, rule))
        had += len(attacker.told(reading, wanted)) if wanted.size else 0
        cells, small, hidden = (
            cells + len(mask),
            small + len(wanted),
            hidden + mask.sum(),
        )
    print(
        f"{text}: {len(made):,} tables, {cells:,} cells, {small:,} small, "
        f"{hidden - small:,} hidden beside them, {had:,} recovered"
    )
    return had


def _times() -> None:
    from tests.attacks.tables import with_margins  # noqa: PLC0415

    generator = np.random.default_rng(0)
    areas = [f"area {n}" for n in range(AREAS)]
    parents = {area: f"place {n % PLACES}" for n, area in enumerate(areas)}
    for name, sizes in (("published", (7, 6)), ("public", (7, 6)), ("analyst", (6,))):
        schemes = [[f"group {n}" for n in range(size)] for size in sizes]
        share = generator.dirichlet(np.ones(int(np.prod(sizes))), AREAS).ravel()
        seconds = []
        for mean in (300, 1_000, 3_000, 10_000, 30_000):
            counts = generator.poisson(share * mean)
            table = with_margins(areas, schemes, counts, parents)
            start = time.perf_counter()
            hide_in_table(table.frame, table.keys, "n", find_audience(name))
            seconds.append(time.perf_counter() - start)
        shape = " by ".join(map(str, (AREAS, *sizes)))
        print(
            f"{name}, {shape} with margins: median "
            f"{1000 * statistics.median(seconds):.0f} ms, "
            f"slowest {1000 * max(seconds):.0f} ms"
        )


if __name__ == "__main__":
    main()
