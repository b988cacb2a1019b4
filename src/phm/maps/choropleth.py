"""The interactive map: a base that never changes and a repaint of a few kilobytes.

`base_map` gives the same script for the same layer and places, so the browser keeps the
map (zoom, position, shapes). `restyle` carries only class digits. What the browser does
with both is in `assets/phm-map.js`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from phm.maps import theme
from phm.maps.classes import NO_DATA, Classes
from phm.maps.layer import MapLayer
from phm.maps.legend import spoken
from phm.maps.picture import (
    NAMES_UP_TO,
    OUTLINES_UP_TO,
    POINTS,
    Picture,
    circle_radii,
    ramp_of,
)


# 64 signs carry two digits of eight each: England's 33,755 areas in 17 kB.
PAIRS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class _Start(MacroElement):
    """Draws the layer's shapes once."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "phmMap.start({{ this._parent.get_name() }}, {{ this.settings|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "PhmStart"
        self.settings = settings


class _Paint(MacroElement):
    """Repaints the shapes that are there."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "phmMap.paint({{ this.wanted|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, wanted: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "PhmPaint"
        self.wanted = wanted


def base_map(layer: MapLayer, *, geometry_url: str, assets_url: str) -> folium.Map:
    """The map without values; URLs are folders, relative to the map's own frame."""
    base = folium.Map(
        tiles=None,
        prefer_canvas=True,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_delta=1,
    )
    # Everything comes from the app itself: folium's defaults are six foreign hosts.
    base.default_js = [
        ("leaflet", f"{assets_url}/leaflet.js"),
        ("phm-map", f"{assets_url}/phm-map.js"),
    ]
    base.default_css = [
        ("leaflet_css", f"{assets_url}/leaflet.css"),
        ("theme_css", f"{assets_url}/theme.css"),
    ]
    _Start(_settings(layer, geometry_url)).add_to(base)
    return base


def restyle(picture: Picture) -> folium.FeatureGroup:
    """A feature group with nothing in it but the order to repaint."""
    layer, second = picture.layer, picture.second
    group = folium.FeatureGroup()
    wanted = {
        "areas": _shading(picture.areas),
        "circles": second and _sizing(second),
        "selected": _position(layer.ids, picture.selected),
        "points": [
            {"file": place.file, "colour": colour, "radius": radius}
            for place, (colour, radius) in zip(picture.points, POINTS, strict=False)
        ],
        "title": spoken(picture),
        "badge": picture.badge,
    }
    if picture.within:
        wanted["within"] = _numbered(picture.within)
    _Paint(wanted).add_to(group)
    return group


def pack(digits: str) -> str:
    """Two class digits in each character, the first in the high three bits."""
    even = digits if len(digits) % 2 == 0 else f"{digits}{NO_DATA}"
    pairs = zip(even[::2], even[1::2], strict=True)
    return "".join(PAIRS[int(high) * 8 + int(low)] for high, low in pairs)


def _settings(layer: MapLayer, geometry_url: str) -> dict[str, Any]:
    return {
        "shapes": f"{geometry_url}/{layer.file}",
        "facts": f"{geometry_url}/{layer.facts}",
        "folder": geometry_url,
        "bounds": layer.bounds,
        "names": bool(layer.names) and len(layer.ids) <= NAMES_UP_TO,
        "outlineWidth": 1.2 if len(layer.ids) <= NAMES_UP_TO else 0.6,
        "colours": {**_COLOURS, "outline": _outline(len(layer.ids))},
    }


def _outline(areas: int) -> str | None:
    """Outlines give way as areas get small; without one an area edges itself."""
    if areas > OUTLINES_UP_TO:
        return None
    return theme.OUTLINE if areas <= NAMES_UP_TO else theme.FINE_OUTLINE


_COLOURS = {
    "noData": theme.NO_DATA,
    "suppressedInk": theme.SUPPRESSED_INK,
    "suppressedPaper": theme.SUPPRESSED_PAPER,
    "notReportedInk": theme.NOT_REPORTED_INK,
    "notReportedPaper": theme.NOT_REPORTED_PAPER,
    "selected": theme.SELECTED,
    "halo": theme.HALO,
    "circle": theme.CIRCLE,
    "circleOutline": theme.CIRCLE_OUTLINE,
}


def _shading(classes: Classes) -> dict[str, Any]:
    packed = pack(classes.digits)
    return {"digits": packed, "fills": ramp_of(classes), **_words(classes)}


def _sizing(classes: Classes) -> dict[str, Any]:
    radii = circle_radii(len(classes.digits), len(classes.labels))
    return {"digits": pack(classes.digits), "radii": radii, **_words(classes)}


def _words(classes: Classes) -> dict[str, Any]:
    own = (classes.too_few,) if classes.too_few else ()
    return {"title": classes.title, "labels": [*classes.labels, *own]}


def _numbered(names: Sequence[str]) -> dict[str, Any]:
    """Each name once, and for each area its place among them."""
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return {"names": list(places), "of": [places[name] for name in names]}


def _position(ids: Sequence[str], code: str | None) -> int:
    """Where an area stands in the layer; -1 if it does not."""
    return ids.index(code) if code in ids else -1
