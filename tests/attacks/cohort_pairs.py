"""Pairs of cohorts, one within the other, as the door answers; and what a reader gets.

The reader sees both cohorts, everybody else of both, and everybody: five numbers that
hang together. Every reading of them in whole people is tried. People are those of the
sample that built cohorts are counted in: what is had is a count of it, seldom enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import duckdb
import numpy as np

from phm.cohorts.attribute import Attribute, Kind
from phm.cohorts.attributes import load_attributes
from phm.domain.areas import AreaLevel
from phm.domain.conditions import Compare, Condition, Not, OneOf, Operator, all_of
from phm.measures.ask import ask
from phm.measures.cohort_scheme import COHORT, INSIDE, OUTSIDE
from phm.measures.memory import Memory
from phm.measures.question import Question
from phm.measures.results import OK, Results


MEASURE = "share_of_people_percent"
HIDDEN = -1
SMALL, BESIDE_SMALL = range(1, 8), range(100)
MOST_ATTRIBUTES = 4


@dataclass(frozen=True)
class Seen:
    """What is published of one cohort: people in it, others, everybody; or HIDDEN."""

    inside: int
    outside: int
    everybody: int


@dataclass(frozen=True)
class Pair:
    """Two cohorts, the first within the second, in one area."""

    area: str
    some: Seen
    all_of_them: Seen


def asked_pairs(
    connection: duckdb.DuckDBPyConnection,
    generator: np.random.Generator,
    *,
    level: AreaLevel,
    number: int,
) -> Iterator[tuple[str, str, list[Pair]]]:
    """Both conditions of each pair, and what is published of them in every area."""
    memory = Memory()
    drawn = drawn_pairs(connection, generator, level=level, number=number)
    for inner, outer in drawn:
        answers = (_asked(connection, one, level, memory) for one in (inner, outer))
        yield str(inner), str(outer), list(_pairs(*answers))


def drawn_pairs(
    connection: duckdb.DuckDBPyConnection,
    generator: np.random.Generator,
    *,
    level: AreaLevel,
    number: int,
) -> Iterator[tuple[Condition, Condition]]:
    """Conditions of which the first is within the second, both told at a level."""
    attributes = _recorded(connection, level)
    for _ in range(number):
        leaves = _leaves(generator, attributes)
        kept = int(generator.integers(1, len(leaves)))
        yield all_of(*leaves), all_of(*leaves[:kept])


def differences(pair: Pair) -> set[int]:
    """How many people may be in the second and not in the first, as it is published.

    The reader takes what is hidden for 1 to 7; where that cannot be, for more.
    """
    return _differences(pair, SMALL) or _differences(pair, BESIDE_SMALL)


def _differences(pair: Pair, hidden: range) -> set[int]:
    some, them = pair.some, pair.all_of_them
    return {
        second - first
        for first, second, everybody in product(
            _readings(some.inside, hidden),
            _readings(them.inside, hidden),
            _readings(some.everybody, hidden),
        )
        if first <= second <= everybody
        and _agrees(everybody - first, some.outside)
        and _agrees(everybody - second, them.outside)
    }


def _readings(shown: int, hidden: range) -> range:
    """Whole numbers that may stand behind what is shown."""
    if shown == HIDDEN:
        return hidden
    return range(max(shown - 2, 8), shown + 3) if shown else range(1)


def _agrees(count: int, shown: int) -> bool:
    # what is hidden beside a small count may be any number
    return shown == HIDDEN or count in _readings(shown, SMALL)


def _pairs(some: Results, all_of_them: Results) -> Iterator[Pair]:
    first, second = _seen(some), _seen(all_of_them)
    for area in first:
        yield Pair(area, first[area], second[area])


def _seen(results: Results) -> dict[str, Seen]:
    frame = results.frame
    known, counted = frame["status"].eq(OK), frame["numerator"] * results.counted_share
    shown = counted.where(known | counted.eq(0), HIDDEN)
    counts = frame.assign(shown=shown).pivot(
        index="area_code", columns=COHORT, values="shown"
    )
    out_of = frame["denominator"] * results.counted_share
    everybody = out_of.groupby(frame["area_code"]).max().dropna()
    return {
        str(area): Seen(int(row[INSIDE]), int(row[OUTSIDE]), int(everybody[area]))
        for area, row in counts.iterrows()
        if area in everybody.index
    }


def _asked(
    connection: duckdb.DuckDBPyConnection,
    condition: Condition,
    level: AreaLevel,
    memory: Memory,
) -> Results:
    question = Question(MEASURE, level, by=(COHORT,), cohort=str(condition))
    return ask(connection, question, memory)


def _recorded(
    connection: duckdb.DuckDBPyConnection, level: AreaLevel
) -> list[Attribute]:
    """What may be told at a level and is known of most people."""
    levels = list(AreaLevel)
    told = [
        one
        for one in load_attributes().values()
        if levels.index(one.finest) <= levels.index(level)
    ]
    known = connection.table("fct_person").count
    people = len(connection.table("fct_person"))
    return [one for one in told if known(one.id).fetchall()[0][0] > people / 2]


def _leaves(
    generator: np.random.Generator, attributes: Sequence[Attribute]
) -> list[Condition]:
    size = int(generator.integers(2, MOST_ATTRIBUTES + 1))
    chosen = generator.choice(len(attributes), size, replace=False)
    return [_leaf(generator, attributes[place]) for place in chosen]


def _leaf(generator: np.random.Generator, attribute: Attribute) -> Condition:
    match attribute.kind:
        case Kind.FLAG:
            holds = Compare(attribute.id, Operator.EQUAL, True)  # noqa: FBT003
            return holds if generator.random() < 0.6 else Not(holds)
        case Kind.CATEGORY:
            values = [str(one) for one in generator.permutation(attribute.values)]
            some = values[: int(generator.integers(1, min(4, len(values) + 1)))]
            if len(some) == 1:
                return Compare(attribute.id, Operator.EQUAL, some[0])
            return OneOf(attribute.id, tuple(some))
        case Kind.NUMBER:
            operator = attribute.operators[int(generator.integers(2))]
            value = int(generator.choice(attribute.values_of(operator)))
            return Compare(attribute.id, operator, value)
