"""A cohort beside everybody else, in sentences."""

from dataclasses import replace

from phm.measures.catalogue import find_measure
from phm.words.cohort_sides import (
    WAYS_NOT_TOLD,
    digital_sentence,
    pathway_sentence,
    ways_sentence,
    who_sentence,
)
from tests.charts.builders import NAN
from tests.charts.cohort_builders import beside, some_sides


DECLINED = find_measure("declined_percent")


def test_who_they_are_names_what_is_more_of_them_than_of_everybody() -> None:
    ages = some_sides("Age", a=(53.5, NAN, NAN, 26.1), b=(5.0, NAN, NAN, 21.0))
    sexes = some_sides("Sex", male=(100.0, NAN, NAN, 49.9))
    said = who_sentence([ages, sexes])
    assert (
        said == "More of the cohort than of everybody: age “a” (53.5 against 26.1 %)."
    )


def test_unknown_and_hidden_groups_do_not_lead() -> None:
    rows = some_sides("Ethnicity", not_known=(60.0, NAN, NAN, 7.0), asian="suppressed")
    assert who_sentence([rows]).startswith("No known group is a larger part")


def test_a_clear_difference_is_told_with_both_numbers() -> None:
    crude = beside(DECLINED, (30.0, 24.0, 36.0, 60), (10.0, 9.0, 11.0, 3000))
    sides = replace(_step(30.0, 10.0), answers=(_counted(crude, 200, 30_000),))
    assert pathway_sentence([sides]) == (
        "Against everybody else, as counted – Declined: more, 30.0 against 10.0 % of "
        "people offered."
    )
    hidden = replace(
        some_sides("Helped", As="suppressed"),
        answers=(beside(DECLINED, "suppressed", (10.5, 10.0, 11.0, 3150)),),
    )
    assert pathway_sentence([sides, hidden]).endswith("too few people to tell: Helped.")


def test_steps_without_a_clear_difference_are_named() -> None:
    crude = beside(DECLINED, (10.0, 6.0, 16.0, 15), (10.5, 10.0, 11.0, 3150))
    sides = replace(_step(10.0, 10.5), answers=(_counted(crude, 150, 30_000),))
    said = pathway_sentence([sides])
    assert said.endswith("no clear difference: Declined.")


def test_of_hidden_people_no_difference_is_told_clear_or_not() -> None:
    others = (10.5, 10.0, 11.0, 3150)
    for pair in (("suppressed", others), (others, "suppressed")):
        hidden = replace(
            some_sides(As="suppressed"), answers=(beside(DECLINED, *pair),)
        )
        said = pathway_sentence([hidden])
        assert said == "No step can be told against everybody else: too few people."


def test_the_most_frequent_of_the_four_barriers_and_online_only() -> None:
    sides = some_sides(
        No_equipment=(10.5, 8, 14, 10.7),
        No_connection=(9.3, 7, 12, 6.8),
        Fear=(23.3, 20, 27, 25.0),
        No_skills=(44.2, 40, 49, 38.7),
        Any_barrier=(54.7, 50, 59, 49.3),
        Missed_if_online_only=(66.3, 62, 71, NAN),
    )
    assert digital_sentence(sides) == (
        "Of those asked, the most frequent barrier is “no skills”, 44.2 % (everybody "
        "else 38.7 %); an online-only pathway would miss 66.3 %."
    )


def test_barriers_too_close_to_call_are_not_put_in_order() -> None:
    sides = some_sides(
        No_equipment=(10.5, 8, 14, 10.7),
        No_connection=(41.0, 37, 45, NAN),
        No_skills=(44.2, 40, 49, 38.7),
        Any_barrier=(54.7, 50, 59, 49.3),  # no barrier of its own
    )
    assert digital_sentence(sides) == (
        "Of those asked, the most frequent barriers are “no skills”, 44.2 % (everybody "
        "else 38.7 %) and “no connection”, 41.0 %, too close to put in order."
    )


def test_any_barrier_is_none_of_the_four() -> None:
    sides = some_sides(No_skills=(44.2, 40, 49, 38.7), Any_barrier=(54.7, 50, 59, 49.3))
    assert "is “no skills”" in digital_sentence(sides)


def test_too_few_were_asked() -> None:
    hidden = some_sides(No_equipment="suppressed")
    assert digital_sentence(hidden).startswith(
        "Too few people of the cohort were asked"
    )


def _step(cohort: float, others: float):
    return some_sides(As_counted=(cohort, NAN, NAN, others))


def _counted(results, *totals: int):
    return replace(results, frame=results.frame.assign(denominator=list(totals)))


def test_how_those_reached_were_met() -> None:
    sides = some_sides(
        No_skills=(44.2, 40, 49, 38.7), Reached_without_a_screen=(93.9, 92, 95, 95.2)
    )
    assert ways_sentence(sides) == (
        "Of those a link worker reached, 93.9 % (everybody else 95.2 %) were met face "
        "to face, at home or by telephone at least once."
    )


def test_how_few_were_met_is_not_told_and_of_no_contacts_nothing_is_said() -> None:
    hidden = some_sides(Reached_without_a_screen="suppressed")
    assert ways_sentence(hidden) == WAYS_NOT_TOLD
    assert not ways_sentence(some_sides(No_skills=(44.2, 40, 49, 38.7)))
