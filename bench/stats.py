"""The statistics on all rows at once, and the same formulae row by row.

    python -m bench.stats                   3,150 rows: 35 PCNs x 90 groups
    python -m bench.stats --rows 33755      every neighbourhood of England

Row by row is how such formulae are usually written: one row of a frame at a time, with
the same scipy functions. Both must give the same limits, or there is no table. Medians
of one run; the slope is one fit, in closed form and simulated as OHID publishes it.
"""

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np
import pandas as pd
from scipy import stats

from phm.stats.comparison import rate_ratios
from phm.stats.european_standard import ADULT_BANDS, standard_population
from phm.stats.intervals import byar_interval, rate_interval, wilson_interval
from phm.stats.scales import Scale
from phm.stats.slopes import simulated_slope_index, slope_index
from phm.stats.standardisation import direct_rates


Z = 1.959963984540054
STANDARD = standard_population(ADULT_BANDS)
BANDS = list(range(len(STANDARD)))
SLOW_TURNS = 3


@dataclass(frozen=True)
class Contest:
    """One method: how all rows are done, how one row is."""

    name: str
    all_rows: Callable[[pd.DataFrame], np.ndarray]
    one_row: Callable[[pd.Series], tuple[float, float]]


def main() -> None:
    """Time every method both ways and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=3150)
    parser.add_argument("--turns", type=int, default=15)
    asked = parser.parse_args()
    frame = made_up(asked.rows)
    print(f"{asked.rows:,} rows, milliseconds, medians")
    print("| method | all at once | row by row | ratio |\n|---|---|---|---|")
    for contest in CONTESTS:
        print(line(contest, frame, asked.turns), flush=True)
    print(slope_line(asked.turns))


def made_up(rows: int) -> pd.DataFrame:
    """Counts of people, small ones and zeros among them, with a fixed seed."""
    random = np.random.default_rng(2013)
    people = random.integers(200, 4000, (rows, len(BANDS)))
    events = random.poisson(people * random.gamma(4, 0.005, (rows, 1)))
    total, count = people.sum(axis=1), events.sum(axis=1)
    other = random.poisson(total * 0.02) + 1
    frame = pd.DataFrame({"count": count, "total": total, "other": other})
    frame["small"] = random.poisson(6, rows)
    for band in BANDS:
        frame[f"people_{band}"] = people[:, band]
        frame[f"events_{band}"] = events[:, band]
    return frame


def line(contest: Contest, frame: pd.DataFrame, turns: int) -> str:
    """A row of the table; raises where the two ways do not agree."""
    fast, together = timed(partial(contest.all_rows, frame), turns)
    by_row = partial(frame.apply, contest.one_row, axis=1, result_type="expand")
    slow, singly = timed(by_row, SLOW_TURNS)
    np.testing.assert_allclose(together, singly.to_numpy(), rtol=1e-9, atol=1e-12)
    return f"| {contest.name} | {fast:.2f} | {slow:,.0f} | {slow / fast:,.0f} |"


def slope_line(turns: int) -> str:
    """Closed form against 100,000 draws, for one gradient of ten groups."""
    people = np.arange(30_000, 20_000, -1000)
    count = np.arange(900, 400, -50)
    asked = (count / people, people, rate_interval(count, people))
    closed, _ = timed(partial(slope_index, *asked, scale=Scale.LOG), turns)
    drawn, _ = timed(partial(simulated_slope_index, *asked, errors=Scale.LOG), turns)
    name = "slope index: closed form, simulated"
    return f"| {name} | {closed:.2f} | {drawn:,.0f} | {drawn / closed:,.0f} |"


def timed(work: Callable[[], object], turns: int) -> tuple[float, object]:
    """Median milliseconds of a few turns, and what the last one gave."""
    taken = []
    for _ in range(turns):
        began = time.perf_counter()
        result = work()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken), result


def columns(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[[f"{name}_{band}" for band in BANDS]].to_numpy()


def pairs(limits) -> np.ndarray:
    return np.column_stack([limits.lower, limits.upper])


def standardised(frame: pd.DataFrame) -> np.ndarray:
    found = direct_rates(columns(frame, "events"), columns(frame, "people"), STANDARD)
    return pairs(found.rate)


def wilson_row(row: pd.Series) -> tuple[float, float]:
    x, n = row["count"], row["total"]
    half = Z * math.sqrt(Z**2 + 4 * x * (1 - x / n))
    below, middle = 2 * (n + Z**2), 2 * x + Z**2
    return (middle - half) / below, (middle + half) / below


def byar(x: float) -> tuple[float, float]:
    if x < 10:
        lower = stats.chi2.ppf(0.025, 2 * x) / 2 if x else 0.0
        return lower, stats.chi2.ppf(0.975, 2 * x + 2) / 2
    lower = x * (1 - 1 / (9 * x) - Z / (3 * math.sqrt(x))) ** 3
    y = x + 1
    return lower, y * (1 - 1 / (9 * y) + Z / (3 * math.sqrt(y))) ** 3


def byar_row(row: pd.Series) -> tuple[float, float]:
    return byar(row["small"])


def standardised_row(row: pd.Series) -> tuple[float, float]:
    rate = variance = total = 0.0
    for band, weight in zip(BANDS, STANDARD / STANDARD.sum(), strict=True):
        events, people = row[f"events_{band}"], row[f"people_{band}"]
        rate += weight * events / people
        variance += weight**2 * events / people**2
        total += events
    if total < 10:
        return math.nan, math.nan
    lower, upper = byar(total)
    spread = math.sqrt(variance / total)
    return rate + spread * (lower - total), rate + spread * (upper - total)


def ratio_row(row: pd.Series) -> tuple[float, float]:
    x, y, n = row["count"], row["other"], row["total"]
    if min(x, y) < 10:
        low = stats.beta.ppf(0.025, x, y + 1) if x else 0.0
        high = stats.beta.ppf(0.975, x + 1, y)
        return low / (1 - low), high / (1 - high)
    spread = math.exp(Z * math.sqrt(1 / x + 1 / y))
    return x / n / (y / n) / spread, x / n / (y / n) * spread


def ratios(frame: pd.DataFrame) -> np.ndarray:
    found = rate_ratios(frame["count"], frame["total"], frame["other"], frame["total"])
    return pairs(found)


CONTESTS = (
    Contest(
        "Wilson", lambda f: pairs(wilson_interval(f["count"], f["total"])), wilson_row
    ),
    Contest(
        "Byar, exact below 10", lambda f: pairs(byar_interval(f["small"])), byar_row
    ),
    Contest("directly standardised", standardised, standardised_row),
    Contest("rate ratio", ratios, ratio_row),
)


if __name__ == "__main__":
    main()
