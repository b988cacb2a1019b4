"""Draws a map with its legend beside it and says which area was just clicked."""

from enum import StrEnum
from html import escape
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from phm.maps import theme
from phm.maps.choropleth import base_map, restyle
from phm.maps.layer import MapLayer
from phm.maps.legend import Legend, LegendItem, Mark, legends_of
from phm.maps.picture import Picture
from phm.settings import Home
from phm.ui.assets import geometry_url, map_assets_url
from phm.ui.components import fine_print


# Ordnance Survey and ONS ask for these words wherever their boundaries are shown.
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government "
    "Licence v.3.0. Contains OS data © Crown copyright and database right."
)

LARGEST_CIRCLE = 36
LEGEND_WIDTH = 215


class LegendPlace(StrEnum):
    """Where the legend stands; a map narrower than a page needs its whole width."""

    BESIDE = "beside"
    BELOW = "below"


def draw_map(
    picture: Picture,
    *,
    home: Home,
    key: str,
    height: int = 560,
    legend: LegendPlace = LegendPlace.BESIDE,
) -> str | None:
    """The map, its legend and its sources; the code of an area clicked just now.

    A click is returned in one run only, also when it is the same area again. `key` must
    stay the same from run to run, or the map loses its zoom.
    """
    beside = legend is LegendPlace.BESIDE
    with st.container(horizontal=beside, gap="medium" if beside else "xsmall"):
        with st.container(width="stretch"):
            clicked = _draw_shapes(picture, home=home, key=key, height=height)
        with st.container(width=LEGEND_WIDTH if beside else "stretch"):
            for layer in legends_of(picture):
                draw_legend(layer, legend)
    fine_print(" ".join(_credits(picture.layer)))
    return clicked


def draw_legend(legend: Legend, place: LegendPlace = LegendPlace.BESIDE) -> None:
    """One layer's legend: title, unit, groups with their number of areas, method."""
    lines = "".join(_line(item) for item in legend.items)
    method = " ".join(filter(None, [legend.method, f"{legend.tier}."]))
    st.html(
        f"<div style='font-size:0.95rem;line-height:1.25'>"
        f"<strong>{escape(legend.title)}</strong> "
        f"<span style='display:{_UNIT[place]}'>{escape(legend.unit)}</span>"
        f"<ul style='list-style:none;margin:0.5rem 0;padding:0;{_LIST[place]}'>"
        f"{lines}</ul><small>{escape(method)}</small></div>"
    )


def _draw_shapes(picture: Picture, *, home: Home, key: str, height: int) -> str | None:
    base = base_map(
        picture.layer,
        geometry_url=geometry_url(home),
        assets_url=map_assets_url(),
    )
    answer = st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=restyle(picture),
        returned_objects=["last_active_drawing"],
    )
    return _new_click(answer, key)


def _new_click(answer: dict[str, Any] | None, key: str) -> str | None:
    """The clicked code, unless this very click was reported in an earlier run."""
    click = (answer or {}).get("last_active_drawing")
    if not click:
        return None
    seen, moment = f"{key}-seen", click["properties"]["at"]
    if moment <= st.session_state.get(seen, 0):
        return None
    st.session_state[seen] = moment
    return click["id"]


def _credits(layer: MapLayer) -> list[str]:
    boundaries = f"Boundaries: {layer.vintage}." if layer.vintage else ""
    return [part for part in (layer.note, boundaries, ATTRIBUTION) if part]


def _line(item: LegendItem) -> str:
    return (
        "<li style='display:flex;align-items:center;gap:0.5rem;margin:0.25rem 0'>"
        f"<span aria-hidden='true' style='{_swatch(item)}'></span>"
        f"<span>{escape(item.label)} {_count(item)}</span></li>"
    )


def _count(item: LegendItem) -> str:
    return "" if item.count is None else f"<small>({item.count:,})</small>"


def _swatch(item: LegendItem) -> str:
    """Style of a legend mark, all of the same width so that words align."""
    if item.mark in _FILLS:
        fill = _FILLS[item.mark].format(ink=item.colour)
        return f"{_box(26, 18)};border:1px solid {theme.OUTLINE};background:{fill}"
    width = round(2 * item.size) or 12
    ring = f"border-radius:50%;margin:0 {(LARGEST_CIRCLE - width) / 2}px"
    return f"{_box(width, width)};{ring};{_RINGS[item.mark].format(ink=item.colour)}"


def _box(width: int, height: int) -> str:
    return f"flex:none;box-sizing:border-box;width:{width}px;height:{height}px"


_UNIT = {LegendPlace.BESIDE: "block", LegendPlace.BELOW: "inline"}
_LIST = {
    LegendPlace.BESIDE: "",
    LegendPlace.BELOW: "display:flex;flex-wrap:wrap;gap:0 1.25rem",
}
_FILLS = {
    Mark.FILL: "{ink}",
    Mark.HATCH: "repeating-linear-gradient(135deg,{ink} 0 2px,"
    f"{theme.SUPPRESSED_PAPER} 2px 6px)",
    Mark.DOTS: f"radial-gradient({{ink}} 1.4px,{theme.NOT_REPORTED_PAPER} 1.6px) "
    "0 0/6px 6px",
}
_RINGS = {
    Mark.POINT: "background:{ink}",
    Mark.CIRCLE: f"background:{{ink}};border:1px solid {theme.CIRCLE_OUTLINE}",
    Mark.OPEN_CIRCLE: "border:2px dotted {ink}",
    Mark.DOT: "border:4px solid transparent;background:{ink} padding-box",
    Mark.NOTHING: "border:0",
}
