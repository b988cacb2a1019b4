from dataclasses import replace

import pytest

from phm.domain.tiers import Tier
from phm.maps import theme
from phm.maps.breaks import Breaks
from phm.maps.classes import Classes
from phm.maps.layer import MapLayer
from phm.maps.legend import Mark, legends_of, spoken
from phm.maps.picture import Picture, PointFile


LAYER = MapLayer(
    name="pcn",
    file="pcn-1a2b.geojson",
    ids=("U90001", "U90002", "U90003"),
    bounds=((51.0, -1.0), (52.0, 1.0)),
    centroids=((51.1, 0.0), (51.2, 0.0), (51.3, 0.0)),
)
AREAS = Classes(
    title="Link workers",
    unit="per 10,000",
    breaks=Breaks.QUANTILE,
    method="One group for each value.",
    labels=("1", "2"),
    digits="015",
)


def labels(legend):
    return [(item.label, item.count) for item in legend.items]


def test_every_class_and_the_statuses_that_occur_are_in_the_legend():
    (legend,) = legends_of(Picture(LAYER, AREAS))

    assert labels(legend) == [
        ("1", 1),
        ("2", 1),
        ("Suppressed (small numbers)", 1),
    ]
    assert (legend.title, legend.unit) == ("Link workers", "per 10,000")
    assert legend.method == "One group for each value."


def test_statuses_differ_by_mark_and_not_by_colour_alone():
    (legend,) = legends_of(Picture(LAYER, replace(AREAS, digits="567")))

    assert [item.mark for item in legend.items[2:]] == [
        Mark.HATCH,
        Mark.DOTS,
        Mark.FILL,
    ]


def test_circles_grow_and_only_the_statuses_that_occur_are_listed():
    second = replace(AREAS, title="Unmet need")
    _, circles = legends_of(Picture(LAYER, AREAS, second=second))

    assert labels(circles) == [("1", 1), ("2", 1), ("Suppressed (small numbers)", 1)]
    assert circles.items[0].size < circles.items[1].size


def test_points_are_named_without_a_count():
    places = (
        PointFile("p-1.geojson", "GP practice"),
        PointFile("h-1.geojson", "Trust"),
    )
    _, legend = legends_of(Picture(LAYER, AREAS, points=places))

    assert labels(legend) == [("GP practice", None), ("Trust", None)]
    assert len({item.colour for item in legend.items}) == 2


def test_the_spoken_map_says_title_unit_and_groups():
    said = spoken(Picture(LAYER, AREAS, title="Link workers by PCN"))

    assert said.startswith("Map. Link workers by PCN.")
    assert "(per 10,000), areas in each group: 1: 1, 2: 1, Suppressed" in said


@pytest.mark.parametrize("tier", Tier)
def test_every_legend_says_its_tier(tier):
    picture = Picture(LAYER, replace(AREAS, tier=tier), second=AREAS)
    first, second = legends_of(picture)

    assert (first.tier, second.tier) == (tier.words, Tier.OPEN.words)


def test_a_map_with_any_invented_layer_says_so_first_and_wears_a_badge():
    invented = replace(AREAS, tier=Tier.SYNTHETIC)
    for picture in (
        Picture(LAYER, invented, title="X"),
        Picture(LAYER, AREAS, second=invented, title="X"),
    ):
        assert picture.badge == "SYNTHETIC: not patients"
        assert spoken(picture).startswith("Map. SYNTHETIC: not patients. X.")
    assert Picture(LAYER, replace(AREAS, tier=Tier.LOCAL)).badge == ""


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "outline", [theme.OUTLINE, theme.SELECTED, theme.CIRCLE_OUTLINE]
)
def test_outlines_stand_out_from_the_page(outline):
    assert contrast(outline, theme.BACKGROUND) >= 3


def test_neighbouring_blues_can_be_told_apart():
    pairs = zip(theme.SEQUENTIAL, theme.SEQUENTIAL[1:], strict=False)

    assert all(contrast(one, other) >= 1.3 for one, other in pairs)
