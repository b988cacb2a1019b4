"""People counted by area and group from the person mart: one statement, built or live.

Single schemes are counted once per build, at every level (`fct_group_count`); crossings
and conditions run the same statement when they are asked for. Beside each count stands
how many there would be at the system's rates by age band and sex: `expected_`.
"""

from collections.abc import Iterable, Sequence
from functools import reduce

import duckdb
from sqlglot import exp, parse_one

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group, Scheme
from phm.warehouse.people_counts import COUNTS, EXPECTED, RATES
from phm.warehouse.statements import (
    inserted_into,
    table_from,
    temporary_from,
    text,
    union,
)


PEOPLE = "fct_person"
RATE_TABLE = "fct_reference_rate"
STRATA = ("age_band", "sex")
LEVELS = (AreaLevel.PRACTICE, AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)
EVERYBODY = "everybody"  # the one group of the scheme of that name: no scheme at all
AREA_COLUMNS = {
    AreaLevel.PRACTICE: "practice_code",
    AreaLevel.PCN: "pcn_code",
    AreaLevel.PLACE: "place_id",
}
IN_PCN = "in_current_pcn"  # and not of a closed practice
COUNT_TABLE, CELLS = "fct_group_count", "group_cell"


def count_groups(
    connection: duckdb.DuckDBPyConnection, schemes: Iterable[Scheme]
) -> None:
    """Create `fct_group_count`: each scheme at each level it may be told at.

    People are read once per scheme, practice by practice; levels are sums of those.
    """
    for number, scheme in enumerate((None, *schemes)):
        connection.execute(temporary_from(CELLS, _cells(scheme)))
        levels = levels_of(scheme) if scheme else LEVELS
        rows = reduce(union, [_level(level, scheme) for level in levels])
        write = inserted_into if number else table_from
        connection.execute(write(COUNT_TABLE, rows))


def _cells(scheme: Scheme | None) -> exp.Select:
    schemes = [scheme] if scheme else []
    group = exp.column(scheme.id) if scheme else exp.Literal.string(EVERYBODY)
    places = [*AREA_COLUMNS.values(), IN_PCN]
    keys = [*places, (group_id(scheme) if scheme else group).as_("group_id")]
    rows = _of_people(schemes).select(*keys, *counts(COUNTS))
    return rows.where(exp.column("in_system")).group_by(*_first(len(keys)))


def _level(level: AreaLevel, scheme: Scheme | None) -> exp.Select:
    keys = [_area(level).as_("area_code"), "group_id"]
    sums = [exp.func("sum", exp.column(name)).as_(name) for name in COUNTS]
    rows = exp.select(*keys, *sums).from_(CELLS).where(*placed(level))
    return exp.select(
        exp.Literal.string(str(level)).as_("area_level"),
        exp.Literal.string(scheme.id if scheme else EVERYBODY).as_("scheme_id"),
        "*",
    ).from_(rows.group_by(*_first(len(keys))).subquery("level"))


def counts(names: Iterable[str]) -> list[exp.Expression]:
    """Columns of COUNTS, by name."""
    return [parse_one(COUNTS[name]).as_(name) for name in names]


def levels_of(scheme: Scheme) -> tuple[AreaLevel, ...]:
    """The levels a scheme may be told at, from the finest it declares upwards."""
    return LEVELS[LEVELS.index(scheme.finest) :]


def group_counts(
    level: AreaLevel,
    schemes: Sequence[Scheme],
    names: Sequence[str] = tuple(COUNTS),
    *only: exp.Expression,
) -> exp.Select:
    """The statement that counts people by area and scheme, all or ``only`` some.

    Columns: area_code, one of group ids per scheme (its id), those of COUNTS named. In
    an overlapping scheme a person stands in the row of every group of theirs.
    """
    keys = [_area(level).as_("area_code")]
    return _counted(keys, schemes, names, *placed(level), *only)


def place_counts(
    schemes: Sequence[Scheme], names: Sequence[str], *only: exp.Expression
) -> exp.Select:
    """As `group_counts`, but practice by practice: every level is a sum of these.

    Columns: practice_code, pcn_code, place_id, in_current_pcn, schemes, counts.
    """
    practice = exp.column(AREA_COLUMNS[AreaLevel.PRACTICE])
    # a practice is in one place and one PCN at most: told along, not grouped by
    along = [
        text(exp.func("any_value", exp.column(name))).as_(name)
        for name in (AREA_COLUMNS[AreaLevel.PCN], AREA_COLUMNS[AreaLevel.PLACE])
    ]
    current = exp.func("any_value", exp.column(IN_PCN)).as_(IN_PCN)
    return _counted([practice], schemes, names, *only).select(*along, current)


def _counted(
    places: Sequence[exp.Expression],
    schemes: Sequence[Scheme],
    names: Sequence[str],
    *only: exp.Expression,
) -> exp.Select:
    """People by place and group, the rates joined only where something is expected."""
    keys = [*places, *(group_id(scheme).as_(scheme.id) for scheme in schemes)]
    alone = set(names).isdisjoint(EXPECTED.values())
    people = exp.select().from_(_people(schemes)) if alone else _of_people(schemes)
    rows = people.select(*keys, *counts(names)).where(exp.column("in_system"), *only)
    return rows.group_by(*_first(len(keys)))


def is_in(scheme: Scheme, group: Group) -> exp.Expression:
    """The condition that a person is in a group; for the rest, in none."""
    if group.id == scheme.rest.id:
        others = exp.or_(*(is_in(scheme, one) for one in scheme.groups))
        return exp.not_(exp.func("coalesce", others, exp.false()))
    ways = [
        exp.and_(*(exp.column(name).eq(value) for name, value in way.items()))
        for way in group.where
    ]
    return exp.paren(exp.or_(*ways))


def group_id(scheme: Scheme) -> exp.Expression:
    """The group of a person in a partition: the first whose condition holds."""
    if scheme.overlapping:
        return exp.column(scheme.id)  # already laid out by `_people`
    case = exp.Case()
    for group in scheme.groups:
        case = case.when(is_in(scheme, group), exp.Literal.string(group.id))
    return case.else_(exp.Literal.string(scheme.rest.id))


def _of_people(schemes: Sequence[Scheme]) -> exp.Select:
    """People with the rates of their age and sex beside them."""
    rates = exp.select(*STRATA, *RATES).from_(RATE_TABLE).subquery("rate")
    rows = exp.select().from_(_people(schemes))
    return rows.join(rates, using=list(STRATA), join_type="left")


def _people(schemes: Sequence[Scheme]) -> exp.Expression:
    """The person mart, once per group where a scheme's groups overlap."""
    overlapping = [scheme for scheme in schemes if scheme.overlapping]
    if not overlapping:
        return exp.to_table(PEOPLE)
    scheme = overlapping[0]
    parts = [
        exp.select("*", exp.Literal.string(group.id).as_(scheme.id))
        .from_(PEOPLE)
        .where(is_in(scheme, group))
        for group in scheme.everyone
    ]
    return reduce(union, parts).subquery("person")


def _area(level: AreaLevel) -> exp.Expression:
    if level in AREA_COLUMNS:
        return text(exp.column(AREA_COLUMNS[level]))
    system = exp.select("system_id").from_("cfg_system")
    return system.subquery()


def placed(level: AreaLevel) -> list[exp.Expression]:
    """As everywhere: a closed practice counts from its place upwards."""
    return [exp.column(IN_PCN)] if level is AreaLevel.PCN else []


def _first(keys: int) -> list[exp.Expression]:
    return [exp.Literal.number(place) for place in range(1, keys + 1)]
