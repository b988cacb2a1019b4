"""No question tells inclusion health, languages or interpreters below a place."""

from itertools import product

import pytest

from phm.cohorts.attributes import load_attributes
from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import ask
from phm.measures.catalogue import load_measures
from phm.measures.question import Question
from phm.measures.schemes import find_scheme, load_schemes
from tests.measures.by_group.conftest import crowd_connection, crowd_home


__all__ = ["crowd_connection", "crowd_home"]  # fixtures

SCHEMES = (
    *("inclusion_health", "inclusion_health_filled"),
    *("language", "language_recorded", "interpreter"),
)
SMALL = (AreaLevel.PCN, AreaLevel.PRACTICE, AreaLevel.LSOA)
WAYS = [
    (scheme, level, how)
    for scheme, level in product(SCHEMES, SMALL)
    for how in ("by", "where", "by with another", "where of another")
]


def questions(scheme, level, how):
    """Every measure of people asked in one way."""
    group = find_scheme(scheme).groups[0].id
    words = {
        "by": {"by": (scheme,)},
        "where": {"where": ((scheme, group),)},
        "by with another": {"by": ("sex", scheme)},
        "where of another": {"by": ("age",), "where": ((scheme, group),)},
    }[how]
    areas = ("", "U90001") if level is AreaLevel.PCN else ("",)
    for measure, area, audience in product(
        load_measures(), areas, ("published", "public", "analyst")
    ):
        yield Question(measure, level, area=area, audience=audience, **words)


@pytest.mark.parametrize(("scheme", "level", "how"), WAYS)
def test_every_way_of_asking_is_refused(crowd_connection, scheme, level, how):
    for question in questions(scheme, level, how):
        with pytest.raises(QuestionInvalid):
            ask(crowd_connection, question)


def columns_of(scheme):
    """What the groups of a scheme are told by."""
    return {name for group in scheme.groups for way in group.where for name in way}


@pytest.mark.parametrize("name", load_attributes())
def test_no_cohort_tells_of_a_smaller_area_than_every_scheme_of_the_same_column(name):
    levels = list(AreaLevel)
    finest = [
        levels.index(scheme.finest)
        for scheme in load_schemes().values()
        if name in columns_of(scheme)
    ]
    assert levels.index(load_attributes()[name].finest) >= min(finest, default=0)


@pytest.mark.parametrize(
    "cohort", ["interpreter_needed", "sex = male and homeless", "not sex_worker"]
)
@pytest.mark.parametrize("by", [("cohort",), ()])
def test_no_cohort_is_a_way_around(crowd_connection, cohort, by):
    for measure in ("reach_per_1000", "equity_ratio"):
        question = Question(measure, AreaLevel.PCN, by=by, cohort=cohort)
        with pytest.raises(QuestionInvalid, match="cannot be told"):
            ask(crowd_connection, question)


def test_two_schemes_of_groups_that_overlap_are_never_crossed(crowd_connection):
    question = Question(
        "reach_per_1000",
        AreaLevel.SYSTEM,
        by=("inclusion_health",),
        where=(("inclusion_health_filled", "homelessness_filled"),),
    )
    with pytest.raises(QuestionInvalid, match="twice"):
        ask(crowd_connection, question)


def test_the_build_counts_them_at_no_smaller_level(crowd_connection):
    levels = crowd_connection.execute(
        "select distinct area_level from fct_group_count "
        "where scheme_id in (select unnest($schemes))",
        {"schemes": list(SCHEMES)},
    ).fetchall()
    assert {level for (level,) in levels} == {"place", "system"}


@pytest.mark.parametrize(
    "measure", ["gypsy_irish_traveller_per_1000", "roma_per_1000", "recorded_per_1000"]
)
@pytest.mark.parametrize("level", SMALL)
def test_no_map_can_point_at_travellers(crowd_connection, measure, level):
    with pytest.raises(QuestionInvalid):
        ask(crowd_connection, Question(measure, level))
