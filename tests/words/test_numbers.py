"""Numbers as they are read aloud."""

import math

import pytest

from phm.domain.indicators import Method
from phm.words.numbers import (
    interval_text,
    interval_words,
    quantity,
    rounded_interval,
    rounded_quantity,
    rounded_text,
    value_text,
    with_unit,
)
from tests.charts.builders import NAN, a_measure


GAP = a_measure(unit="FTE short (+) or over (−)", denominator=None)
SCORE = a_measure(unit="score (higher = more deprived)")
COUNT = a_measure(unit="people a year", decimals=0)
SHARE = a_measure(unit="% of people with diabetes", method=Method.WILSON)


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (1662718, 0, "1,662,718"),
        (12.49, 1, "12.5"),
        (-2.04, 1, "−2.0"),
        (-0.04, 1, "0.0"),
        (0, 2, "0.00"),
        (NAN, 1, "not known"),
        (math.inf, 1, "not known"),
    ],
)
def test_a_value(value: float, decimals: int, said: str) -> None:
    assert value_text(value, decimals=decimals) == said


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [(8.4, 41.2, "range 8.4 to 41.2"), (NAN, 41.2, ""), (8.4, math.inf, "")],
)
def test_an_interval(lower: float, upper: float, said: str) -> None:
    assert interval_text(lower, upper, decimals=1) == said


@pytest.mark.parametrize(
    ("value", "measure", "said"),
    [
        (12.5, a_measure(unit="per 1,000"), "12.5 per 1,000"),
        (46.0, SHARE, "46.0 % of people with diabetes"),
        (64.0, a_measure(unit="FTE", decimals=0), "64 FTE"),
        (24.1, SCORE, "a score of 24.1"),
        (2.4, GAP, "2.4 FTE short"),
        (-2.7, GAP, "2.7 FTE over"),
        (1.0, COUNT, "1 person a year"),
        (2.0, COUNT, "2 people a year"),
        (NAN, COUNT, "not known"),
    ],
)
def test_a_quantity(value: float, measure: object, said: str) -> None:
    assert quantity(value, measure) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(23.58, "24"), (9.54, "9.5"), (1400.8, "1,400"), (-12.3, "−12"), (0.0, "0.0")],
)
def test_a_models_number_is_rounded_to_two_figures(value: float, said: str) -> None:
    assert rounded_text(value, a_measure()) == said


def test_other_numbers_keep_their_decimals() -> None:
    assert rounded_text(47.81, SHARE) == "47.8"
    assert rounded_text(NAN, a_measure()) == "not known"


def test_about_is_said_of_models_only() -> None:
    assert rounded_quantity(1400.8, COUNT) == "about 1,400 people a year"
    assert rounded_quantity(47.81, SHARE) == "47.8 % of people with diabetes"
    assert rounded_quantity(0.0, COUNT) == "0 people a year"
    assert rounded_quantity(NAN, COUNT) == "not known"


def test_intervals_are_called_what_they_are() -> None:
    assert interval_words(8.4, 41.2, a_measure()) == "range 8.4 to 41.2"
    assert interval_words(8.4, 41.2, SHARE) == "95 % interval 8.4 to 41.2"
    assert rounded_interval(14.4, 56.1, a_measure()) == "range 14 to 56"
    assert rounded_interval(47.61, 51.4, SHARE) == "95 % interval 47.6 to 51.4"
    assert rounded_interval(NAN, NAN, SHARE) == ""


def test_what_is_not_known_has_no_unit() -> None:
    assert with_unit("not known", a_measure()) == "not known"
