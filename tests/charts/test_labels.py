"""The text inside charts."""

import pytest

from phm.charts.labels import (
    area_label,
    axis_title,
    chart_title,
    hover_texts,
    in_sentence,
    number,
)
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Polarity
from tests.charts.builders import NAN, a_measure, a_row, some_results


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1662718, 0, "1,662,718"),
        (-2.04, 1, "−2.0"),
        (-0.04, 1, "0.0"),
        (NAN, 1, "not known"),
        (float("inf"), 1, "not known"),
    ],
)
def test_a_number(value: float, decimals: int, written: str) -> None:
    assert number(value, decimals) == written


@pytest.mark.parametrize(
    ("name", "level", "label"),
    [
        ("Ash PCN", AreaLevel.PCN, "Ash"),
        ("Ash PCN", AreaLevel.PLACE, "Ash PCN"),
        ("Hill & <Vale> PCN", AreaLevel.PCN, "Hill &amp; &lt;Vale&gt;"),
        ("A" * 60, AreaLevel.PRACTICE, "A" * 37 + "…"),
    ],
)
def test_an_area_label(name: str, level: AreaLevel, label: str) -> None:
    assert area_label(name, level) == label


def test_a_direction_is_said_only_where_there_is_one() -> None:
    measure = a_measure(unit="% of people", polarity=Polarity.LOWER_IS_BETTER)
    assert axis_title(measure) == "% of people (lower is better)"
    assert "better" not in axis_title(a_measure())


def test_the_period_is_said_once() -> None:
    said = some_results(measure=a_measure(title="Need, 2021-22"), period="2021-22")
    assert chart_title(said) == "Need, 2021-22"
    assert chart_title(some_results()).endswith(", June 2026")
    assert chart_title(some_results(period="")).endswith("patients")


@pytest.mark.parametrize(
    ("title", "inside"), [("Need index", "need index"), ("FTE a head", "FTE a head")]
)
def test_a_title_inside_a_sentence(title: str, inside: str) -> None:
    assert in_sentence(title) == inside


def test_the_hover_box_says_everything() -> None:
    row = a_row("ash", 20.0, lower=12.0, upper=50.0, numerator=200.4)
    results = some_results(row)
    (text,) = hover_texts(results, results.frame)
    for part in ("Ash PCN", "20.0", "12.0 to 50.0", results.interval, "June 2026"):
        assert part in text
    assert "200 people expected" in text
    assert "10,000 registered patients" in text


def test_the_hover_box_of_a_silent_area_gives_the_status() -> None:
    results = some_results(a_row("ash", status="suppressed", period=None))
    (text,) = hover_texts(results, results.frame)
    assert "suppressed" in text
    assert "nan" not in text
    assert "June 2026" in text


@pytest.mark.parametrize(
    ("reported_above", "words"), [(0.0, "record any"), (-1.0, "have figures")]
)
def test_the_hover_box_says_how_many_practices(
    reported_above: float, words: str
) -> None:
    measure = a_measure(counted_at="practice", reported_above=reported_above)
    row = a_row("ash", 2.5, units_reported=2, units_total=5, numerator=2.5)
    results = some_results(row, measure=measure)
    (text,) = hover_texts(results, results.frame)
    assert f"2 of 5 practices {words}" in text
    assert "2.50 people expected" in text
