"""People are counted once for many answers, and answers stay what they were."""

import pandas as pd
import pytest

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.errors import WarehouseMissing
from phm.measures.ask import ask, foresee
from phm.measures.by_group.cohort import beside_others
from phm.measures.by_group.reading import Reading
from phm.measures.cohort_card import Focus, find_card
from phm.measures.cohort_scheme import cohort_scheme
from phm.measures.memory import Memory
from phm.measures.question import Question
from phm.measures.schemes import find_scheme
from phm.warehouse.people_conditions import holding
from phm.warehouse.people_counts import COUNTS
from phm.warehouse.people_groups import group_counts
from tests.measures.by_group.conftest import as_declared


COHORT = as_declared("sex = male and (lonely or age_years >= 65)")
BUILT = find_cohort(COHORT.address)
LEVELS = (AreaLevel.PRACTICE, AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)


class Counting:
    """A connection that remembers what it was asked."""

    def __init__(self, connection) -> None:
        self._connection, self.asked = connection, []

    def execute(self, statement, *values):
        self.asked.append(statement)
        return self._connection.execute(statement, *values)

    @property
    def person_by_person(self) -> int:
        """How often people were counted one by one."""
        return sum("fct_person" in statement for statement in self.asked)


@pytest.fixture
def counting(crowd_connection) -> Counting:
    return Counting(crowd_connection)


def indexed(frame: pd.DataFrame, *schemes: str) -> pd.DataFrame:
    return frame.set_index(["area_code", *schemes]).sort_index()[list(COUNTS)]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("others", [(), ("ethnicity",), ("inclusion_health",)])
@pytest.mark.parametrize("cohort", [COHORT, BUILT], ids=["declared", "built"])
def test_practices_added_up_are_people_counted_at_the_level(
    crowd_connection, level, others, cohort
):
    schemes = [find_scheme(name) for name in others]
    only, values = holding(cohort.condition)
    sample = ["in_sample"] if cohort.is_built else []
    statement = group_counts(level, schemes, tuple(COUNTS), *sample, only)
    counted = crowd_connection.execute(statement.sql(dialect="duckdb"), values).df()
    reading = Reading(crowd_connection, Memory())
    read = reading.people(level, [*schemes, cohort_scheme(cohort)], tuple(COUNTS))
    inside = read[read["cohort"].eq("in")]
    pd.testing.assert_frame_equal(
        indexed(inside, *others).fillna(0).astype(float),
        indexed(counted, *others).fillna(0).astype(float),
        rtol=1e-9,
        check_index_type=False,
    )


@pytest.mark.parametrize("cohort", [COHORT, BUILT], ids=["declared", "built"])
def test_the_two_sides_are_everybody(crowd_connection, cohort):
    reading, counted = Reading(crowd_connection, Memory()), ("people", "need")
    read = reading.people(AreaLevel.PCN, [cohort_scheme(cohort)], counted)
    everybody = reading.people(AreaLevel.PCN, [], counted, sampled=cohort.is_built)
    sums = read.groupby("area_code")[["people", "need"]].sum()
    expected = everybody.set_index("area_code").sort_index()[["people", "need"]]
    pd.testing.assert_frame_equal(
        sums.astype(float), expected.astype(float), check_index_type=False
    )


def test_a_card_counts_people_once_and_says_the_same(
    crowd_connection, counting, in_everybody
):
    alone, together, memory = [], [], Memory()

    def one_by_one(questions):
        alone.extend(ask(crowd_connection, question) for question in questions)
        return alone

    def at_once(questions):
        foresee(counting, questions, memory)
        assert counting.person_by_person == 1
        together.extend(ask(counting, question, memory) for question in questions)
        return together

    for ask_all in (one_by_one, at_once):
        find_card(ask_all, Focus(COHORT))
    assert counting.person_by_person == 1
    assert {one.counted_share for one in together} == {1}
    for first, second in zip(alone, together, strict=True):
        pd.testing.assert_frame_equal(first.frame, second.frame)
        assert str(first.benchmark) == str(second.benchmark)  # nan is not itself
        assert first.sources == second.sources


