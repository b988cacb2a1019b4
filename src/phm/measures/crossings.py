"""Groups where dimensions cross that are reached less than their need implies."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group, Scheme
from phm.measures.ask import ask
from phm.measures.by_group.seen import seen_counts
from phm.measures.question import Question
from phm.measures.schemes import find_scheme, load_schemes
from phm.measures.shortfalls import (
    FALSE_DISCOVERY_RATE,
    Parts,
    Shortfalls,
    Thing,
    search,
)
from phm.stats.intervals import rate_interval
from phm.stats.limits import Limits
from phm.warehouse.people_crossings import CROSSED


RATIO = "equity_ratio"
COLUMNS = ("people", "people_referred", "expected_by_need")
EVERY_CELL = (resources.files("phm.measures") / "sql" / "crossings.sql").read_text(
    encoding="utf-8"
)
MOST_SHOWN = 12
PCN = "pcn"

Groups = list[tuple[str, str]]


@dataclass(frozen=True)
class Crossing:
    """A group reached less than its need implies, in disclosed (rounded) numbers.

    `area_code` and `area_name` are empty for the whole system.
    """

    groups: tuple[tuple[Scheme, str], ...]
    area_code: str
    area_name: str
    people: int
    observed: float
    expected: float
    ratio: Limits
    missed: float


@dataclass(frozen=True)
class Crossings:
    """What was found among the crossings examined; others were too small to tell.

    ``hidden`` were found, but their numbers are too small to be shown.
    """

    found: tuple[Crossing, ...]
    examined: int
    too_small: int
    false_discovery_rate: float
    period: str
    tier: str
    hidden: int = 0


def find_crossings(connection: duckdb.DuckDBPyConnection) -> Crossings:
    """Groups of the system and of its PCNs: most people missed first.

    Raises QuestionInvalid without a patients extract.
    """
    # by any groups, which is refused where there are no people to tell apart
    whole = ask(connection, Question(RATIO, AreaLevel.SYSTEM, by=CROSSED[:1]))
    shortfalls = search_cells(connection.execute(EVERY_CELL).df())
    first = shortfalls.found.head(MOST_SHOWN)
    seen = Seen(connection)
    shown = [_crossing(seen, parts) for parts in first["parts"]]
    return Crossings(
        found=tuple(one for one in shown if one),
        examined=shortfalls.examined,
        too_small=shortfalls.too_small,
        false_discovery_rate=FALSE_DISCOVERY_RATE,
        period=whole.period,
        tier=whole.tier,
        hidden=sum(1 for one in shown if one is None),
    )


def search_cells(cells: pd.DataFrame) -> Shortfalls:
    """Search a table of `fct_crossing`, leaving out who is not known."""
    schemes = [one for one in load_schemes().values() if one.id in CROSSED]
    rests = {(one.id, one.rest.id) for one in schemes}
    left_out = frozenset(rests | _again(schemes))
    return search(cells, left_out, _broader(schemes))


def _again(schemes: Sequence[Scheme]) -> set[Thing]:
    """Groups that an earlier scheme has already: White of two groups and of five."""
    seen: list[Group] = []
    again = set()
    for scheme in schemes:
        for group in scheme.groups:
            if any(group.is_within(one) and one.is_within(group) for one in seen):
                again.add((scheme.id, group.id))
            seen.append(group)
    return again


def _broader(schemes: Sequence[Scheme]) -> dict[Thing, Parts]:
    """The groups of other schemes of its dimension that each group lies in."""
    return {
        (scheme.id, group.id): frozenset(
            (other.id, wide.id)
            for other in schemes
            if other.dimension == scheme.dimension and other.id != scheme.id
            for wide in other.groups
            if group.is_within(wide) and not wide.is_within(group)
        )
        for scheme in schemes
        for group in scheme.groups
    }


class Seen:
    """Groups as everybody may see them: groups often cross the same schemes."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._tables: dict[tuple[AreaLevel, tuple[str, ...]], pd.DataFrame] = {}

    def row(self, pcn: str, groups: Groups) -> Any:
        """One group, in the system or in a PCN."""
        names = tuple(name for name, _ in groups)
        level = AreaLevel.PCN if pcn else AreaLevel.SYSTEM
        if (level, names) not in self._tables:
            schemes = [find_scheme(name) for name in names]
            table = seen_counts(self._connection, level, schemes, COLUMNS)
            self._tables[level, names] = table
        frame = self._tables[level, names]
        for name, group in (*groups, *([("area_code", pcn)] if pcn else [])):
            frame = frame[frame[name].eq(group)]
        return next(frame.itertuples())


def _crossing(seen: Seen, parts: Parts) -> Crossing | None:
    """The group as the door shows it, or nothing when it hides it."""
    pcn = next((code for name, code in parts if name == PCN), "")
    order = list(load_schemes())
    groups = [(name, group) for name, group in parts if name != PCN]
    groups.sort(key=lambda pair: order.index(pair[0]))
    row = seen.row(pcn, groups)
    if np.isnan(row.people):
        return None
    ratio = rate_interval(row.people_referred, row.expected_by_need)
    value = row.people_referred / row.expected_by_need
    return Crossing(
        groups=tuple((find_scheme(name), group) for name, group in groups),
        area_code=pcn,
        area_name=row.area_name if pcn else "",
        people=int(row.people),
        observed=row.people_referred,
        expected=row.expected_by_need,
        ratio=Limits(value, float(ratio.lower), float(ratio.upper)),
        missed=row.expected_by_need - row.people_referred,
    )
