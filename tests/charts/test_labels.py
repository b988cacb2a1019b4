"""The text inside charts."""

import pytest

from phm.charts.labels import (
    area_label,
    axis_title,
    chart_title,
    hover_template,
    in_sentence,
    limits_texts,
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


def test_the_hover_box_says_name_value_unit_and_limits() -> None:
    measure = a_measure(short_title="Need <new>", decimals=2)
    template = hover_template(some_results(measure=measure), "%{y}", "x")
    assert template.startswith("<b>%{y}</b><br>Need &lt;new&gt;: %{x:,.2f}<br>people a")
    assert template.endswith("%{hovertext}<extra></extra>")


def test_limits_are_written_for_each_row_or_not_at_all() -> None:
    rows = a_row("ash", 20.0, lower=12.0, upper=50.0), a_row("elm", 1.0)
    results = some_results(*rows)
    assert limits_texts(results, results.frame) == ["12.0 to 50.0", ""]
    bare = some_results(a_row("elm", 1.0))
    assert limits_texts(bare, bare.frame) is None
