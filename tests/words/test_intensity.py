"""Neighbourhoods in words: in how many, where most of them are, and why not."""

import csv
import io

import pandas as pd
import pytest

from phm.cohorts.find import find_cohort
from phm.measures.intensity import Intensity, Silence
from phm.measures.neighbourhood_classes import IntensityClass
from phm.words.intensity import (
    NOWHERE,
    SILENCES,
    neighbourhood_csv,
    neighbourhood_file_name,
    neighbourhood_table,
    where_sentence,
)
from tests.charts.cohort_builders import a_card


MORE, FEWER = IntensityClass.CLEARLY_MORE, IntensityClass.CLEARLY_FEWER
MAYBE, SAME = IntensityClass.PROBABLY_MORE, IntensityClass.NO_CLEAR_DIFFERENCE
UNTOLD = IntensityClass.TOO_FEW
COLUMNS = ["area_code", "area_name", "pcn_code", "pcn_name", "class_id"]


def an_intensity(*groups, silence=Silence.NONE, cohort="carer"):
    """Groups of neighbourhoods: how many, of which PCN, in which class."""
    rows = [
        (f"E{place:02}{number:02}", f"{pcn} {number:02}", f"U{pcn}", pcn, class_id)
        for place, (count, pcn, class_id) in enumerate(groups)
        for number in range(count)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return Intensity(find_cohort(cohort), frame, silence, (a_card().size,))


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([(3, "North", MORE), (90, "South", SAME)], "3 of 93 {}, in North."),
        (
            [(3, "N", MORE), (2, "S", MORE), (1, "E", MORE), (5, "N", FEWER)],
            "6 of 11 {}, most of these in N and S; clearly fewer in 5.",
        ),
        (
            [(5, "North", MORE), (1, "South", MORE), (1, "East", MORE)],
            "7 of 7 {}, most of these in North.",
        ),
        (
            [(3, one, MORE) for one in "GFEDCBA"],
            "21 of 21 {}, first of all in A (3), B (3) and C (3).",
        ),
        ([(4, "North", MORE), (4, "", MORE)], "8 of 8 {}."),
        (
            [(1, "North", MORE), (1, "North", UNTOLD)],
            (
                "1 of 2 {}, in North. Too few people are registered in 1 neighbourhood "
                "to tell."
            ),
        ),
    ],
)
def test_the_sentence_says_in_how_many_and_where_most_are(groups, said):
    words = said.format("neighbourhoods")

    assert where_sentence(an_intensity(*groups)) == (
        f"Clearly more of them than elsewhere live in {words}"
    )


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([(2, "N", MAYBE), (9, "N", SAME)], "probably more in 2 of 11 neighbourhoods."),
        (
            [(2, "N", MAYBE), (9, "N", FEWER)],
            "probably more in 2 of 11 neighbourhoods, clearly fewer in 9.",
        ),
        ([(2, "N", SAME), (9, "N", FEWER)], "clearly fewer in 9 of 11 neighbourhoods."),
    ],
)
def test_where_nowhere_has_clearly_more_that_is_said(groups, said):
    assert where_sentence(an_intensity(*groups)) == f"{NOWHERE}; {said}"


def test_where_all_are_alike_that_is_said():
    assert where_sentence(an_intensity((1100, "North", SAME))) == (
        "In none of 1,100 neighbourhoods can more or fewer of them be told to live "
        "than elsewhere."
    )


def test_the_pcn_in_focus_is_said_by_itself():
    intensity = an_intensity((3, "North", MORE), (2, "North", SAME), (5, "South", SAME))

    assert where_sentence(intensity, "UNorth").endswith(
        " In North: clearly more in 3 of its 5, clearly fewer in none."
    )
    assert where_sentence(intensity, "USouth").endswith(" In South none of 5 is clear.")
    assert where_sentence(intensity, "UElsewhere") == where_sentence(intensity)


@pytest.mark.parametrize("silence", list(SILENCES))
def test_where_nothing_is_told_the_reason_is(silence):
    assert where_sentence(an_intensity(silence=silence), "UNorth") == SILENCES[silence]


def test_the_table_has_classes_and_no_number():
    table = neighbourhood_table(
        an_intensity((1, "North", SAME), (1, "South", MORE), (1, "A", UNTOLD))
    )

    assert table["Code"].tolist() == ["E0100", "E0000", "E0200"]
    assert table.iloc[:, -1].tolist() == [
        "Clearly more",
        "No clear difference",
        "Too few people to tell",
    ]
    assert table.select_dtypes("number").empty


def test_the_file_says_what_it_is_and_where_it_comes_from():
    intensity = an_intensity((2, "North", MORE), cohort="unpaid_carers")
    text = neighbourhood_csv(intensity).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    notes = dict(row for row in rows[4:] if row)
    assert rows[0][0] == "data_tier"
    assert len(rows[1]) == len(rows[0]) == 5
    assert notes["Condition"] == "carer"
    assert notes["Cite as"]
    assert notes["Found"] == where_sentence(intensity)
    name = neighbourhood_file_name(intensity)
    assert name.endswith("cohort_unpaid_carers_neighbourhoods.csv")


@pytest.mark.parametrize(
    ("cohort", "name"),
    [
        ("carer", "cohort_people_who_are_unpaid_carers"),
        ("unpaid_carers/1", "cohort_unpaid_carers_part_1"),
    ],
)
def test_a_file_of_a_built_cohort_or_of_a_part_has_a_name(cohort, name):
    found = neighbourhood_file_name(an_intensity(cohort=cohort))

    assert found.removeprefix("SYNTHETIC_") == f"{name}_neighbourhoods.csv"
