"""Every figure says its tier inside the picture; a synthetic one cannot be missed."""

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from phm.charts.badge import tier_prefix
from phm.charts.history import history_figure
from phm.charts.pairs import pair_figure
from phm.charts.ranked import ranked_figure
from phm.charts.ranked_alt import ranked_alt
from phm.charts.spread import spread_figure
from phm.charts.unmet_parts import unmet_parts_alt, unmet_parts_figure
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.results import Results


Draw = Callable[[Results], go.Figure]

FIGURES: dict[str, Draw] = {
    "ranked": ranked_figure,
    "history": history_figure,
    "pairs": lambda results: pair_figure(results, results),
    "spread": lambda results: spread_figure(results, pcn_code="P1"),
    "unmet parts": lambda results: unmet_parts_figure(results, [results]),
}
every_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


def of_tier(results: Results, tier: Tier) -> Results:
    return replace(results, tier=tier.value)


def badges(figure: go.Figure) -> list[str]:
    return [a.text for a in figure.layout.annotations if a.name == "tier-badge"]


def watermarks(figure: go.Figure) -> list[str]:
    shapes = figure.layout.shapes
    return [one.label.text for one in shapes if one.name == "tier-watermark"]


@every_figure
def test_a_synthetic_figure_has_badge_and_watermark(
    draw: Draw, ranged: Results
) -> None:
    figure = draw(of_tier(ranged, Tier.SYNTHETIC))

    assert badges(figure) == ["<b>SYNTHETIC: not patients</b>"]
    assert watermarks(figure) == ["SYNTHETIC"]


@every_figure
@pytest.mark.parametrize("tier", [Tier.OPEN, Tier.LOCAL])
def test_a_figure_of_real_data_says_its_tier_quietly(
    draw: Draw, tier: Tier, ranged: Results
) -> None:
    figure = draw(of_tier(ranged, tier))

    assert badges(figure) == watermarks(figure) == []
    assert tier.words in figure.layout.xaxis.title.text


@every_figure
def test_the_badge_takes_no_room_from_the_plot(draw: Draw, ranged: Results) -> None:
    usual, loud = (draw(of_tier(ranged, t)) for t in (Tier.OPEN, Tier.SYNTHETIC))

    assert plot_height(loud) == plot_height(usual)
    assert title_down(loud) - title_down(usual) == pytest.approx(
        loud.layout.margin.t - usual.layout.margin.t
    )


def test_a_pair_of_tiers_says_which_is_which(ranged: Results) -> None:
    other = replace(ranged.measure, short_title="Reach")
    local = replace(ranged, measure=other, tier="local")

    said = pair_figure(ranged, local).layout.xaxis.title.text.replace("<br>", " ")

    assert "Invented need per 1,000: Open data; Reach: Local extract" in said


def test_one_invented_half_makes_a_pair_synthetic(ranged: Results) -> None:
    invented = of_tier(ranged, Tier.SYNTHETIC)

    assert badges(pair_figure(ranged, invented))
    assert tier_prefix(ranged, invented) == "SYNTHETIC: not patients. "


def test_a_text_that_stands_for_a_figure_says_it_too(ranged: Results) -> None:
    invented = of_tier(ranged, Tier.SYNTHETIC)

    for alt in (ranked_alt(invented), unmet_parts_alt(invented, [invented])):
        assert alt.startswith("SYNTHETIC: not patients. ")
        assert alt.count("SYNTHETIC") == 1
    assert "SYNTHETIC" not in ranked_alt(ranged)


def test_an_unknown_tier_is_never_passed_over() -> None:
    with pytest.raises(ValueError, match="made up"):
        is_synthetic("made up")


def plot_height(figure: go.Figure) -> float:
    return figure.layout.height - figure.layout.margin.t


def title_down(figure: go.Figure) -> float:
    """Pixels from the top of the picture to the title."""
    return (1 - figure.layout.title.y) * figure.layout.height
