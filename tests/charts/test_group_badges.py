"""Figures by groups say their tier in the picture and in the words beside it."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from phm.charts.change import change_figure
from phm.charts.groups import groups_figure
from phm.charts.groups_alt import change_alt, groups_alt, shares_alt
from phm.charts.shares import shares_figure
from phm.charts.within_pcn import within_pcn_figure
from phm.charts.within_pcn_rows import within_pcn_alt
from tests.charts.group_builders import a_spread, by_scheme, some_change, some_shares


SCHEME = "inclusion_health"
FIGURES: dict[str, tuple[Callable[[str], Any], Callable[..., go.Figure], Any]] = {
    "groups": (lambda t: [by_scheme(SCHEME, {}, tier=t)], groups_figure, groups_alt),
    "shares": (lambda t: [some_shares(SCHEME, {}, tier=t)], shares_figure, shares_alt),
    "change": (lambda t: [some_change(SCHEME, {}, tier=t)], change_figure, change_alt),
    "within PCN": (
        lambda t: a_spread({f"{n} PCN": "no data" for n in range(9)}, tier=t),
        within_pcn_figure,
        within_pcn_alt,
    ),
}
every_figure = pytest.mark.parametrize(
    ("answer", "draw", "alt"), FIGURES.values(), ids=FIGURES
)


def badges(figure: go.Figure) -> list[str]:
    return [a.text for a in figure.layout.annotations if a.name == "tier-badge"]


@every_figure
def test_a_synthetic_figure_has_badge_and_watermark(
    answer: Callable[[str], Any], draw: Callable[..., go.Figure], alt: Any
) -> None:
    figure = draw(answer("synthetic"))
    assert badges(figure) == ["<b>SYNTHETIC: not patients</b>"]
    assert any(shape.name == "tier-watermark" for shape in figure.layout.shapes)
    assert alt(answer("synthetic")).startswith("SYNTHETIC: not patients. ")


@every_figure
@pytest.mark.parametrize(
    ("tier", "words"), [("open", "Open data"), ("local", "Local extract")]
)
def test_a_figure_of_real_data_says_its_tier_quietly(
    answer: Callable[[str], Any],
    draw: Callable[..., go.Figure],
    alt: Any,
    tier: str,
    words: str,
) -> None:
    figure = draw(answer(tier))
    assert badges(figure) == []
    assert words in figure.to_json()
    assert "SYNTHETIC" not in alt(answer(tier))
