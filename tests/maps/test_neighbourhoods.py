"""Classes of neighbourhoods on a map: colours, hatching, words and names."""

import json
import re

import pandas as pd
from streamlit_folium import _get_feature_group_string

from phm.cohorts.find import find_cohort
from phm.maps import theme
from phm.maps.choropleth import base_map, restyle
from phm.maps.layer import MapLayer
from phm.maps.legend import Mark, legends_of, spoken
from phm.maps.neighbourhoods import intensity_classes, pcn_names
from phm.maps.picture import Picture
from phm.measures.intensity import Intensity, Silence
from phm.measures.neighbourhood_classes import IntensityClass
from tests.charts.cohort_builders import a_card


IDS = tuple("ABCDEFG")
LAYER = MapLayer(
    name="lsoa",
    file="lsoa-1a2b.geojson",
    ids=IDS,
    bounds=((51.0, -1.0), (52.0, 1.0)),
    centroids=((51.1, 0.0),) * len(IDS),
)
ROWS = [
    (code, f"Tiny {code}", "U1", pcn, class_id)
    for code, pcn, class_id in zip(
        "FEDCBAZ",
        ["North PCN", "South PCN", "South PCN", "North PCN", "", "North PCN", "Far"],
        [*IntensityClass, IntensityClass.CLEARLY_MORE],
        strict=True,
    )
]
COLUMNS = ["area_code", "area_name", "pcn_code", "pcn_name", "class_id"]
INTENSITY = Intensity(
    find_cohort("carer"),
    pd.DataFrame(ROWS, columns=COLUMNS),
    Silence.NONE,
    (a_card().size,),
)


def picture():
    return Picture(
        LAYER,
        intensity_classes(INTENSITY, IDS),
        within=pcn_names(INTENSITY, IDS),
    )


def test_digits_follow_the_layer_and_what_it_lacks_is_named():
    classes = intensity_classes(INTENSITY, IDS)

    # F fewest, then upwards to B; A too few; G is in the layer and not in the system
    assert classes.digits == "5432107"
    assert classes.unplaced == ("Z",)


def test_the_legend_has_words_and_numbers_of_areas_and_no_other_number():
    (legend,) = legends_of(picture())

    assert [(one.label, one.count) for one in legend.items] == [
        ("Clearly fewer", 1),
        ("Probably fewer", 1),
        ("No clear difference", 1),
        ("Probably more", 1),
        ("Clearly more", 1),
        ("Too few people to tell", 1),
        ("No data", 1),
    ]
    assert [one.colour for one in legend.items[:5]] == list(theme.DIVERGING)
    assert legend.items[5].mark is Mark.HATCH
    assert legend.tier


def test_it_is_said_to_those_who_cannot_see():
    assert "Clearly more: 1, Too few people to tell: 1" in spoken(picture())


def test_the_browser_gets_words_for_every_class_and_each_pcn_once():
    drawn = _get_feature_group_string(
        restyle(picture()), map=base_map(LAYER, geometry_url="g", assets_url="a")
    )
    (order,) = re.findall(r"phmMap\.paint\((.*)\);", drawn)
    wanted = json.loads(order)

    assert wanted["areas"]["labels"][5] == "Too few people to tell"
    within = wanted["within"]
    assert len(within["names"]) == len(set(within["names"]))
    names = [within["names"][place] for place in within["of"]]
    assert names == [
        *("North PCN", "", "North PCN", "South PCN", "South PCN", "North PCN", ""),
    ]


def test_a_map_of_anything_else_says_no_pcn():
    drawn = restyle(Picture(LAYER, intensity_classes(INTENSITY, IDS)))

    assert "within" not in _get_feature_group_string(
        drawn, map=base_map(LAYER, geometry_url="g", assets_url="a")
    )
