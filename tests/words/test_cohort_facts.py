"""Numbers, parts and people to act with, beside the sentence of a cohort."""

from dataclasses import replace

import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.measures.catalogue import find_measure
from phm.measures.cohort_card import REACH
from phm.measures.small_numbers import shown_to
from phm.words.cohort import cohort_sentence
from phm.words.cohort_facts import (
    about_sentences,
    groups_nearby_sentence,
    headline_facts,
    nearby_sentence,
    parts_sentence,
)
from tests.charts.builders import NAN
from tests.charts.cohort_builders import CENTRAL, MEN, a_card, beside, by_area


PEOPLE_SHARE = find_measure("share_of_people_percent")


def test_each_number_has_its_interval_and_everybody_elses_beside_it() -> None:
    size, reach, declined, *_, alike = headline_facts(a_card())
    assert (size.number, size.under) == (
        "4,200",
        ("0.27 % of everybody", "rounded to 5"),
    )
    assert (reach.number, reach.under) == (
        "29.8",
        ("95 % interval 24.8 to 35.5", "everybody else 15.9"),
    )
    assert (declined.number, declined.under[1]) == ("10.0 %", "everybody else 10.5 %")
    assert alike.label == "Equity ratio (age, sex)"


def test_how_many_are_in_a_built_cohort_is_unsure() -> None:
    card = a_card("lonely and sex = male")
    built = replace(card, size=replace(card.size, counted_share=0.5))
    assert headline_facts(built)[0].under == (
        "95 % interval 4,070 to 4,340",  # of 2,100 met in a half, give or take 2
        "0.27 % of everybody",
    )
    assert "– about 4,200 people (4,070 to 4,340), 0.27 %" in cohort_sentence(built)
    assert shown_to(built.size) == 10


def test_a_hidden_number_is_a_word_and_the_others_may_still_be_told() -> None:
    rates = {REACH: ("suppressed", (15.9, 15.7, 16.1, 25055))}
    reach = headline_facts(a_card(rates=rates))[1]
    assert (reach.number, reach.under) == ("–", ("suppressed", "everybody else 15.9"))


def test_where_nobody_else_is_there_is_nothing_beside() -> None:
    rates = {REACH: ((15.9, 15.7, 16.1, 25055), "no data")}
    reach = headline_facts(a_card(rates=rates))[1]
    assert reach.under == ("95 % interval 15.7 to 16.1",)


def test_parts_are_told_one_by_one() -> None:
    assert parts_sentence(a_card()) == (
        "Of them: Uncontrolled: HbA1c over 58 mmol/mol within 12 months: 3,230; "
        "Unmonitored: no HbA1c within 12 months: 970. Parts may overlap; counts are "
        "rounded to 5."
    )


@pytest.mark.parametrize(
    ("status", "said"), [("suppressed", ": suppressed;"), ("no data", ": nobody;")]
)
def test_a_part_of_few_people_or_of_nobody(status: str, said: str) -> None:
    card = a_card()
    few = beside(PEOPLE_SHARE, status, (99.9, NAN, NAN, 1.5e6))
    assert said in parts_sentence(replace(card, parts=(few, card.parts[1])))


def test_nothing_is_said_of_parts_where_the_whole_is_hidden_or_there_are_none() -> None:
    hidden = a_card(size=("suppressed", "suppressed"))
    assert parts_sentence(hidden) == ""
    assert parts_sentence(a_card("people_with_long_covid")) == ""


def test_who_why_and_with_whom() -> None:
    who, why, whom = about_sentences(load_cohorts()[MEN])
    assert who.startswith("Who is meant: Men and boys of Asian, Black, Mixed or Other")
    assert "Also called: “BAME men with unmanaged diabetes” and" in who
    assert why.startswith("Why it matters: Type 2 diabetes")
    assert "From: Hertfordshire and West Essex social prescribing, 2021" in why
    assert whom.startswith("Partners: Link workers, ")
    assert ".." not in who + why + whom


def test_of_a_built_cohort_only_who_is_meant_and_how_success_is_judged() -> None:
    said = about_sentences(find_cohort("sex = male and lonely"))
    assert said == [
        "Who is meant: Men and boys who are lonely.",
        "Success is judged by: Reach per 1,000.",
    ]


@pytest.mark.parametrize("cohort", load_cohorts())
def test_every_declared_cohort_says_whom_it_is_with(cohort: str) -> None:
    assert "Partners: " in "".join(about_sentences(load_cohorts()[cohort]))


def test_link_workers_nearby() -> None:
    coverage = by_area(
        find_measure("link_worker_fte_per_10000"), {CENTRAL: (0.42, NAN, NAN, 3)}
    )
    capacity = by_area(
        find_measure("link_worker_capacity"), {CENTRAL: (675, 600, 750, 675)}
    )
    assert nearby_sentence(coverage, capacity) == (
        "Link workers in Watford Central PCN: 0.42 FTE per 10,000 registered patients, "
        "with time for about 680 people a year (range 600 to 750)."
    )


def test_link_workers_not_reported() -> None:
    coverage = by_area(
        find_measure("link_worker_fte_per_10000"), {CENTRAL: "not reported"}
    )
    said = nearby_sentence(coverage, coverage)
    assert said == "Link workers in Watford Central PCN: not reported."


def test_community_groups_nearby() -> None:
    measure = find_measure("community_groups_per_10000")

    assert groups_nearby_sentence(by_area(measure, {CENTRAL: (3.6, NAN, NAN, 18)})) == (
        "Community groups in Watford Central PCN: 18 listed, 3.6 groups per 10,000 "
        "registered patients."
    )
    unknown = by_area(measure, {CENTRAL: "not reported"})
    assert groups_nearby_sentence(unknown) == (
        "Community groups in Watford Central PCN: not reported."
    )
