"""Where people of a cohort live: counted again in plain Python, and what is told."""

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort as built
from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures import question as asking_of
from phm.measures.ask import ask
from phm.measures.cohort_scheme import COHORT, INSIDE
from phm.measures.intensity import (
    CAVEATS,
    PEOPLE,
    Silence,
    find_intensity,
    may_be_told,
)
from phm.measures.memory import Memory
from phm.measures.neighbourhood_classes import IntensityClass, intensities
from phm.measures.question import Question
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_conditions import holding
from phm.warehouse.people_neighbourhoods import neighbourhood_counts
from tests.measures.by_group.conftest import as_declared as find_cohort
from tests.measures.by_group.crowd import crowd_home


COHORTS = ("sex = male and lonely", "hypertension", "not hypertension", "lonely")
NAMED = ["area_code", "area_name", "pcn_code", "pcn_name", "class_id"]


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with current_warehouse(crowd_home(tmp_path_factory)).open() as opened:
        yield opened


@pytest.fixture
def city(connection):
    """The crowd, each four times over, so that neighbourhoods are of full size."""
    with duckdb.connect() as own:
        for name in ("fct_person", "dim_area"):
            own.from_df(connection.table(name).df()).create(name)
        once = own.table("fct_person").df()
        for _ in range(3):
            own.from_df(once).insert_into("fct_person")
        yield own


@pytest.fixture(autouse=True)
def in_everybody(monkeypatch):
    """Conditions are counted as a declared cohort's are."""
    monkeypatch.setattr(asking_of, "find_cohort", find_cohort)


def asking(connection, **changed):
    """The door, with numbers of the whole system put in its mouth."""

    def answer(question):
        found = ask(connection, question)
        rows = found.frame[COHORT].eq(INSIDE)
        frame = found.frame.copy()
        for name, value in changed.items():
            frame.loc[rows, name] = value
        return replace(found, frame=frame)

    return answer


def naive_counts(people, keep):
    """People of the system by neighbourhood; of no fixed abode in none."""
    counts = {}
    for person in people:
        lives = person["lsoa21_code"]
        if not person["in_system"] or person["no_fixed_abode"] or lives is None:
            continue
        counts[lives] = counts.get(lives, 0) + bool(keep(person))
    return counts


def anybody(person):
    return bool(person)


def everybody(connection):
    found = connection.table("fct_person")
    rows = found.select(
        "in_system, no_fixed_abode, lsoa21_code, sex, lonely, age_years"
    )
    return [dict(zip(rows.columns, one, strict=True)) for one in rows.fetchall()]


@pytest.mark.parametrize(
    ("condition", "keep"),
    [
        ("everybody", anybody),
        ("lonely", lambda person: person["lonely"]),
        ("not lonely", lambda person: person["lonely"] is False),
        (
            "sex = male and age_years >= 65",
            lambda person: person["sex"] == "male" and (person["age_years"] or 0) >= 65,
        ),
    ],
)
def test_counts_are_those_of_a_loop_over_people(condition, keep, connection):
    only, values = holding(find_cohort(condition).condition)
    statement = neighbourhood_counts(only).sql(dialect="duckdb")
    found = dict(connection.execute(statement, values).fetchall())

    naive = naive_counts(everybody(connection), keep)
    assert found == {area: count for area, count in naive.items() if count}
    assert len(found) > 9  # those outside the system are counted, and not shown


def test_the_address_of_a_hostel_is_no_neighbourhood(connection):
    homeless = connection.sql(
        "select count(lsoa21_code) from fct_person where no_fixed_abode"
    ).fetchall()[0][0]
    statement = neighbourhood_counts().sql(dialect="duckdb")
    counted = sum(count for _, count in connection.execute(statement).fetchall())
    placed = connection.sql(
        "select count(lsoa21_code) from fct_person where in_system"
    ).fetchall()[0][0]

    assert homeless > 20
    assert counted < placed