def test_only_what_lacks_is_counted(counting):
    reading, schemes = Reading(counting, Memory()), [cohort_scheme(COHORT)]
    first = reading.people(AreaLevel.PCN, schemes, ("people",))
    again = reading.people(AreaLevel.PCN, schemes, ("people", "need"))
    assert counting.person_by_person == 2
    (last,) = [one for one in counting.asked if "fct_person" in one][1:]
    assert "need" in last.lower()
    assert "count(*)" not in last.lower()
    reading.people(AreaLevel.SYSTEM, schemes, ("need", "people"))
    assert counting.person_by_person == 2
    keys = ["area_code", "cohort"]
    pd.testing.assert_series_equal(
        first.set_index(keys)["people"].sort_index(),
        again.set_index(keys)["people"].sort_index(),
    )


@pytest.mark.parametrize("names", [(), ("sex",), ("sex", "ethnicity")])
def test_counts_grow_by_one_after_the_other(crowd_connection, names):
    reading = Reading(crowd_connection, Memory())
    schemes, columns = [find_scheme(name) for name in names], list(COUNTS)[:6]
    for column in columns:
        grown = reading.people(AreaLevel.PCN, schemes, [column])
    keys = ["area_code", *names]
    assert list(grown) == [*keys, *columns]
    at_once = Reading(crowd_connection, Memory())
    whole = at_once.people(AreaLevel.PCN, schemes, columns)
    one, other = (frame.set_index(keys).sort_index() for frame in (grown, whole))
    there = other["people"].gt(0)  # what one read lacks is nobody in the other
    pd.testing.assert_frame_equal(one[there], other[there], check_dtype=False)
    assert (one["people"].fillna(0).sum(), len(one)) == (
        other["people"].sum(),
        len(other),
    )


def test_a_built_cohort_is_not_taken_for_a_declared_one(crowd_connection):
    reading, found = Reading(crowd_connection, Memory()), []
    for cohort in (BUILT, COHORT, BUILT):
        read = reading.people(AreaLevel.SYSTEM, [cohort_scheme(cohort)], ("people",))
        found.append(read["people"].tolist())
    assert found[0] == found[2]
    assert sum(found[0]) < 0.6 * sum(found[1])


def test_of_a_built_cohort_everybody_is_counted_once(counting):
    memory = Memory()
    for text in ("lonely", "copd", "hypertension and copd"):
        focus = Focus(find_cohort(text))
        counting.asked.clear()

        def at_once(questions):
            foresee(counting, questions, memory)
            return [ask(counting, question, memory) for question in questions]

        find_card(at_once, focus)
    assert counting.person_by_person == 1


def test_two_cohorts_are_not_taken_for_each_other(crowd_connection):
    reading = Reading(crowd_connection, Memory())
    sizes = set()
    for text in ("lonely", "sex = male", "sex = female"):
        scheme = cohort_scheme(find_cohort(text))
        read = reading.people(AreaLevel.SYSTEM, [scheme], ("people",))
        sizes.add(int(read.loc[read["cohort"].eq("in"), "people"].iloc[0]))
    assert len(sizes) == 3


def test_what_cannot_be_asked_cannot_be_foreseen(crowd_connection):
    question = Question("reach_per_1000", AreaLevel.PCN, by=("cohort",))
    with pytest.raises(Exception, match="No cohort is named"):
        foresee(crowd_connection, [question], Memory())


@pytest.mark.parametrize("inside", [("E1", 11), ("E2", 1)], ids=["more", "elsewhere"])
def test_more_in_a_cohort_than_there_are_people_is_said(inside):
    code, people = inside
    cohort = pd.DataFrame({"area_code": [code], "people": [people]})
    everybody = pd.DataFrame({"area_code": ["E1"], "people": [10]})
    with pytest.raises(WarehouseMissing, match="build it again"):
        beside_others(cohort, everybody, cohort_scheme(COHORT), ["area_code"])


def test_memory_lets_the_longest_unused_go():
    memory = Memory(kept=2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    assert memory.find("a") == 1
    memory.keep("c", 3)
    assert (memory.find("a"), memory.find("b"), memory.find("c")) == (1, None, 3)
    assert memory.once("a", lambda: 9) == 1
