"""Who is on record and who ought to be: a sentence for every way of being absent."""

import pytest

from phm.measures.disclose import SUPPRESSED
from phm.measures.presence import NOT_FILLED, SYSTEM_ONLY
from phm.words.presence import filled_sentence, presence_sentence
from phm.words.presence_parts import about, beside, expected_text, finding, share_text
from tests.charts.builders import NAN
from tests.charts.presence_builders import LABELS, a_group, some_presence


def row_of(**words):
    return some_presence(homelessness=a_group(**words)).frame.loc["homelessness"]


def test_without_records_the_largest_group_expected_is_named():
    presence = some_presence(
        drug_dependence=a_group(low=880, high=1010, status="no extract"),
        alcohol_dependence=a_group(low=950, high=1360, status="no extract"),
    )
    assert presence_sentence(presence) == (
        "Between 950 and 1,400 people in Inventshire would be expected to be dependent "
        "on alcohol, and no records are loaded to find them in; 2 of 8 inclusion "
        "health groups have such a figure."
    )
    assert filled_sentence(presence) == ""


def test_without_records_and_without_figures_both_are_said():
    assert presence_sentence(some_presence()) == (
        "No records are loaded for Inventshire, and none of 8 inclusion health groups "
        "has a figure to expect people by."
    )
    one = some_presence(homelessness=a_group(low=10, high=20, status="no extract"))
    assert presence_sentence(one).endswith(
        "; 1 of 8 inclusion health groups has such a figure."
    )


def test_an_empty_field_comes_before_all_else():
    presence = some_presence(
        vulnerable_migrant=a_group(NAN, low=140, filled=0, status=NOT_FILLED),
        sex_worker=a_group(NAN, low=900, high=1400, filled=0, status=NOT_FILLED),
        homelessness=a_group(0, low=120, high=400),
    )
    assert presence_sentence(presence) == (
        "No record in Inventshire says whether anybody is a vulnerable migrant: the "
        "field is empty for everybody, where at least 140 would be expected. 1 other "
        "field is empty too."
    )


def test_an_empty_field_without_a_figure_says_nothing_of_how_many():
    presence = some_presence(
        justice_contact=a_group(filled=0, status=NOT_FILLED),
        modern_slavery=a_group(filled=0, status=NOT_FILLED),
        sex_worker=a_group(filled=0, status=NOT_FILLED),
    )
    said = presence_sentence(presence)
    assert (
        "in contact with the justice system: the field is empty for everybody." in said
    )
    assert said.endswith("2 other fields are empty too.")


def test_nobody_is_said_and_never_nought():
    presence = some_presence(
        gypsy_roma_traveller=a_group(0, low=120, high=400),
        sex_worker=a_group(0, low=900, high=1400),  # a wide model does not lead
        drug_dependence=a_group(100, low=880, high=1010),
    )
    said = presence_sentence(presence)
    assert said == (
        "Nobody in Inventshire is recorded as Gypsy, Roma or Traveller where between "
        "120 and 400 would be expected. 2 other groups have fewer on record than "
        "expected too."
    )


def test_nobody_with_a_field_that_is_mostly_empty_says_so():
    presence = some_presence(sex_worker=a_group(0, low=90, high=140, filled=4))
    assert presence_sentence(presence) == (
        "Nobody in Inventshire is recorded as a sex worker where between 90 and 140 "
        "would be expected, and the field is empty for 96 % of people."
    )


def test_the_smallest_part_of_those_expected_leads_and_a_wide_model_does_not():
    presence = some_presence(
        drug_dependence=a_group(440, low=880, high=1100),
        gypsy_roma_traveller=a_group(70, low=290, high=650, filled=40),
        modern_slavery=a_group(10, low=20, high=180),
    )
    assert presence_sentence(presence) == (
        "In Inventshire 70 people are recorded as Gypsy, Roma or Traveller where "
        "between 290 and 650 would be expected: 11 to 24 %, and the field is empty for "
        "60 % of people. 2 other groups have fewer on record than expected too."
    )


def test_one_other_group_is_said_in_the_singular():
    presence = some_presence(
        drug_dependence=a_group(440, low=880, high=1100),
        alcohol_dependence=a_group(10, low=880, high=1100),
    )
    assert presence_sentence(presence).endswith(
        "1 other group has fewer on record than expected too."
    )


