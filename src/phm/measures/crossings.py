"""Groups where dimensions cross that are reached less than their need implies."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import duckdb

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.ask import ask
from phm.measures.question import Question
from phm.measures.results import OK, Results
from phm.measures.schemes import find_scheme, load_schemes
from phm.measures.shortfalls import (
    FALSE_DISCOVERY_RATE,
    Parts,
    Shortfalls,
    Thing,
    search,
)
from phm.stats.limits import Limits
from phm.warehouse.people_crossings import CROSSED


RATIO, SIZE = "equity_ratio", "share_of_people_percent"
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
    q: float


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


def find_crossings(connection: duckdb.DuckDBPyConnection, pcn: str = "") -> Crossings:
    """Groups of the system and of its PCNs, or of one PCN: most people missed first.

    Raises QuestionInvalid without a patients extract.
    """
    whole = ask(connection, Question(RATIO, AreaLevel.SYSTEM))
    shortfalls = _search(connection, pcn)
    rows = list(shortfalls.found.itertuples())
    seen = Seen(connection)
    shown = [_crossing(seen, row.parts, row.q) for row in rows[:MOST_SHOWN]]
    return Crossings(
        found=tuple(one for one in shown if one),
        examined=shortfalls.examined,
        too_small=shortfalls.too_small,
        false_discovery_rate=FALSE_DISCOVERY_RATE,
        period=whole.period,
        tier=whole.tier,
        hidden=sum(1 for one in shown if one is None),
    )


def _search(connection: duckdb.DuckDBPyConnection, pcn: str) -> Shortfalls:
    query = (resources.files("phm.measures") / "sql" / "crossings.sql").read_text(
        encoding="utf-8"
    )
    cells = connection.execute(query, {"pcn": pcn}).df()
    schemes = [one for one in load_schemes().values() if one.id in CROSSED]
    rests = frozenset((one.id, one.rest.id) for one in schemes)
    found = search(cells, rests, _broader(schemes))
    if not pcn:
        return found
    here = found.found["pcn_code"].eq(pcn)
    return Shortfalls(found.found[here], found.examined, found.too_small)


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
    """Answers of the door, each asked for once: groups often cross the same schemes."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._answers: dict[tuple[str, AreaLevel, tuple[str, ...]], Results] = {}

    def row(self, measure: str, pcn: str, groups: Groups) -> Any:
        """One group's row of a measure, in the system or in a PCN."""
        level = AreaLevel.PCN if pcn else AreaLevel.SYSTEM
        key = measure, level, tuple(name for name, _ in groups)
        if key not in self._answers:
            question = Question(measure, level, by=key[2])
            self._answers[key] = ask(self._connection, question)
        frame = self._answers[key].frame
        for name, group in (*groups, *([("area_code", pcn)] if pcn else [])):
            frame = frame[frame[name].eq(group)]
        return next(frame.itertuples())


def _crossing(seen: Seen, parts: Parts, q: float) -> Crossing | None:
    """The group as the door shows it, or nothing when it hides it."""
    pcn = next((code for name, code in parts if name == PCN), "")
    order = list(load_schemes())
    groups = [(name, group) for name, group in parts if name != PCN]
    groups.sort(key=lambda pair: order.index(pair[0]))
    row, size = (seen.row(name, pcn, groups) for name in (RATIO, SIZE))
    if row.status != OK or size.status != OK:
        return None
    return Crossing(
        groups=tuple((find_scheme(name), group) for name, group in groups),
        area_code=pcn,
        area_name=row.area_name if pcn else "",
        people=int(size.numerator),
        observed=row.numerator,
        expected=row.denominator,
        ratio=Limits(row.value, row.lower, row.upper),
        missed=row.denominator - row.numerator,
        q=q,
    )
