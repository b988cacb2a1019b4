"""A page with one map, drawn the way the app draws it."""

import os

import streamlit as st
from values import MEASURES, values_of

from phm.maps.classes import classify
from phm.maps.layer import MapLayer, find_layer, load_layer
from phm.maps.picture import Picture
from phm.settings import current_home
from phm.ui.assets import settle_memory
from phm.ui.map_view import draw_map


st.set_page_config(layout="wide")
if os.environ.get("PHM_BENCH_SETTLE") != "no":
    settle_memory()
home = current_home()


@st.cache_resource
def layer_named(name: str) -> MapLayer:
    return load_layer(find_layer(home.geometry, name))


layer = layer_named(os.environ["PHM_BENCH_LAYER"])
measure = st.radio("Measure", MEASURES, horizontal=True)
areas = classify(values_of(measure, layer.ids), layer.ids)
draw_map(Picture(layer, areas, title=measure), home=home, key="map")
