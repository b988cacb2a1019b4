"""Whether money and support go to the barrier that most people have."""

import pytest

from phm.domain.areas import AreaLevel
from phm.words.digital_match import (
    NO_PROJECT,
    match_sentence,
    projects_sentence,
    support_sentence,
    widest_mismatch,
)
from tests.charts.builders import NAN
from tests.words.digital_builders import a_match, some_projects


KIT = (40_000.0, 0.0, 0.0, 0.0)
WIDE = {"place_id": None, "digital_area": "connectivity", "amount_pounds": 60_000.0}
TIED = (30.0, 10.0, 30.0, 30.0)
UNKNOWN = (NAN, NAN, NAN, NAN)


def test_kit_is_funded_where_skills_are_the_gap() -> None:
    assert match_sentence(a_match(pounds=KIT)) == (
        "In Inventon 50 % of recorded barriers are of skills, but 100 % of its digital "
        "money (£40,000) went to equipment."
    )


def test_what_the_prevailing_barrier_got_is_said() -> None:
    match = a_match(pounds=(40_000.0, 0.0, 0.0, 10_000.0))
    assert match_sentence(match).endswith(
        "80 % of its digital money (£40,000 of £50,000) went to equipment, £10,000 to "
        "skills."
    )


def test_money_that_goes_where_the_barrier_is_matches() -> None:
    match = a_match(pounds=(5_000.0, 0.0, 0.0, 15_000.0))
    assert match_sentence(match) == (
        "In Inventon skills lead both: 50 % of recorded barriers and 75 % of its "
        "digital money (£15,000 of £20,000)."
    )
    assert widest_mismatch([match]) is None


def test_no_order_is_made_of_equal_shares() -> None:
    match = a_match(pounds=KIT, barrier_share=TIED)
    assert match_sentence(match) == (
        "In Inventon 100 % of the digital money (£40,000) went to equipment; no one "
        "barrier prevails clearly."
    )
    equal = a_match(pounds=(5_000.0, 5_000.0, 0.0, 0.0))
    assert match_sentence(equal) == (
        "In Inventon no one barrier got most digital money: the largest are alike."
    )


def test_barriers_whose_intervals_meet_are_no_mismatch() -> None:
    close = a_match(pounds=KIT)
    close.frame["upper"] = [11.0, 6.0, 39.0, 42.0]  # confidence may be at 39, too
    assert match_sentence(close).endswith("; no one barrier prevails clearly.")
    assert widest_mismatch([close]) is None
    assert support_sentence(close).endswith("70 % of all).")


def test_a_hidden_barrier_leaves_what_prevails_unknown() -> None:
    match = a_match(pounds=KIT, barrier_share=UNKNOWN)
    assert match_sentence(match).endswith("which barrier prevails is not known.")
    assert widest_mismatch([match]) is None


def test_without_any_project_that_is_said() -> None:
    assert match_sentence(a_match()) == NO_PROJECT
    assert projects_sentence(a_match()) == ""


def test_a_place_without_a_project_of_its_own_is_not_one_without_any() -> None:
    match = a_match(of_whole_system=some_projects(WIDE))
    assert match_sentence(match) == (
        "50 % of recorded barriers are of skills; no digital project is for Inventon "
        "alone."
    )
    assert projects_sentence(match) == (
        "£60,000 is for the whole system; no place’s part of it is recorded."
    )
    own = a_match(
        pounds=KIT, projects=some_projects({}), of_whole_system=some_projects(WIDE)
    )
    assert " £60,000 more is for the whole system;" in projects_sentence(own)
    unknown = a_match(of_whole_system=some_projects(WIDE), barrier_share=UNKNOWN)
    assert match_sentence(unknown) == "No digital project is for Inventon alone."


def test_money_is_said_whole_per_head_and_with_its_dates() -> None:
    match = a_match(pounds=KIT, projects=some_projects({}, {}))
    assert projects_sentence(match) == (
        "2 funded projects of digital inclusion ran in the 12 months: £40,000, £2,000 "
        "per 1,000 people, from 1 April 2025 to 31 March 2027."
    )


def test_one_project_without_an_end_and_people_unknown() -> None:
    match = a_match(pounds=KIT, projects=some_projects({"end_date": None}), people=NAN)
    assert projects_sentence(match) == (
        "1 funded project of digital inclusion ran in the 12 months: £40,000, from "
        "1 April 2025."
    )


def test_of_projects_one_of_which_has_no_end_none_is_said() -> None:
    projects = some_projects({}, {"end_date": None})
    said = projects_sentence(a_match(pounds=KIT, projects=projects))
    assert said.endswith("from 1 April 2025.")


def test_projects_without_an_amount_are_not_no_projects() -> None:
    match = a_match(projects=some_projects({"amount_pounds": NAN}))
    assert match_sentence(match) == (
        "50 % of recorded barriers are of skills; the amounts of digital projects in "
        "Inventon are not recorded."
    )


def test_the_system_counts_what_is_for_all_of_it_and_says_so_once() -> None:
    wide = some_projects(WIDE)
    match = a_match(
        level=AreaLevel.SYSTEM,
        pounds=(0.0, 60_000.0, 0.0, 0.0),
        projects=wide,
        of_whole_system=wide,
    )
    assert "more is for the whole system" not in projects_sentence(match)


def test_the_place_that_lacks_most_is_found() -> None:
    little = a_match(area_name="Little", pounds=(30_000.0, 0.0, 0.0, 20_000.0))
    much = a_match(area_name="Much", pounds=KIT)
    without = a_match(area_name="Without")
    found = widest_mismatch([little, without, much])
    assert found is not None
    assert found.area_name == "Much"
    assert widest_mismatch([without]) is None


def test_support_offered_is_set_beside_the_barrier() -> None:
    assert support_sentence(a_match()) == (
        "The digital support offered most in Inventon was of skills (about 140 offers "
        "in 12 months, 70 % of all), against the most frequent barrier."
    )
    other = a_match(offers=(100.0, 20.0, 30.0, 50.0))
    assert support_sentence(other) == (
        "The digital support offered most in Inventon was of equipment (about 100 "
        "offers in 12 months, 50 % of all)."
    )


@pytest.mark.parametrize(
    ("offers", "said"),
    [
        (UNKNOWN, "Which digital support is offered most is not known."),
        (
            (10.0, 10.0, 0.0, 0.0),
            "No one kind of digital support is offered most: the largest are alike.",
        ),
        ((0.0,) * 4, "No offer of digital support is on record in Inventon."),
    ],
)
def test_support_that_is_hidden_tied_or_absent_names_none(
    offers: tuple, said: str
) -> None:
    assert support_sentence(a_match(offers=offers)) == said
