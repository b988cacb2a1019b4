"""The committed neighbourhoods: position, area and which borders on which."""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.settings import PROJECT_ROOT


BOUNDARY_FILE = PROJECT_ROOT / "geo" / "lsoa11_hertfordshire_west_essex.geojson"
KM_PER_DEGREE = 111.32
_NUMBER_IN_NAME = re.compile(r" \d{3}[A-Z]$")
Ring = list[list[float]]


@dataclass(frozen=True)
class Neighbourhoods:
    """LSOAs of 2011 in the order of their codes.

    ``table``: lsoa_code, lsoa_name, district_name, sub_icb (published code), latitude,
    longitude, square_km. ``borders``: for each, the positions of those beside it.
    """

    table: pd.DataFrame
    borders: tuple[tuple[int, ...], ...]


@cache
def neighbourhoods() -> Neighbourhoods:
    """Read the committed boundary file."""
    collection = json.loads(BOUNDARY_FILE.read_text(encoding="utf-8"))
    features = collection["features"]
    rows = [_row(feature) for feature in features]
    return Neighbourhoods(pd.DataFrame(rows), _borders(features))


def kilometres(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Positions on a plane, kilometres east and north; good for one system."""
    latitude = table["latitude"].to_numpy(dtype=np.float64)
    longitude = table["longitude"].to_numpy(dtype=np.float64)
    width = np.cos(np.radians(latitude.mean())) * KM_PER_DEGREE
    return np.column_stack([longitude * width, latitude * KM_PER_DEGREE])


def rings(geometry: dict[str, Any]) -> list[Ring]:
    """Every ring of a polygon or multipolygon; holes run the other way round."""
    shapes = geometry["coordinates"]
    polygons = [shapes] if geometry["type"] == "Polygon" else shapes
    return [ring for polygon in polygons for ring in polygon]


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    said = feature["properties"]
    parts = [_area_and_centre(ring) for ring in rings(feature["geometry"])]
    area = sum(a for a, _, _ in parts)
    longitude = sum(a * x for a, x, _ in parts) / area
    latitude = sum(a * y for a, _, y in parts) / area
    return {
        "lsoa_code": said["LSOA11CD"],
        "lsoa_name": said["LSOA11NM"],
        "district_name": _NUMBER_IN_NAME.sub("", said["LSOA11NM"]),
        "sub_icb": said["SICBL"],
        "latitude": round(latitude, 6),
        "longitude": round(longitude, 6),
        "square_km": abs(area) * KM_PER_DEGREE**2 * np.cos(np.radians(latitude)),
    }


def _area_and_centre(ring: Ring) -> tuple[float, float, float]:
    """Signed area and centroid of a closed ring, in degrees (the shoelace formula)."""
    x, y = np.array(ring).T - np.array(ring[0]).reshape(2, 1)
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    twice = cross.sum()
    east = ((x[:-1] + x[1:]) * cross).sum() / (3 * twice)
    north = ((y[:-1] + y[1:]) * cross).sum() / (3 * twice)
    return twice / 2, ring[0][0] + east, ring[0][1] + north


def _borders(features: list[dict[str, Any]]) -> tuple[tuple[int, ...], ...]:
    sides: dict[frozenset[tuple[float, float]], list[int]] = {}
    for number, feature in enumerate(features):
        for ring in rings(feature["geometry"]):
            points = [(x, y) for x, y in ring]
            for side in pairwise(points):
                sides.setdefault(frozenset(side), []).append(number)
    beside: list[set[int]] = [set() for _ in features]
    for owners in sides.values():
        for one in owners:
            beside[one].update(other for other in owners if other != one)
    return tuple(tuple(sorted(found)) for found in beside)
