"""Tables of made-up counts, and what somebody who reads them starts from."""

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd

from phm.measures.audience import Audience
from phm.measures.cross_table import ALL, Key, kinds_in_table
from phm.measures.cross_table.reader import Kind
from tests.attacks.attacker import FAR, Reading, shown_range, sums_of


@dataclass(frozen=True)
class MadeTable:
    """Counts with every margin; ``parents`` are those of the areas.

    ``rest`` is who is in none of the groups, where these overlap.
    """

    frame: pd.DataFrame
    columns: list[str]
    parents: dict[str, str]
    rest: str | None = None

    @property
    def keys(self) -> list[Key]:
        """The columns as the project takes them."""
        schemes = [Key(column, rest=self.rest) for column in self.columns[1:]]
        return [Key("area", self.parents), *schemes]

    @property
    def counts(self) -> np.ndarray:
        """The counts, margins among them."""
        return self.frame["n"].to_numpy()


def made_table(seed: int, most_schemes: int) -> MadeTable:
    """Two to six areas, in two places or none, by one or more schemes of 2 to 4 groups.

    Counts are few and unevenly spread, so that most tables have something to hide.
    """
    generator = np.random.default_rng(seed)
    areas = [f"area {n}" for n in range(generator.integers(2, 7))]
    in_places = len(areas) > 3 and generator.random() < 0.6
    parents = {a: f"place {n % 2}" for n, a in enumerate(areas) if in_places}
    schemes = [
        [f"group {n}" for n in range(generator.integers(2, 5))]
        for _ in range(generator.integers(1, most_schemes + 1))
    ]
    size = len(areas) * int(np.prod([len(groups) for groups in schemes]))
    chance = 0.8 / (0.8 + generator.choice([1, 2, 4, 8]))
    counts = generator.negative_binomial(0.8, chance, size)
    return with_margins(areas, schemes, counts, parents)


def with_margins(
    areas: list[str],
    schemes: list[list[str]],
    counts: np.ndarray,
    parents: dict[str, str],
) -> MadeTable:
    """All cells of areas by schemes, with every total over some of them."""
    columns = ["area", *(f"scheme {n}" for n in range(len(schemes)))]
    cells = pd.DataFrame(list(product(areas, *schemes)), columns=columns)
    cells["n"] = np.asarray(counts, dtype=float)
    levels = [cells, cells.assign(area=ALL)]
    if parents:
        levels.append(cells.assign(area=cells["area"].map(parents)))
    margins = [
        level.assign(**dict.fromkeys(gone, ALL))
        for level in levels
        for number in range(len(columns))
        for gone in combinations(columns[1:], number)
    ]
    added = pd.concat(margins).groupby(columns, as_index=False)["n"].sum()
    return MadeTable(added, columns, parents)


def overlapping_table(seed: int) -> MadeTable:
    """Areas by groups that a person may be in several or none of."""
    generator = np.random.default_rng(seed)
    people = generator.integers(40, 400)
    area = generator.integers(0, generator.integers(2, 6), people)
    chance = generator.choice([0.01, 0.03, 0.1])
    member = generator.random((people, generator.integers(2, 5))) < chance
    groups = {f"group {n}": member[:, n] for n in range(member.shape[1])}
    groups |= {"none": ~member.any(axis=1), ALL: np.ones(people, dtype=bool)}
    rows = [
        (place, name, float(inside[chosen].sum()))
        for place, chosen in [
            *((f"area {n}", area == n) for n in range(area.max() + 1)),
            (ALL, np.ones(people, dtype=bool)),
        ]
        for name, inside in groups.items()
    ]
    columns = ["area", "scheme 0"]
    return MadeTable(pd.DataFrame(rows, columns=[*columns, "n"]), columns, {}, "none")


def is_hidden_count(counts: np.ndarray, rule: Audience) -> np.ndarray:
    """Counts that nobody may learn."""
    return (counts > 0) & (counts <= rule.suppress_up_to)


def reading_of(table: MadeTable, rule: Audience) -> tuple[Reading, np.ndarray]:
    """What is published by the rule, and where something is hidden.

    The reader is told more than the table says: which hidden cells are small, unless
    noughts are hidden beside them or everything is.
    """
    kinds = kinds_in_table(table.frame, table.keys, "n", rule)
    reading = _reading(table, kinds != Kind.SHOWN, rule.suppress_up_to, rule.round_to)
    small, nought = kinds == Kind.SMALL, kinds == Kind.NOUGHT
    reading.low[small], reading.high[small | nought] = 1, rule.suppress_up_to
    if rule.is_exact:
        reading.low[kinds == Kind.BESIDE] = rule.suppress_up_to + 1
    parts = reading.sums > 0
    beside = (parts.T @ (parts @ nought.astype(float) > 0)) > 0
    reading.low[small & beside] = 0
    return reading, kinds != Kind.SHOWN


def naive_reading_of(table: MadeTable, rule: Audience) -> tuple[Reading, np.ndarray]:
    """The same were small counts hidden and nothing else done."""
    hidden = is_hidden_count(table.counts, rule)
    reading = _reading(table, hidden, rule.suppress_up_to, 1)
    reading.low[hidden], reading.high[hidden] = 1, rule.suppress_up_to
    return reading, hidden


def _reading(
    table: MadeTable, hidden: np.ndarray, threshold: int, step: int
) -> Reading:
    rests = dict.fromkeys(table.columns[1:], table.rest) if table.rest else {}
    sums, least, most = sums_of(
        table.frame, table.columns, {"area": table.parents}, rests
    )
    ranges = [
        (0, FAR) if unknown else shown_range(count, threshold, step)
        for count, unknown in zip(table.counts, hidden, strict=True)
    ]
    low, high = np.array(ranges, dtype=float).T
    return Reading(low.copy(), high.copy(), sums, least, most)
