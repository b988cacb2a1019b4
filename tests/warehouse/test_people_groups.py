"""What the build counts of groups is what the person mart holds, and loses nobody."""

from itertools import combinations

import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.measures.schemes import load_schemes
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_counts import COUNTS
from phm.warehouse.people_crossings import COUNTED, CROSSED, DEEPEST
from phm.warehouse.people_groups import group_counts, group_id, levels_of
from tests.measures.by_group.crowd import crowd_home


SCHEMES = load_schemes()
PARTITIONS = [one for one in SCHEMES.values() if not one.overlapping]
LEVELS = [(one, level) for one in SCHEMES.values() for level in levels_of(one)]
MANY_GROUPS = ("rurality", "language")  # few of them are here
SETS = [
    names
    for depth in (1, 2, 3)
    for names in combinations(CROSSED, depth)
    if len({SCHEMES[name].dimension for name in names}) == depth
]


@pytest.fixture(scope="session")
def crowd(tmp_path_factory):
    """Ask the crowd's warehouse; rows as tuples."""
    with current_warehouse(crowd_home(tmp_path_factory)).open() as connection:
        yield connection


def live(crowd, level, schemes):
    """People counted now, indexed by area and groups."""
    table = crowd.execute(
        group_counts(AreaLevel(level), schemes).sql(dialect="duckdb")
    ).df()
    return table.set_index(["area_code", *(one.id for one in schemes)]).sort_index()


def same(built, counted):
    pd.testing.assert_frame_equal(
        *(one.astype(float) for one in (built, counted)), check_names=False, rtol=1e-9
    )


@pytest.mark.parametrize(
    ("scheme", "level"), LEVELS, ids=lambda one: getattr(one, "id", one)
)
def test_groups_as_built_are_groups_as_counted_now(crowd, scheme, level):
    built = crowd.execute(
        "select * exclude (area_level, scheme_id) from fct_group_count "
        "where area_level = $level and scheme_id = $scheme",
        {"level": str(level), "scheme": scheme.id},
    ).df()
    built = built.set_index(["area_code", "group_id"]).sort_index()
    assert len(built) >= 2
    same(built[[*COUNTS]], live(crowd, level, [scheme])[[*COUNTS]])


@pytest.mark.parametrize(
    ("scheme", "level"),
    [(one, level) for one, level in LEVELS if one in PARTITIONS],
    ids=lambda one: getattr(one, "id", one),
)
def test_groups_of_a_partition_add_up_to_everybody(crowd, scheme, level):
    columns = ", ".join(f"sum({name})" for name in COUNTS)
    sums = (
        f"select area_code, {columns} from fct_group_count "  # noqa: S608
        "where area_level = ? and scheme_id = ? group by area_code order by area_code"
    )
    groups, everybody = (
        crowd.execute(sums, [level, name]).fetchall()
        for name in (scheme.id, "everybody")
    )
    assert [row[0] for row in groups] == [row[0] for row in everybody]
    for one, other in zip(groups, everybody, strict=True):
        assert one[1:] == pytest.approx(other[1:])


@pytest.mark.parametrize("scheme", PARTITIONS, ids=lambda one: one.id)
def test_everybody_stands_in_one_group_that_is_declared(crowd, scheme):
    case = group_id(scheme).sql(dialect="duckdb")
    rows = crowd.execute(
        f"select {case}, count(*) from fct_person where in_system group by 1"  # noqa: S608
    ).fetchall()
    everybody = crowd.execute(
        "select count(*) from fct_person where in_system"
    ).fetchall()[0][0]
    found, declared = {name for name, _ in rows}, {one.id for one in scheme.everyone}
    assert found <= declared
    assert scheme.dimension in MANY_GROUPS or found == declared
    assert sum(people for _, people in rows) == everybody