def test_nobody_short_and_nobody_judged_are_told_apart():
    enough = some_presence(homelessness=a_group(300, low=100, high=400))
    assert presence_sentence(enough) == (
        "In Inventshire no group has fewer on record than would be expected, of the 1 "
        "of 8 that can be judged."
    )
    hidden = some_presence(
        homelessness=a_group(low=100, high=400, status=SUPPRESSED),
        justice_contact=a_group(30),
    )
    assert presence_sentence(hidden).startswith(
        "None of 8 inclusion health groups can be judged in Inventshire: numbers are"
    )


@pytest.mark.parametrize(
    ("words", "margin", "table"),
    [
        (
            {"low": 290, "high": 650, "status": "no extract"},
            "290–650 expected",
            "no records are loaded",
        ),
        (
            {"status": "no extract"},
            "no figure that stands up",
            "no records are loaded",
        ),
        (
            {"low": 290, "high": 650, "filled": 0, "status": NOT_FILLED},
            "not recorded of 290–650",
            "not recorded: the field is empty for everybody",
        ),
        (
            {"low": 290, "high": 650, "status": SUPPRESSED},
            "hidden: few of 290–650",
            "suppressed (small numbers)",
        ),
        (
            {"low": 290, "status": "not reported"},
            "not reported of at least 290",
            "not reported",
        ),
        (
            {"recorded": 0, "low": 290, "high": 650},
            "nobody of 290–650",
            "nobody recorded",
        ),
        (
            {"recorded": 70, "low": 290, "high": 650},
            "70 of 290–650 (11–24 %)",
            "too few: 11 to 24 % of those expected",
        ),
        (
            {"recorded": 70, "low": 290, "high": 650, "filled": 30},
            "70 of 290–650 (11–24 %)",
            (
                "too few: 11 to 24 % of those expected; the field is empty for 70 % of "
                "people"
            ),
        ),
        (
            {"recorded": 70, "low": 140},
            "70 of at least 140 (at most 50 %)",
            "too few: at most 50 % of those expected",
        ),
        (
            {"recorded": 300, "low": 290, "high": 650},
            "300 of 290–650 (within)",
            "within what is expected",
        ),
        (
            {"recorded": 700, "low": 290, "high": 650},
            "700 of 290–650 (more)",
            "more than expected",
        ),
        (
            {"recorded": 150, "low": 140},
            "150 of at least 140 (or more)",
            "as many as the fewest expected, or more",
        ),
        ({"recorded": 70}, "70; no figure to expect", "nothing to hold it against"),
        (
            {"low": 51, "high": 580, "status": SYSTEM_ONLY},
            "51–580 expected; no count by place",
            "not told for a place: too few people",
        ),
    ],
)
def test_one_group_in_a_few_words(words, margin, table):
    row = row_of(**words)
    assert beside(row) == margin
    assert finding(row) == table
    assert " 0 " not in f" {margin} "


def test_expected_numbers_pretend_to_no_more_than_two_figures():
    assert [about(n) for n in (0.34, 3.4, 61, 4761, 10_671, NAN)] == [
        *("0.3", "3", "61", "4,800", "11,000", "")
    ]
    assert expected_text(row_of(low=100.2, high=100.9)) == "about 100"
    assert share_text(row_of(recorded=100, low=1000, high=1001)) == "10 %"
    assert share_text(row_of(low=10, high=20, status=SUPPRESSED)) == ""
    few = row_of(recorded=5, low=1200, high=1300, filled=0.3)
    assert share_text(few) == "under 1 %"  # somebody is on record: never 0
    assert finding(few).endswith("the field is empty for over 99 % of people")


def test_how_far_the_fields_are_filled_in():
    alike = some_presence(**dict.fromkeys(LABELS, a_group(5, filled=99.8)))
    said = "Every field says yes or no for over 99 % of people."
    assert filled_sentence(alike) == said  # not everybody: never 100 %
    whole = some_presence(**dict.fromkeys(LABELS, a_group(5)))
    assert filled_sentence(whole) == "Every field says yes or no for 100 % of people."
    rest = dict.fromkeys(LABELS, a_group(5, filled=50))
    homeless, sex_work = a_group(5, filled=80), a_group(5, filled=4)
    apart = some_presence(**(rest | {"homelessness": homeless, "sex_worker": sex_work}))
    assert filled_sentence(apart) == (
        "The fields say yes or no for 4 % (Sex work) to 80 % of people; of the others "
        "nothing is known."
    )
    partly = some_presence(homelessness=a_group(5, filled=80))
    assert filled_sentence(partly).startswith("Every field that can be told says yes")
    hidden = some_presence(homelessness=a_group(5, filled=NAN))
    assert filled_sentence(hidden).endswith("cannot be shown.")
