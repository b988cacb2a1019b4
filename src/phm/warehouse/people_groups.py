"""People counted by area and group from the person mart: one statement, built or live.

Single schemes are counted once per build, at every level (`fct_group_count`); crossings
and conditions run the same statement when they are asked for. Every row is also cut by
age band and sex, the strata that standardisation needs.
"""

from collections.abc import Iterable, Sequence
from functools import reduce

import duckdb
from sqlglot import exp, parse_one

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group, Scheme


PEOPLE = "fct_person"
STRATA = ("stratum_age", "stratum_sex")  # beside a scheme that may be called sex
LEVELS = (AreaLevel.PRACTICE, AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)
EVERYBODY = "everybody"  # the one group of the scheme of that name: no scheme at all
AREA_COLUMNS = {
    AreaLevel.PRACTICE: "practice_code",
    AreaLevel.PCN: "pcn_code",
    AreaLevel.PLACE: "place_id",
}
COUNTS = {
    "people": "count(*)",
    "need_low": "sum(need_low)",
    "need": "sum(need)",
    "need_high": "sum(need_high)",
    "people_offered": "count(*) filter (where offered_12m)",
    "people_declined": "count(*) filter (where declined_12m)",
    "people_referred": "count(*) filter (where referred_12m)",
    "people_referred_before": "count(*) filter (where referred_previous_12m)",
    "people_reached": "count(*) filter (where reached_12m)",
    "people_supported": "count(*) filter (where supported_12m)",
    "people_without_service": "count(*) filter (where no_service_12m)",
    "referrals": "sum(referrals_12m)",
}
COUNT_TABLE = "fct_group_count"


def count_groups(
    connection: duckdb.DuckDBPyConnection, schemes: Iterable[Scheme]
) -> None:
    """Create `fct_group_count`: each scheme at each level it may be told at."""
    parts = [_labelled(level, None) for level in LEVELS]
    parts += [
        _labelled(level, scheme) for scheme in schemes for level in levels_of(scheme)
    ]
    rows = reduce(_union, parts).subquery("counted")
    table = exp.Create(
        this=exp.to_table(COUNT_TABLE),
        kind="TABLE",
        expression=exp.select("*").from_(rows),
    )
    connection.execute(table.sql(dialect="duckdb"))


def levels_of(scheme: Scheme) -> tuple[AreaLevel, ...]:
    """The levels a scheme may be told at, from the finest it declares upwards."""
    return LEVELS[LEVELS.index(scheme.finest) :]


def group_counts(
    level: AreaLevel,
    schemes: Sequence[Scheme],
    where: Sequence[tuple[Scheme, Group]] = (),
) -> exp.Select:
    """The statement that counts people by area, scheme, age band and sex.

    Columns: area_code, one of group ids per scheme (its id), the strata, the counts.
    In an overlapping scheme a person stands in the row of every group of theirs.
    """
    keys = [
        _area(level).as_("area_code"),
        *(_group_id(scheme).as_(scheme.id) for scheme in schemes),
        _text(exp.column("age_band")).as_(STRATA[0]),
        _text(exp.column("sex")).as_(STRATA[1]),
    ]
    counts = [parse_one(text) for text in COUNTS.values()]
    named = [one.as_(name) for one, name in zip(counts, COUNTS, strict=True)]
    rows = exp.select(*keys, *named).from_(_people(schemes))
    conditions = [is_in(scheme, group) for scheme, group in where]
    return rows.where(exp.column("in_system"), *_placed(level), *conditions).group_by(
        *(exp.Literal.number(place) for place in range(1, len(keys) + 1))
    )


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


def _group_id(scheme: Scheme) -> exp.Expression:
    """The group of a person in a partition: the first whose condition holds."""
    if scheme.overlapping:
        return exp.column(scheme.id)  # already laid out by `_people`
    case = exp.Case()
    for group in scheme.groups:
        case = case.when(is_in(scheme, group), exp.Literal.string(group.id))
    return case.else_(exp.Literal.string(scheme.rest.id))


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
    return reduce(_union, parts).subquery("person")


def _area(level: AreaLevel) -> exp.Expression:
    if level in AREA_COLUMNS:
        return _text(exp.column(AREA_COLUMNS[level]))
    system = exp.select("system_id").from_("cfg_system")
    return system.subquery()


def _placed(level: AreaLevel) -> list[exp.Expression]:
    """As everywhere: a closed practice counts from its place upwards."""
    return [exp.column("in_current_pcn")] if level is AreaLevel.PCN else []


def _labelled(level: AreaLevel, scheme: Scheme | None) -> exp.Select:
    counted = group_counts(level, [scheme] if scheme else []).subquery("counted")
    group = exp.column(scheme.id) if scheme else exp.Literal.string(EVERYBODY)
    return exp.select(
        exp.Literal.string(str(level)).as_("area_level"),
        "area_code",
        exp.Literal.string(scheme.id if scheme else EVERYBODY).as_("scheme_id"),
        group.as_("group_id"),
        *STRATA,
        *COUNTS,
    ).from_(counted)


def _text(column: exp.Expression) -> exp.Cast:
    return exp.cast(column, "varchar")


def _union(one: exp.Query, other: exp.Query) -> exp.Union:
    return exp.union(one, other, distinct=False)