def conditions(scheme):
    """Each group's condition, written from its declaration."""
    ways = [
        [
            " and ".join(f"{name} = {value!r}" for name, value in way.items())
            for way in group.where
        ]
        for group in scheme.groups
    ]
    return [
        f"coalesce({' or '.join(f'({w})' for w in any_of)}, false)" for any_of in ways
    ]


@pytest.mark.parametrize("scheme", PARTITIONS, ids=lambda one: one.id)
def test_nobody_is_in_two_groups_but_of_a_hostel_with_an_address(crowd, scheme):
    memberships = " + ".join(f"cast({one} as integer)" for one in conditions(scheme))
    rows = crowd.execute(
        f"select {memberships} as groups, no_fixed_abode and lsoa21_code is not null, "  # noqa: S608
        "count(*) from fct_person group by all"
    ).fetchall()
    assert {groups for groups, hostel, _ in rows if not hostel} == {0, 1}
    assert {groups for groups, _, _ in rows} <= {0, 1, 2}


def test_people_in_several_inclusion_groups_stand_in_each(crowd):
    scheme = SCHEMES["inclusion_health"]
    memberships = " + ".join(f"cast({one} as integer)" for one in conditions(scheme))
    twice, people, none = crowd.execute(
        f"select sum(greatest({memberships}, 1)), count(*), "  # noqa: S608
        f"count(*) filter (where {memberships} = 0) from fct_person where in_system"
    ).fetchall()[0]
    counted = dict(
        crowd.execute(
            "select group_id, people from fct_group_count "
            "where scheme_id = 'inclusion_health' and area_level = 'system'"
        ).fetchall()
    )
    assert sum(counted.values()) == twice > people
    assert counted["none_recorded"] == none


@pytest.mark.parametrize(
    ("names", "level"),
    [(names, "system") for names in SETS]
    + [(names, "pcn") for names in SETS if len(names) < DEEPEST],
    ids=lambda one: one if isinstance(one, str) else "-".join(one),
)
def test_crossings_as_built_are_crossings_as_counted_now(crowd, names, level):
    padded = [*names, *[""] * (DEEPEST - len(names))]
    built = crowd.execute(
        "select * from fct_crossing where (scheme_1, scheme_2, scheme_3) = (?, ?, ?) "
        "and (pcn_code <> '') = ?",
        [*padded, level == "pcn"],
    ).df()
    keys = [f"group_{number}" for number, _ in enumerate(names, 1)]
    area = ["pcn_code"] if level == "pcn" else []
    built = built.set_index([*area, *keys])[[*COUNTED]].sort_index()
    counted = live(crowd, level, [SCHEMES[name] for name in names])[[*COUNTED]]
    same(built, counted if area else counted.droplevel("area_code"))


def test_crossings_hold_everything_that_may_be_crossed_and_nothing_twice(crowd):
    sets = crowd.execute(
        "select distinct scheme_1, scheme_2, scheme_3, pcn_code <> '' from fct_crossing"
    ).fetchall()
    padded = {(*names, *[""] * (DEEPEST - len(names))) for names in [(), *SETS]}
    wanted = {(*one, False) for one in padded}
    wanted |= {(*one, True) for one in padded if not one[-1]}
    assert set(sets) == wanted
    rows = crowd.execute(
        "select count(*), count(distinct (pcn_code, scheme_1, scheme_2, scheme_3, "
        "group_1, group_2, group_3)) from fct_crossing"
    ).fetchall()[0]
    assert rows[0] == rows[1]


def test_people_of_a_pcn_that_is_gone_count_from_their_place_upwards(crowd):
    levels = dict(
        crowd.execute(
            "select area_level, sum(people) from fct_group_count "
            "where scheme_id = 'sex' group by 1"
        ).fetchall()
    )
    gone = crowd.execute(
        "select count(*) from fct_person where in_system and not in_current_pcn"
    ).fetchall()[0][0]
    assert gone > 100
    assert levels["system"] == levels["place"] == levels["pcn"] + gone
