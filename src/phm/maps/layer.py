"""A map layer on disk: what the build writes and the browser fetches.

`<layer>-<hash>.geojson` is a FeatureCollection in longitude and latitude (WGS84) to 5
decimals. A feature is the least that a click needs to name its area:

    {"type": "Feature", "id": "U12345", "properties": {}, "geometry": {…}}

`<layer>-<hash>.json` beside it (the *facts*) says, in the order of the features:

    {"layer": "pcn", "file": "pcn-1a2b3c4d.geojson", "ids": ["U12345", …],
     "names": ["Example PCN", …],              (may be left out: tooltips show the code)
     "bounds": [[south, west], [north, east]], "centroids": [[latitude, longitude], …],
     "vintage": "LSOA 2021", "note": "…"}

A file of points (practices, hospitals) is a FeatureCollection of Points, each with
`properties.name`; it has no facts. The hash is of the content, so a browser may keep a
file for ever.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phm.errors import WarehouseMissing


Point = tuple[float, float]  # latitude, longitude

BUILD_AGAIN = "Run `phm build` to draw the map layers again."


@dataclass(frozen=True)
class MapLayer:
    """Areas that can be drawn, in the order of their features and class digits."""

    name: str
    file: str
    ids: tuple[str, ...]
    bounds: tuple[Point, Point]
    centroids: tuple[Point, ...]
    names: tuple[str, ...] = ()
    vintage: str = ""
    note: str = ""

    @property
    def facts(self) -> str:
        """Name of the JSON file beside the shapes."""
        return str(Path(self.file).with_suffix(".json"))


def load_layer(path: Path) -> MapLayer:
    """Read a layer's facts; raises WarehouseMissing if they or the shapes are unfit."""
    facts = _read(path)
    try:
        layer = MapLayer(
            name=facts["layer"],
            file=facts["file"],
            ids=tuple(facts["ids"]),
            bounds=_points(facts["bounds"]),
            centroids=_points(facts["centroids"]),
            names=tuple(facts.get("names", ())),
            vintage=facts.get("vintage", ""),
            note=facts.get("note", ""),
        )
    except KeyError as absent:
        raise WarehouseMissing(
            f"Map layer {path.name} does not say its {absent}.", remedy=BUILD_AGAIN
        ) from absent
    _check(layer, path)
    return layer


def find_layer(folder: Path, name: str) -> Path:
    """The newest facts of the layer `name`; raises WarehouseMissing if there are none.

    A rebuild leaves the layers of the last good build beside its own.
    """
    found = [p for p in folder.glob("*.json") if p.stem.rpartition("-")[0] == name]
    if not found:
        raise WarehouseMissing(
            f"There is no map layer {name!r} in {folder}.", remedy=BUILD_AGAIN
        )
    return max(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _read(path: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as unreadable:
        raise WarehouseMissing(
            f"Map layer {path} cannot be read: {unreadable}.", remedy=BUILD_AGAIN
        ) from unreadable
    return facts


def _points(pairs: list[list[float]]) -> Any:
    return tuple((latitude, longitude) for latitude, longitude in pairs)


def _check(layer: MapLayer, path: Path) -> None:
    if not (path.parent / layer.file).is_file():
        raise WarehouseMissing(
            f"Map layer {path.name} names shapes that are not there: {layer.file}.",
            remedy=BUILD_AGAIN,
        )
    for what in (layer.centroids, layer.names or layer.ids):
        if len(what) != len(layer.ids):
            raise WarehouseMissing(
                f"Map layer {path.name} has {len(layer.ids)} areas but {len(what)} "
                "centroids or names.",
                remedy=BUILD_AGAIN,
            )
