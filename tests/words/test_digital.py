"""Which barrier prevails, how many were asked, and who stands out."""

from dataclasses import replace

import pytest

from phm.domain.areas import UNALLOCATED_PCN, AreaLevel
from phm.measures.catalogue import find_measure
from phm.measures.digital import BARRIERS
from phm.words.digital import (
    NOBODY_ASKED,
    TOO_FEW,
    asked_sentence,
    name_of,
    prevailing_sentence,
    where_sentence,
)
from tests.charts.builders import NAN, a_row, some_results
from tests.charts.group_builders import by_scheme
from tests.words.digital_builders import four, of_everyone


UNKNOWN = (NAN, NAN, NAN)
SKILLS = find_measure("low_digital_skills_percent")
EQUIPMENT = find_measure("no_digital_equipment_percent")


def test_the_most_frequent_barrier_leads_with_its_interval_and_the_next() -> None:
    answers = four((10.0, 9, 11), (5.0, 4, 6), (25.0, 24, 26), (40.2, 39, 41.5))
    assert prevailing_sentence(answers) == (
        "Lack of skills is the most frequent barrier among people asked in Inventon: "
        "40.2 % (95 % interval 39.0 to 41.5), ahead of fear or low confidence at 25.0 "
        "%."
    )


def test_barriers_whose_intervals_meet_are_not_put_in_order() -> None:
    answers = four((10.0, 9, 11), (24.8, 22, 27), (25.0, 23, 28), (5.0, 4, 6))
    assert prevailing_sentence(answers) == (
        "Fear or low confidence (25.0 %) and no affordable connection (24.8 %) are "
        "the most frequent barriers among people asked in Inventon, too close to put "
        "in order."
    )
    three = four((24.9, 22, 27), (24.8, 22, 27), (25.0, 23, 28), (5.0, 4, 6))
    assert prevailing_sentence(three).startswith(
        "Fear or low confidence (25.0 %), no equipment (24.9 %) and no affordable "
    )


def test_barriers_that_nobody_has_lead_nobody() -> None:
    assert prevailing_sentence(four(*[(0.0, 0.0, 3.0)] * 4)) == (
        "Of no equipment, no affordable connection, fear or low confidence and lack of "
        "skills nobody is on record among people asked in Inventon."
    )


def test_that_a_place_is_a_demonstration_is_said_elsewhere() -> None:
    answers = four((10.0, 9, 11), (5.0, 4, 6), (25.0, 24, 26), (40.2, 39, 41.5))
    named = [
        replace(one, benchmark=replace(one.benchmark, name="Inventon (demonstration)"))
        for one in answers
    ]
    assert prevailing_sentence(named) == prevailing_sentence(answers)


def test_what_is_hidden_or_was_not_asked_is_named() -> None:
    answers = four(UNKNOWN, (5.0, 4, 6), UNKNOWN, (40.0, 39, 41))
    assert prevailing_sentence(answers).endswith(
        "There is no figure for “no equipment” and “fear or low confidence”."
    )


def test_a_lone_barrier_leads_nobody() -> None:
    said = prevailing_sentence(four(UNKNOWN, UNKNOWN, UNKNOWN, (40.0, 39, 41)))
    assert said.startswith(
        "Of the four barriers only lack of skills has a figure among people asked in "
        "Inventon: 40.0 % ("
    )
    assert "ahead" not in said


def test_nobody_asked_is_not_nobody_with_a_barrier() -> None:
    assert prevailing_sentence(four(*[UNKNOWN] * 4)) == NOBODY_ASKED
    assert "not the same" in NOBODY_ASKED


def test_hidden_barriers_are_not_called_unrecorded() -> None:
    hidden = [
        of_everyone(one.measure, *UNKNOWN, status="suppressed") for one in BARRIERS
    ]
    assert prevailing_sentence(hidden) == TOO_FEW


