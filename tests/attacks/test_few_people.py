"""Of a group too few to be counted aloud nothing is told, in whatever measure."""

import pytest
from sqlglot import exp

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures.ask import ask
from phm.measures.by_group.answer import can_be_standardised
from phm.measures.by_group.counts import is_of_people
from phm.measures.catalogue import load_measures
from phm.measures.question import Question
from phm.warehouse.people_conditions import compiled
from tests.measures.by_group.conftest import (
    crowd_connection,
    crowd_home,
    in_everybody,
)


__all__ = ["crowd_connection", "crowd_home", "in_everybody"]  # fixtures

COHORTS = (
    "age_years >= 90 and sex = indeterminate",
    "age_years >= 90 and copd and lonely",
    "sex = indeterminate and lonely and chronic_pain",
    "age_years < 5 and copd and lonely and chronic_pain",
    "age_years >= 85 and lonely and chronic_pain and hypertension",
)
NUMBERS = ["value", "lower", "upper", "numerator", "denominator"]
OF_PEOPLE = [
    name
    for name, one in load_measures().items()
    if is_of_people(one) and AreaLevel.SYSTEM in one.levels
]


def people_of(connection, text):
    """How many are in a cohort, in the whole system."""
    condition, values = compiled(find_cohort(text).condition)
    people = exp.select(exp.func("count", exp.Star())).from_("fct_person")
    query = people.where("in_system", condition).sql(dialect="duckdb")
    return connection.execute(query, values).fetchall()[0][0]


@pytest.fixture(params=["built", "as declared"])
def counted_in(request):
    """A built cohort is counted in a sample, where few may be nobody."""
    if request.param == "as declared":
        request.getfixturevalue("in_everybody")
    return request.param


@pytest.mark.parametrize("cohort", COHORTS)
def test_the_cohorts_are_of_few(crowd_connection, cohort):
    assert people_of(crowd_connection, cohort) in range(1, 8)


@pytest.mark.parametrize("measure", OF_PEOPLE)
def test_no_measure_tells_of_few_people(crowd_connection, measure, counted_in):
    silences = ["suppressed", "not reported"]
    if counted_in == "built":
        silences.append("no data")
    ways = (False, True) if can_be_standardised(load_measures()[measure]) else (False,)
    for cohort in COHORTS:
        for standardised in ways:
            question = Question(
                measure,
                AreaLevel.SYSTEM,
                by=("cohort",),
                cohort=cohort,
                standardised=standardised,
            )
            frame = ask(crowd_connection, question).frame
            row = frame[frame["cohort"].eq("in")].iloc[0]
            assert row["status"] in silences, cohort
            told = ["value"] if row["status"] == "no data" else NUMBERS
            assert row[told].isna().all(), cohort


@pytest.mark.parametrize("measure", OF_PEOPLE)
def test_value_and_status_agree_of_nobody(crowd_connection, measure):
    question = Question(
        measure, AreaLevel.SYSTEM, by=("cohort",), cohort="not everybody"
    )
    frame = ask(crowd_connection, question).frame
    assert frame["status"].eq("ok").tolist() == frame["value"].notna().tolist()
