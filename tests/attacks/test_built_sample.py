"""Built cohorts are counted in half of the people: however many are asked, no more."""

import shutil

import duckdb
import numpy as np
import pandas as pd
import pytest
from sqlglot import exp

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures import question
from phm.measures.ask import ask
from phm.measures.memory import Memory
from phm.measures.question import Question
from phm.measures.small_numbers import SUPPRESS_UP_TO
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_conditions import compiled
from tests.attacks.averaging import averaged
from tests.attacks.cohort_pairs import drawn_pairs
from tests.measures.by_group.conftest import as_declared
from tests.measures.by_group.crowd import crowd_home


PEOPLE = "share_of_people_percent"
MEASURES = (
    *(PEOPLE, "reach_per_1000", "declined_percent", "unmet_need_declined"),
    *("equity_ratio", "equity_ratio_age_and_sex", "low_digital_skills_percent"),
    *(
        "share_of_need_percent",
        "unmet_need_from_referrals",
        "reached_without_screen_percent",
    ),
)
LEVELS = (AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)
OLD = 65  # those sought are older, those asked about besides younger
FEW = tuple(
    f"age_years >= {OLD} and {others}"
    for others in (
        "copd and lonely",
        "lonely and chronic_pain and hypertension",
        "copd and chronic_pain and hypertension",
    )
)
QUESTIONS = 40  # each with and without the few
DECLARED = "people_with_long_term_conditions"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return crowd_home(tmp_path_factory)


@pytest.fixture(scope="module")
def connection(home):
    with current_warehouse(home).open() as opened:
        yield opened


@pytest.fixture(scope="module")
def sample_alone(home, tmp_path_factory):
    """The same warehouse without anybody outside the sample."""
    copy = tmp_path_factory.mktemp("sample") / "copy.duckdb"
    shutil.copy(current_warehouse(home).path, copy)
    with duckdb.connect(copy) as opened:
        opened.execute("delete from fct_person where not in_sample")
        yield opened


@pytest.fixture(scope="module")
def memories():
    """What each of the two keeps."""
    return Memory(5_000), Memory(5_000)


@pytest.fixture(scope="module")
def conditions(connection):
    """Twenty conditions as anybody could build them."""
    drawn = drawn_pairs(
        connection, np.random.default_rng(3), level=AreaLevel.PCN, number=20
    )
    return [str(one) for one, _ in drawn]


def asked(connection, condition, measure=PEOPLE, level=AreaLevel.PCN, memory=None):
    about = Question(measure, level, by=("cohort",), cohort=condition)
    return ask(connection, about, memory)


def inside(results) -> pd.Series:
    frame = results.frame[results.frame["cohort"].eq("in")]
    return frame.set_index("area_code")["numerator"]


def counted(connection, condition, *only) -> pd.Series:
    """How many really are in a cohort, by PCN."""
    meant, values = compiled(find_cohort(condition).condition)
    pcn = exp.cast(exp.column("pcn_code"), "varchar").as_("area_code")
    people = exp.select(pcn, exp.func("count", exp.Star()).as_("people"))
    rows = people.from_("fct_person").where("in_system", "in_current_pcn", meant, *only)
    query = rows.group_by(exp.Literal.number(1)).sql(dialect="duckdb")
    return connection.execute(query, values).df().set_index("area_code")["people"]


def test_half_of_the_people_are_in_it(connection):
    ((share, people),) = connection.execute(
        "select avg(cast(in_sample as integer)), count(*) from fct_person"
    ).fetchall()
    assert abs(share - 0.5) < 4 * 0.5 / people**0.5


@pytest.mark.parametrize("measure", MEASURES)
def test_no_answer_depends_on_anybody_outside_the_sample(
    connection, sample_alone, memories, conditions, measure
):
    for condition in conditions[:8]:
        for level in LEVELS:
            answers = [
                asked(one, condition, measure, level, memory)
                for one, memory in zip(
                    (connection, sample_alone), memories, strict=True
                )
            ]
            pd.testing.assert_frame_equal(*(one.frame for one in answers))


def test_a_declared_cohort_is_counted_in_everybody(connection, sample_alone):
    shown, without = (
        inside(asked(one, DECLARED, level=AreaLevel.SYSTEM)).iloc[0]
        for one in (connection, sample_alone)
    )
    assert without < 0.6 * shown


def test_nothing_is_shown_of_fewer_people_than_the_rule_lets_be_seen(
    connection, conditions
):
    shown = 0
    for condition in conditions:
        told = inside(asked(connection, condition)).dropna()
        people = counted(connection, condition).reindex(told.index).fillna(0)
        assert people[told.gt(0)].gt(SUPPRESS_UP_TO).all()
        shown += int(told.gt(0).sum())
    assert shown > 20


def test_sizes_are_right_on_the_whole(connection, conditions):
    off = []
    for condition in conditions:
        shown = inside(asked(connection, condition)).dropna()
        people = counted(connection, condition).reindex(shown.index)
        shown, people = shown[people.gt(100)], people[people.gt(100)]
        # by chance the root of the count, and 5 of it rounding
        off += list((shown - people) / np.sqrt(people + 10))
    assert len(off) > 20
    assert abs(np.mean(off)) < 3 / len(off) ** 0.5 * 3  # PCNs of a cohort are alike
    assert np.mean(np.square(off)) < 2


def test_averaging_tells_of_the_sample_and_not_of_those_it_stands_for(
    connection, monkeypatch
):
    hidden, met = (
        pd.concat({few: counted(connection, few, *only) for few in FEW})
        for only in ((), ("in_sample",))
    )
    hidden = hidden[hidden.between(1, SUPPRESS_UP_TO)]
    met = met.reindex(hidden.index).fillna(0)

    def found():
        told = averaged(connection, FEW, below=OLD, questions=QUESTIONS)
        return told.reindex(hidden.index)

    told = found()
    monkeypatch.setattr(question, "find_cohort", as_declared)
    in_everybody = found()

    assert len(hidden) > 8
    assert in_everybody.round().eq(hidden).mean() > 0.8  # the attack works
    assert (told / 2).round().eq(met).mean() > 0.8
    assert told.round().eq(hidden).mean() < 0.5
