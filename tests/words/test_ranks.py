"""Places in a ranking."""

import pytest

from phm.words.ranks import ordinal, rank_phrase
from tests.charts.builders import a_row, some_results


@pytest.mark.parametrize(
    ("place", "said"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")),
        *((13, "13th"), (21, "21st"), (22, "22nd"), (111, "111th")),
    ],
)
def test_an_ordinal(place: int, said: str) -> None:
    assert ordinal(place) == said


def five(**last: object) -> object:
    rows = [a_row(f"area{n}", float(n)) for n in range(1, 5)]
    return some_results(*rows, a_row("area5", **last))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("area5", "the highest of 5 PCNs"),
        ("area4", "2nd highest of 5 PCNs"),
        ("area3", "3rd highest of 5 PCNs"),
        ("area2", "2nd lowest of 5 PCNs"),
        ("area1", "the lowest of 5 PCNs"),
        ("nowhere", ""),
    ],
)
def test_a_place_is_counted_from_the_nearer_end(code: str, said: str) -> None:
    assert rank_phrase(five(value=5.0), code) == said


def test_areas_without_a_figure_are_not_counted_in() -> None:
    assert rank_phrase(five(), "area1") == "the lowest of the 4 PCNs with a figure"
    assert rank_phrase(five(), "area5") == ""


def test_areas_that_print_alike_share_a_place() -> None:
    assert rank_phrase(five(value=3.96), "area4") == "joint highest of 5 PCNs"
    assert rank_phrase(five(value=3.96), "area5") == "joint highest of 5 PCNs"
    assert rank_phrase(five(value=2.0), "area2") == "joint 2nd lowest of 5 PCNs"


def test_all_alike() -> None:
    two = some_results(a_row("ash", 1.0), a_row("elm", 1.0))
    three = some_results(a_row("ash", 1.0), a_row("elm", 1.0), a_row("oak", 1.0))
    assert rank_phrase(two, "ash") == "the same as the other one with a figure"
    assert rank_phrase(three, "ash") == "the same as the other 2 PCNs with a figure"


def test_one_alone_has_no_place() -> None:
    assert rank_phrase(some_results(a_row("ash", 1.0)), "ash") == ""


def test_patients_in_no_pcn_are_not_ranked() -> None:
    results = some_results(a_row("ash", 1.0), a_row("elm", 2.0), a_row("U", 9.0))
    assert rank_phrase(results, "elm") == "the highest of 2 PCNs"
    assert rank_phrase(results, "U") == ""
