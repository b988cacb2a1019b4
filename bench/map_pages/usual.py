"""The same page as streamlit-folium is usually written: everything sent every time.

Only Leaflet's address differs from what one would write, so that it runs offline.
"""

import json
import os

import folium
import streamlit as st
from streamlit_folium import st_folium
from values import MEASURES, values_of

from phm.maps import theme
from phm.maps.classes import classify
from phm.maps.layer import find_layer, load_layer
from phm.settings import current_home
from phm.ui.assets import map_assets_url


st.set_page_config(layout="wide")
home = current_home()


@st.cache_data
def shapes_of(name: str) -> dict:
    file = load_layer(find_layer(home.geometry, name)).file
    return json.loads((home.geometry / file).read_text())


shapes = shapes_of(os.environ["PHM_BENCH_LAYER"])
measure = st.radio("Measure", MEASURES, horizontal=True)
ids = [feature["id"] for feature in shapes["features"]]
digits = classify(values_of(measure, ids), ids).digits
colours = dict(zip(ids, (theme.SEQUENTIAL[int(d)] for d in digits), strict=True))

drawn = folium.Map(location=[51.8, -0.1], zoom_start=9, tiles=None)
drawn.default_js = [("leaflet", f"{map_assets_url()}/leaflet.js")]
drawn.default_css = [("leaflet_css", f"{map_assets_url()}/leaflet.css")]
folium.GeoJson(
    shapes,
    style_function=lambda feature: {
        "fillColor": colours[feature["id"]],
        "fillOpacity": 1,
        "color": theme.OUTLINE,
        "weight": 0.6,
    },
).add_to(drawn)
st_folium(drawn, height=560, use_container_width=True)
