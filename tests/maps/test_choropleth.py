import re
from dataclasses import replace

import pytest
from streamlit_folium import (
    _get_feature_group_string,
    _get_map_string,
    generate_leaflet_string,
)

from phm.maps.breaks import Breaks
from phm.maps.choropleth import PAIRS, base_map, pack, restyle
from phm.maps.classes import Classes
from phm.maps.layer import MapLayer
from phm.maps.picture import Picture, PointFile, circle_radii, ramp_of


LAYER = MapLayer(
    name="pcn",
    file="pcn-1a2b.geojson",
    ids=("U90001", "U90002", "U90003"),
    bounds=((51.0, -1.0), (52.0, 1.0)),
    centroids=((51.1, 0.0), (51.2, 0.0), (51.3, 0.0)),
    names=("North PCN", "South PCN", "East PCN"),
)
AREAS = Classes(
    title="Link workers",
    unit="per 10,000",
    breaks=Breaks.QUANTILE,
    method="One group for each value.",
    labels=("1", "2"),
    digits="015",
)


def base():
    return base_map(LAYER, geometry_url="../geo", assets_url="../files")


def script(drawn):
    drawn.get_root().render()
    return _get_map_string(drawn)


def repaint(picture):
    return _get_feature_group_string(restyle(picture), map=base())


def unpacked(packed):
    pairs = (PAIRS.index(sign) for sign in packed)
    return "".join(f"{pair >> 3}{pair & 7}" for pair in pairs)


def test_the_base_is_the_same_script_every_time():
    assert script(base()) == script(base())


def test_the_base_differs_between_versions_of_a_layer():
    newer = base_map(
        replace(LAYER, file="pcn-9z9z.geojson"), geometry_url="g", assets_url="a"
    )

    assert script(newer) != script(base())


def test_nothing_comes_from_another_host():
    drawn = base()
    links = [link for _, link in drawn.default_js + drawn.default_css]

    assert all(link.startswith("../files/") for link in links)
    assert not re.search(r"https?:|//\w", script(drawn))


def test_the_base_carries_no_areas():
    assert "U90001" not in script(base())


@pytest.mark.parametrize("digits", ["", "7", "01234567", "0" * 33_755])
def test_packing_loses_nothing(digits):
    assert unpacked(pack(digits))[: len(digits)] == digits


def test_england_fits_into_twenty_kilobytes():
    ids = tuple(f"E{i:08}" for i in range(33_755))
    england = replace(LAYER, ids=ids, names=())
    areas = replace(AREAS, digits="4" * 33_755)

    assert len(repaint(Picture(england, areas))) < 20_000


def test_a_repaint_says_what_is_selected_by_position():
    assert '"selected": 2' in repaint(Picture(LAYER, AREAS, selected="U90003"))
    assert '"selected": -1' in repaint(Picture(LAYER, AREAS, selected="Z"))


def test_a_repaint_carries_the_second_layer_and_points():
    text = repaint(
        Picture(
            LAYER,
            AREAS,
            second=replace(AREAS, title="Unmet need"),
            points=(PointFile("practices-1a.geojson", "GP practice"),),
        )
    )

    assert "Unmet need" in text
    assert "practices-1a.geojson" in text


def test_a_repaint_says_what_to_write_over_the_map():
    invented = replace(AREAS, tier="synthetic")

    assert '"badge": "SYNTHETIC: not patients"' in repaint(Picture(LAYER, invented))
    assert '"badge": ""' in repaint(Picture(LAYER, AREAS))


def test_words_cannot_end_the_script():
    text = repaint(Picture(LAYER, AREAS, title="</script><b>'"))

    assert "</script>" not in text


def test_the_group_itself_draws_nothing():
    group = restyle(Picture(LAYER, AREAS))

    assert "phmMap.paint" in generate_leaflet_string(group)
    assert len(group._children) == 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_classes_have_colours_and_sizes_of_their_own(count):
    classes = replace(AREAS, labels=tuple("abcde"[:count]))

    assert len(set(ramp_of(classes))) == count
    assert len(set(circle_radii(35, count))) == count


def test_a_midpoint_has_two_hues():
    around = replace(AREAS, breaks=Breaks.AROUND_MIDPOINT, labels=tuple("abcde"))

    assert ramp_of(around) != ramp_of(replace(AREAS, labels=tuple("abcde")))


def test_no_classes_have_no_colours():
    assert ramp_of(replace(AREAS, labels=())) == ()
