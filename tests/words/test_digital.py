"""Which barrier prevails, how many were asked, and who stands out."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.catalogue import find_measure
from phm.words.digital import (
    NOBODY_ASKED,
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


def test_the_barrier_most_people_have_leads_with_its_interval_and_the_next() -> None:
    answers = four((10.0, 9, 11), (5.0, 4, 6), (25.0, 24, 26), (40.2, 39, 41.5))
    assert prevailing_sentence(answers) == (
        "Lack of skills is the barrier most people asked in Inventon have: 40.2 % "
        "(95 % interval 39.0 to 41.5), ahead of fear or low confidence at 25.0 %."
    )


def test_barriers_whose_intervals_meet_are_not_put_in_order() -> None:
    answers = four((10.0, 9, 11), (24.8, 22, 27), (25.0, 23, 28), (5.0, 4, 6))
    assert prevailing_sentence(answers) == (
        "Fear or low confidence (25.0 %) and no affordable connection (24.8 %) are "
        "the barriers most people asked in Inventon have, too close to put in order."
    )


def test_what_is_hidden_or_was_not_asked_is_named() -> None:
    answers = four(UNKNOWN, (5.0, 4, 6), UNKNOWN, (40.0, 39, 41))
    assert prevailing_sentence(answers).endswith(
        "There is no figure for no equipment and fear or low confidence."
    )


def test_a_lone_barrier_leads_nobody() -> None:
    said = prevailing_sentence(four(UNKNOWN, UNKNOWN, UNKNOWN, (40.0, 39, 41)))
    assert said.startswith("Of the four barriers only lack of skills has a figure: ")
    assert "ahead" not in said


def test_nobody_asked_is_not_nobody_with_a_barrier() -> None:
    assert prevailing_sentence(four(*[UNKNOWN] * 4)) == NOBODY_ASKED
    assert "not the same" in NOBODY_ASKED


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
        "nothing is known."
    )


def test_how_many_were_asked_may_be_hidden_too() -> None:
    asked = of_everyone(
        "digital_barriers_asked_percent", NAN, NAN, NAN, status="suppressed"
    )
    assert asked_sentence(asked) == "How many people were asked is not known."


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


@pytest.mark.parametrize("benchmark", [20.0, None])
def test_without_proof_nobody_stands_out(benchmark: float | None) -> None:
    row = a_row("ash", 22.0, lower=19.0, upper=25.0)
    answers = [some_results(row, measure=SKILLS, benchmark=benchmark)]
    said = where_sentence(answers)
    assert said == "No PCN is clearly above everyone’s value for any of these."
    groups = {"80+": (22.0, 19.0, 25.0)}
    by_age = [by_scheme("age", groups, measure=SKILLS, benchmark=benchmark)]
    assert where_sentence(by_age).startswith("No group is clearly above")


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
