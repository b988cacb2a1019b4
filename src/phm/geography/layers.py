"""Write what the map draws: layers of shapes with their facts, and files of points.

The form is the one `phm.maps.layer` reads. File names carry a hash of the content, so a
browser may keep a file for ever.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from phm.geography.boundaries import DECIMALS, rounded


@dataclass(frozen=True)
class LayerNote:
    """What a reader of the map must know about its shapes."""

    vintage: str
    note: str


@dataclass(frozen=True)
class MapPoint:
    """A named point in degrees."""

    name: str
    latitude: float
    longitude: float


def write_layer(
    name: str,
    polygons: gpd.GeoSeries,
    names: Mapping[str, str],
    note: LayerNote,
    folder: Path,
) -> str:
    """Write `<name>-<hash>.geojson` and its facts; return the stem.

    `polygons` is indexed by area code; `names` maps code to what people call it.
    """
    ordered = rounded(polygons.sort_index())
    features = [_shape(str(code), polygon) for code, polygon in ordered.items()]
    facts = {
        "layer": name,
        "ids": [str(code) for code in ordered.index],
        "names": [names.get(str(code), str(code)) for code in ordered.index],
        **_extent(ordered),
        "vintage": note.vintage,
        "note": note.note,
    }
    text = _collection(features)
    stem = f"{name}-{_digest(text + json.dumps(facts))}"
    _write(folder / f"{stem}.geojson", text)
    facts = {"file": f"{stem}.geojson", **facts}
    _write(folder / f"{stem}.json", json.dumps(facts, ensure_ascii=False))
    return stem


def write_points(name: str, points: Iterable[MapPoint], folder: Path) -> str:
    """Write `<name>-<hash>.geojson` of named points; return the file name."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": point.name},
            "geometry": {
                "type": "Point",
                "coordinates": [
                    round(point.longitude, DECIMALS),
                    round(point.latitude, DECIMALS),
                ],
            },
        }
        for point in points
    ]
    text = _collection(features)
    file = f"{name}-{_digest(text)}.geojson"
    _write(folder / file, text)
    return file


def _shape(code: str, polygon: shapely.Geometry) -> dict[str, object]:
    geometry = json.loads(shapely.to_geojson(polygon))
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}


def _extent(polygons: gpd.GeoSeries) -> dict[str, object]:
    west, south, east, north = (float(limit) for limit in polygons.total_bounds)
    inside = polygons.representative_point()
    return {
        "bounds": [[south, west], [north, east]],
        "centroids": [[round(p.y, DECIMALS), round(p.x, DECIMALS)] for p in inside],
    }


def _collection(features: list[dict[str, object]]) -> str:
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, separators=(",", ":"), ensure_ascii=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
