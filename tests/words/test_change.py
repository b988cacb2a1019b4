"""Is the worst-off group improving fastest?"""

from phm.words.change import change_sentence
from tests.charts.builders import NAN
from tests.charts.group_builders import Values, some_change


def moved(before: float, now: float, lower: float, upper: float) -> Values:
    """A group that went from one to the other, with the limits of its ratio."""
    ratio = now / before
    return (before, before - 1, before + 1, now, now - 1, now + 1, ratio, lower, upper)


def said_of(**groups: Values) -> str:
    return change_sentence(some_change("ethnicity", groups))


STILL_LOW = moved(4.0, 4.0, 0.9, 1.1)
STILL = moved(18.0, 18.0, 0.95, 1.05)
SLOW = moved(18.0, 18.9, 1.01, 1.09)


def test_yes_with_sizes_interval_and_the_next() -> None:
    assert said_of(asian=moved(4.0, 6.0, 1.2, 1.8), white=SLOW) == (
        "Yes: reach among Asian people, the lowest a year before, went from 4 to 6 "
        "people a year per 1,000 registered (1.50 times, 95 % interval 1.20 to 1.80), "
        "more than in any other group; next White people (1.05 times, 95 % interval "
        "1.01 to 1.09)."
    )


def test_the_next_is_the_next_fastest_and_not_the_least_sure() -> None:
    said = said_of(
        asian=moved(4.0, 6.0, 1.2, 1.8),
        white=moved(18.0, 19.6, 1.06, 1.12),
        black=moved(9.0, 9.2, 0.88, 1.19),
    )
    assert "next White people (1.09 times" in said


def test_a_group_that_began_at_nothing_is_the_worst_off_and_has_no_ratio() -> None:
    none = (0.0, 0.0, 1.2, 5.0, 3.0, 8.0, NAN, NAN, NAN)
    assert said_of(asian=none, white=SLOW) == (
        "It cannot be told whether the worst-off group is improving fastest: reach "
        "among Asian people, the lowest a year before, went from 0 to 5 people a year "
        "per 1,000 registered; from 0 no ratio can be formed."
    )


def test_no_another_rose_faster() -> None:
    said = said_of(
        asian=moved(4.0, 4.2, 1.0, 1.1),
        white=moved(18.0, 22.0, 1.15, 1.3),
        black=moved(9.0, 12.0, 1.2, 1.4),
    )
    assert said.startswith("No: reach among Asian people, the lowest a year before")
    assert said.endswith(
        "it rose faster among Black people (1.33 times, 95 % interval 1.20 to 1.40)."
    )


def test_no_another_fell_less() -> None:
    said = said_of(asian=moved(4.0, 2.0, 0.4, 0.6), white=moved(18.0, 17.0, 0.9, 0.99))
    assert said.startswith("No:")
    assert "it fell less among White people (0.94 times" in said


def test_no_another_rose_while_the_worst_off_did_not() -> None:
    fell = moved(4.0, 2.0, 0.4, 0.6)
    said = said_of(asian=fell, white=moved(18.0, 22.0, 1.15, 1.3))
    assert "it rose among White people (1.22 times" in said
    assert "it rose among White" in said_of(
        asian=STILL_LOW, white=moved(18.0, 22.0, 1.15, 1.3)
    )
    assert "it did not fall among White people (1.00" in said_of(
        asian=fell, white=STILL
    )


def test_no_it_fell() -> None:
    said = said_of(asian=moved(4.0, 3.0, 0.6, 0.9), white=moved(18.0, 9.0, 0.4, 0.7))
    assert said.startswith("No:")
    assert said.endswith("(0.75 times, 95 % interval 0.60 to 0.90): it fell.")


def test_not_clear_where_intervals_overlap() -> None:
    said = said_of(asian=moved(4.0, 5.0, 1.04, 1.5), white=SLOW)
    assert said.startswith("Not clear:")
    assert "the interval overlaps that of White people (1.05 times" in said


def test_not_clear_where_there_may_be_no_change() -> None:
    said = said_of(asian=moved(4.0, 4.1, 0.98, 1.07), white=moved(18.0, 15.0, 0.8, 0.9))
    assert said.startswith("Not clear:")
    assert said.endswith("that may be no change.")


def test_it_cannot_be_told_of_fewer_than_two_groups() -> None:
    question = "It cannot be told whether the worst-off group is improving fastest: "
    assert said_of(asian=STILL, black="suppressed") == (
        question + "1 group has a figure in both years. "
        "1 group is suppressed (small numbers)."
    )
    assert said_of() == question + "0 groups have a figure in both years."


def test_a_group_with_one_year_only_has_no_change() -> None:
    lone = (NAN, NAN, NAN, 4.0, 3.0, 5.0, NAN, NAN, NAN)
    assert "1 group has a figure in both years" in said_of(asian=lone, white=STILL)


def test_it_cannot_be_told_of_groups_that_began_alike() -> None:
    said = said_of(asian=moved(4.0, 6.0, 1.2, 1.8), black=moved(4.4, 4.0, 0.9, 1.1))
    assert said.endswith("Asian people and Black people began alike.")


def test_people_in_no_known_group_are_not_the_worst_off() -> None:
    said = said_of(asian=moved(4.0, 6.0, 1.2, 1.8), white=SLOW, not_known=STILL)
    assert "Asian people, the lowest" in said
    lowest = said_of(asian=STILL, white=SLOW, not_known=moved(1.0, 9.0, 8.0, 10.0))
    assert "not known" not in lowest
