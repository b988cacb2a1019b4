"""`python -m bench.disclosure`: what a reader with a solver gets out of what is shown.

Random pairs of questions, one about some of the other's people, and random tables with
all their margins, each published by the rule of an audience and attacked; beside them
the same with small counts hidden and nothing else done, to show that the attack works.
Then every table of two by two with small counts, before a reader who knows how cells
are chosen and lists them all; last, how long it takes to decide a table.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from phm.measures.audience import Audience, find_audience
from phm.measures.cross_table import ALL, Key, hide_in_table
from phm.measures.small_numbers import is_small, rounded


AUDIENCES = (("published", 2), ("public", 2), ("analyst", 1))  # and schemes crossed
NAIVE = "small counts hidden, others exact"
AREAS, PLACES = 36, 3
COUNTS = 18  # 0 to 17: all that is shown as 15 or less


def main() -> None:
    """Attack, count, and end with 1 when anything was had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--tables", type=int, default=300, help="of each audience")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    had = _pairs(asked.pairs, asked.seed) + _tables(asked.tables, asked.seed)
    _two_by_two()
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


def _two_by_two() -> None:
    """Small counts on which all tables that are shown alike agree; not in the total."""
    counts = np.stack(np.meshgrid(*[np.arange(COUNTS)] * 4), axis=-1).reshape(-1, 2, 2)
    whole = np.zeros((len(counts), 3, 3))
    whole[:, :2, :2] = counts
    whole[:, 2] = whole.sum(axis=1)
    whole[:, :, 2] = whole[:, :, :2].sum(axis=2)
    names = np.array(["0", "1", ALL])
    frame = pd.DataFrame(
        {
            "table": np.repeat(np.arange(len(counts)), 9),
            "row": np.tile(np.repeat(names, 3), len(counts)),
            "column": np.tile(names, 3 * len(counts)),
            "n": whole.ravel(),
        }
    )
    rule, keys = find_audience("published"), [Key("row"), Key("column")]
    hidden = hide_in_table(frame, keys, "n", rule, within=["table"]).reshape(-1, 9)
    cells = whole.reshape(-1, 9)
    shown = pd.DataFrame(np.where(hidden, -1, rounded(cells, rule)))
    alike = shown.groupby(list(shown.columns)).ngroup().to_numpy()
    ends = pd.DataFrame(cells).groupby(alike)
    agreed = (ends.min().to_numpy() == ends.max().to_numpy())[alike]
    told = (agreed & is_small(cells, rule)).any(axis=1)
    more = (hidden & (cells > rule.suppress_up_to)).any(axis=1)
    print(
        f"two by two, 0 to {COUNTS - 1}: {len(cells):,} tables, {more.mean():.1%} with "
        f"counts hidden beside small ones, {told.mean():.1%} told to who lists them all"
    )


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
