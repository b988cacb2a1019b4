"""Groups that the product finds by itself: real in the crowd, planted, or not there."""

import numpy as np
import pytest

from bench.crossings import People, read_people, searched
from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import Question, ask
from phm.measures.crossings import find_crossings, search_cells
from phm.measures.shortfalls import FALSE_DISCOVERY_RATE, FAR_BELOW
from phm.synthetic.pathway.null_referrals import null_referrals
from phm.warehouse.connect import current_warehouse
from tests.measures.by_group.crowd import crowd_home


REFERRED = 2_000  # a year, so that groups of a few hundred people can be told
MINORITY_MEN = "sex = 'male' and ethnic_group in ('Asian', 'Black', 'Mixed', 'Other')"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """The crowd's warehouse; men are offered it less there."""
    with current_warehouse(crowd_home(tmp_path_factory)).open() as connection:
        yield connection


@pytest.fixture(scope="module")
def people(crowd) -> People:
    """The same people, to be referred anew."""
    return read_people(crowd)


def groups_of(crossing):
    return {scheme.id: group for scheme, group in crossing.groups}


def test_men_are_found_in_a_crowd_in_which_they_are_offered_it_less(crowd):
    found = find_crossings(crowd).found
    assert {"sex": "male"} in map(groups_of, found)
    for one in found:
        assert groups_of(one) == {"sex": "male"} or "sex" not in groups_of(one)


def test_numbers_are_those_of_the_door(crowd):
    crossings = find_crossings(crowd)
    assert crossings.period == "12 months to 30 June 2026"
    assert crossings.tier == "local"
    assert crossings.false_discovery_rate == FALSE_DISCOVERY_RATE
    assert crossings.found
    for one in crossings.found:
        names = tuple(scheme.id for scheme, _ in one.groups)
        level = AreaLevel.PCN if one.area_code else AreaLevel.SYSTEM
        where = tuple((scheme.id, group) for scheme, group in one.groups)
        row, size = (
            ask(crowd, Question(measure, level, by=names, area=one.area_code)).frame
            for measure in ("equity_ratio", "share_of_people_percent")
        )
        for name, group in where:
            row, size = row[row[name].eq(group)], size[size[name].eq(group)]
        told = one.ratio.value, one.ratio.lower, one.ratio.upper
        assert row[["value", "lower", "upper"]].values[0] == pytest.approx(told)
        assert (one.observed, one.expected) == tuple(
            row[["numerator", "denominator"]].values[0]
        )
        assert one.people == size["numerator"].values[0]
        assert one.missed == one.expected - one.observed
        assert one.people % 5 == one.observed % 5 == one.expected % 5 == 0
        assert one.ratio.upper < 1


def test_without_people_there_is_nothing_to_cross(connection):
    with pytest.raises(QuestionInvalid):
        find_crossings(connection)


def referred(crowd, people, condition, ratio, seed):
    """Drawn by need alone, of whom these are referred only so often."""
    inside = crowd.execute(
        f"select coalesce({condition}, false) from fct_person "  # noqa: S608
        "where in_system order by person_id"
    ).fetchnumpy()
    inside = np.array(next(iter(inside.values())), dtype=bool)
    drawn = null_referrals(people.need, referred=REFERRED, seed=seed)
    kept = np.random.default_rng(seed).random(len(drawn)) < ratio
    return drawn & (kept | ~inside)


@pytest.mark.parametrize(
    ("condition", "parts"),
    [
        (MINORITY_MEN, {("ethnicity_two", "minority"), ("sex", "male")}),
        (
            f"{MINORITY_MEN} and pcn_code = 'U90001'",
            {("ethnicity_two", "minority"), ("sex", "male"), ("pcn", "U90001")},
        ),
        (
            "sex = 'female' and ethnic_group = 'White'",
            {("sex", "female"), ("ethnicity", "white")},
        ),
        (
            "deprivation_quintile_national = 1 and pcn_code = 'U90002'",
            {("deprivation", "1"), ("pcn", "U90002")},
        ),
    ],
    ids=["minority men", "minority men of a PCN", "White women", "a fifth of a PCN"],
)
def test_what_is_planted_among_real_dimensions_is_found(
    crowd, people, condition, parts
):
    drawn = referred(crowd, people, condition, 0.3, seed=1)
    rows = search_cells(people.counted(drawn)).found
    told = [set(one) for one in rows["parts"]]
    assert parts in told[:2]
    assert not any(parts < one for one in told)
    named = {thing for one in told for thing in one}
    assert ("ethnicity_two", "white") not in named  # the same people as White of five
    assert not {group for _, group in named} & {"not_known"}
    assert (rows["people_referred"] <= FAR_BELOW * rows["expected"]).all()


def test_silent_where_need_alone_decides(people):
    """In 20 systems at most 3 alarms: more has a chance of 1.6 % at 5 %."""
    seeds = [searched(people, seed) for seed in range(20)]
    assert sum(one.found > 0 for one in seeds) <= 3
    assert min(one.examined for one in seeds) > 100
