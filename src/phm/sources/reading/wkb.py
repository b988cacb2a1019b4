"""GeoJSON geometry → well-known binary (ISO 19125-1), two dimensions, little endian.

Written here so that landing a boundary file needs no geometry library.
"""

import struct
from itertools import chain
from typing import Any


_SIMPLE = {"Point": 1, "LineString": 2, "Polygon": 3}
_MULTI = {
    "MultiPoint": "Point",
    "MultiLineString": "LineString",
    "MultiPolygon": "Polygon",
}
_MULTI_CODE = {"MultiPoint": 4, "MultiLineString": 5, "MultiPolygon": 6}


def geojson_to_wkb(geometry: dict[str, Any]) -> bytes:
    """Raises ValueError naming what is not a geometry of points, lines or polygons."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    try:
        return _geometry(str(kind), coordinates)
    except (struct.error, TypeError, IndexError, KeyError) as fault:
        raise ValueError(f"{kind} cannot be read: {fault!r}") from fault


def _geometry(kind: str, coordinates: Any) -> bytes:
    if kind in _MULTI:
        parts = b"".join(_geometry(_MULTI[kind], part) for part in coordinates)
        return _head(_MULTI_CODE[kind]) + _count(coordinates) + parts
    head = _head(_SIMPLE[kind])
    if kind == "Point":
        return head + _positions([coordinates])
    if kind == "LineString":
        return head + _line(coordinates)
    return head + _count(coordinates) + b"".join(map(_line, coordinates))


def _head(code: int) -> bytes:
    return struct.pack("<BI", 1, code)


def _count(items: list[Any]) -> bytes:
    return struct.pack("<I", len(items))


def _line(positions: list[list[float]]) -> bytes:
    return _count(positions) + _positions(positions)


def _positions(positions: list[list[float]]) -> bytes:
    # A third number would be a height, which no boundary here has a use for.
    flat = list(chain.from_iterable((p[0], p[1]) for p in positions))
    return struct.pack(f"<{len(flat)}d", *flat)