def test_how_many_were_asked_is_said_of_how_many() -> None:
    asked = of_everyone(
        "digital_barriers_asked_percent",
        7.4,
        NAN,
        NAN,
        numerator=117_350,
        denominator=1_580_575,
    )
    assert asked_sentence(asked) == (
        "Asked about all four: 117,350 of 1,580,575 people (7.4 %); of the others "
        "not all four answers are known."
    )


def test_everybody_and_nobody_asked_leave_no_others() -> None:
    asked = "digital_barriers_asked_percent"
    counts = {"numerator": 500, "denominator": 500}
    everybody = of_everyone(asked, 100.0, NAN, NAN, **counts)
    assert asked_sentence(everybody) == "Asked about all four: 500 people, everybody."
    nobody = of_everyone(asked, 0.0, NAN, NAN, **(counts | {"numerator": 0}))
    assert asked_sentence(nobody) == "Nobody was asked about all four."


def test_how_many_were_asked_may_be_hidden_too() -> None:
    asked = of_everyone(
        "digital_barriers_asked_percent", NAN, NAN, NAN, status="suppressed"
    )
    assert asked_sentence(asked) == (
        "How many people were asked about all four is suppressed (small numbers)."
    )


def test_areas_that_stand_out_are_named_once_with_all_that_they_lead_in() -> None:
    rows = (
        a_row("ash", 14.0, lower=13.0, upper=15.0),
        a_row("beech", 9.0, lower=8.0, upper=10.0),
    )
    answers = [
        some_results(*rows, measure=one, benchmark=10.0) for one in (EQUIPMENT, SKILLS)
    ]
    assert where_sentence(answers) == (
        "Most clearly above everyone: Ash PCN (no equipment 14.0 %, lack of skills "
        "14.0 %)."
    )


def test_groups_that_stand_out_are_people() -> None:
    groups = {
        "0-17": (50.0, 11.0, 80.0),  # high, but hardly anybody
        "80+": (31.0, 29.0, 33.0),
        "not_known": (90.0, 80.0, 95.0),
    }
    answers = [by_scheme("age", groups, measure=EQUIPMENT, benchmark=10.0)]
    said = where_sentence(answers)
    assert said == (
        "Most clearly above everyone: people aged 80 and over (no equipment 31.0 %)."
    )


@pytest.mark.parametrize(
    ("benchmark", "end"),
    [
        (20.0, "is clearly above everyone’s value for any of these."),
        (None, "can be compared with everyone."),
    ],
)
def test_without_proof_nobody_stands_out(benchmark: float | None, end: str) -> None:
    row = a_row("ash", 22.0, lower=19.0, upper=25.0)
    answers = [some_results(row, measure=SKILLS, benchmark=benchmark)]
    assert where_sentence(answers) == f"No PCN {end}"
    groups = {"80+": (22.0, 19.0, 25.0)}
    by_age = [by_scheme("age", groups, measure=SKILLS, benchmark=benchmark)]
    assert where_sentence(by_age) == f"No group {end}"


def test_patients_in_no_pcn_are_no_area_that_stands_out() -> None:
    row = a_row(UNALLOCATED_PCN, 32.0, lower=29.0, upper=35.0)
    answers = [some_results(row, measure=SKILLS, benchmark=20.0)]
    assert where_sentence(answers) == "No PCN can be compared with everyone."


def test_a_measure_that_is_no_barrier_is_called_by_its_name() -> None:
    missed = find_measure("missed_if_online_only_percent")
    row = a_row("ash", 70.0, lower=65.0, upper=75.0)
    answers = [some_results(row, measure=missed, benchmark=60.0)]
    assert "Ash PCN (missed if online only 70.0 %)" in where_sentence(answers)


def test_every_barrier_has_a_name_of_its_own() -> None:
    names = {name_of(one) for one in four(*[(1.0, 0.5, 1.5)] * 4)}
    assert len(names) == 4


def test_levels_are_named_as_they_are() -> None:
    row = a_row("ash", 22.0, lower=19.0, upper=25.0)
    answers = [some_results(row, measure=SKILLS, benchmark=30.0, level=AreaLevel.PLACE)]
    assert where_sentence(answers).startswith("No place is")