@pytest.mark.parametrize("cohort", COHORTS)
def test_classes_are_those_of_the_counts(cohort, connection, city):
    found = find_intensity(city, asking(connection), find_cohort(cohort))

    keep = {
        "sex = male and lonely": lambda p: p["sex"] == "male" and p["lonely"],
        "lonely": lambda p: p["lonely"],
    }
    assert list(found.frame.columns) == NAMED
    assert len(found.frame) == 9
    assert set(found.frame["class_id"]) <= set(IntensityClass) - {
        IntensityClass.TOO_FEW
    }
    assert sum(found.sizes.values()) == 9
    if cohort in keep:
        people = everybody(city)
        inside, of_all = (naive_counts(people, one) for one in (keep[cohort], anybody))
        areas = found.frame["area_code"]
        whole = ask(connection, whole_system(cohort)).frame.iloc[0]
        expected = intensities(
            np.array([inside[code] for code in areas]),
            np.array([of_all[code] for code in areas]),
            whole["numerator"] / whole["denominator"],
        )
        assert found.frame["class_id"].tolist() == expected.tolist()


def test_of_neighbourhoods_with_few_registered_people_nothing_is_told(connection):
    found = find_intensity(connection, asking(connection), find_cohort("lonely"))

    assert found.sizes[IntensityClass.TOO_FEW] == 8  # the ninth has 521 people
    assert found.period
    assert found.tier == "local"
    (cited,) = found.answers
    assert cited.caveats[: len(CAVEATS)] == CAVEATS
    assert cited.sources


@pytest.mark.parametrize(
    ("changed", "silence"),
    [
        ({"status": "suppressed"}, Silence.TOO_FEW),
        ({"numerator": 0.0}, Silence.TOO_FEW),
        ({}, Silence.NONE),
    ],
)
def test_of_a_small_cohort_nothing_is_told(changed, silence, connection):
    door = asking(connection, **changed)
    found = find_intensity(connection, door, find_cohort("lonely"))

    assert found.silence == silence
    assert found.frame.empty == bool(silence)


def test_everybody_is_no_pattern(connection):
    found = find_intensity(
        connection, asking(connection), find_cohort("everybody_registered")
    )

    assert found.silence is Silence.EVERYBODY
    assert found.frame.empty


@pytest.mark.parametrize("cohort", load_cohorts())
def test_what_is_too_sensitive_for_a_pcn_is_told_of_no_neighbourhood(
    cohort, connection
):
    asked = find_cohort(cohort)
    assert may_be_told(asked) == (asked.finest is AreaLevel.PCN)
    if not may_be_told(asked):
        with pytest.raises(QuestionInvalid, match="cannot be told by neighbourhood"):
            find_intensity(connection, asking(connection), asked)


@pytest.mark.parametrize(
    "condition",
    ["not homeless", "lonely and not drug_dependence", "alcohol = dependent or lonely"],
)
def test_nor_is_what_leaves_it_out(condition):
    assert not may_be_told(find_cohort(condition))


def test_of_a_built_cohort_the_sample_alone_is_read(city, connection, monkeypatch):
    monkeypatch.setattr(asking_of, "find_cohort", built)
    cohort = built("hypertension")
    found = find_intensity(city, asking(connection), cohort)
    city.execute("delete from fct_person where not in_sample")
    again = find_intensity(city, asking(connection), cohort)

    assert len(found.frame) == 9
    pd.testing.assert_frame_equal(found.frame, again.frame)


def test_people_in_all_are_read_once_per_version(connection):
    memory = Memory()
    for cohort in ("lonely", "hypertension"):
        find_intensity(connection, asking(connection), find_cohort(cohort), memory)
    made = []
    memory.once(("neighbourhoods", False), lambda: made.append("again"))

    assert made == []


def whole_system(cohort):
    return Question(PEOPLE, AreaLevel.SYSTEM, by=(COHORT,), cohort=cohort)
