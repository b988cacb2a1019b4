"""Write a map layer: a GeoJSON of ids and shapes, and a sidecar that describes it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from phm.geography.boundaries import rounded


@dataclass(frozen=True)
class LayerNote:
    """What a reader of the map must know about its shapes."""

    vintage: str
    note: str


def write_layer(name: str, polygons: gpd.GeoSeries, note: LayerNote, folder: Path) -> str:
    """Write `<name>-<hash>.geojson` and its `.json`; return the stem.

    The file name carries a hash of the content, so a browser may keep it for ever.
    """
    ordered = rounded(polygons.sort_index())
    text = json.dumps(_collection(ordered), separators=(",", ":"))
    stem = f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{stem}.geojson", text)
    _write(folder / f"{stem}.json", json.dumps(_sidecar(name, stem, ordered, note)))
    return stem


def _collection(polygons: gpd.GeoSeries) -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": str(code),
                "properties": {"id": str(code)},
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for code, shape in polygons.items()
        ],
    }


def _sidecar(
    name: str, stem: str, polygons: gpd.GeoSeries, note: LayerNote
) -> dict[str, object]:
    west, south, east, north = (float(limit) for limit in polygons.total_bounds)
    inside = polygons.representative_point()
    return {
        "layer": name,
        "file": f"{stem}.geojson",
        "ids": [str(code) for code in polygons.index],
        "bounds": [[south, west], [north, east]],
        "centroids": [[round(p.y, 5), round(p.x, 5)] for p in inside],
        "vintage": note.vintage,
        "note": note.note,
    }


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
