"""Parquet, GeoParquet and GeoJSON as published → rows as text."""

import json
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from phm.errors import SourceInvalid
from phm.sources.content import GEOMETRY_COLUMN, LINE_COLUMN, Content, Reject
from phm.sources.reading.wkb import geojson_to_wkb


# What both standards mean when they name no coordinate reference system.
LONGITUDE_LATITUDE = "OGC:CRS84"
_AGAIN = "Download the file again, or ask its supplier for another copy."


def read_parquet(data: bytes, *, name: str) -> Content:
    """Every row, every column as text. Raises SourceInvalid for a damaged file."""
    table = _table(data, name=name)
    columns = {n: _as_text(table[n], name=f"{name}: {n}") for n in table.column_names}
    return Content(_numbered(pa.table(columns)), (), "parquet")


def read_geoparquet(data: bytes, *, name: str) -> Content:
    """As `read_parquet`, with the primary geometry as WKB in column ``geometry``."""
    table = _table(data, name=name)
    about = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
    where = about.get("primary_column", "")
    if where not in table.column_names:
        raise SourceInvalid(
            f"{name} is Parquet without a geometry column (no GeoParquet metadata).",
            remedy="Save it as GeoParquet, with geometry as WKB.",
        )
    named = [n for n in table.column_names if n != where]
    columns = {n: _as_text(table[n], name=f"{name}: {n}") for n in named}
    columns[GEOMETRY_COLUMN] = pc.cast(table[where], pa.binary())
    crs = _parquet_crs(about["columns"][where])
    return Content(_numbered(pa.table(columns)), (), "geoparquet", crs=crs)


def read_geojson(data: bytes, *, name: str) -> Content:
    """One row per feature that has a geometry; the others are set aside."""
    collection = _collection(data, name=name)
    features = collection["features"]
    shapes = [_shape(feature) for feature in features]
    rejects = tuple(
        Reject(n, shape, json.dumps(feature.get("properties"), ensure_ascii=False))
        for n, (feature, shape) in enumerate(
            zip(features, shapes, strict=True), start=1
        )
        if isinstance(shape, str)
    )
    good = [n for n, shape in enumerate(shapes) if isinstance(shape, bytes)]
    table = _properties([features[n].get("properties") or {} for n in good])
    table = table.append_column(
        LINE_COLUMN, pa.array([n + 1 for n in good], pa.int64())
    )
    wkb = pa.array([shapes[n] for n in good], pa.binary())
    table = table.append_column(GEOMETRY_COLUMN, wkb)
    crs = _geojson_crs(collection)
    return Content(table, rejects, "utf-8", crs=crs)


def _table(data: bytes, *, name: str) -> pa.Table:
    try:
        return pq.read_table(pa.BufferReader(data))
    except (pa.ArrowInvalid, OSError) as fault:
        first = str(fault).splitlines()[0]
        raise SourceInvalid(
            f"{name} is not a whole Parquet file: {first}", remedy=_AGAIN
        ) from fault


def _as_text(column: pa.ChunkedArray, *, name: str) -> pa.ChunkedArray:
    try:
        text = pc.cast(column, pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as fault:
        raise SourceInvalid(
            f"{name} holds {column.type}, which cannot be written as text.",
            remedy="Save that column as text or number.",
        ) from fault
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _numbered(table: pa.Table) -> pa.Table:
    numbers = pa.array(range(1, table.num_rows + 1), pa.int64())
    at = len(table.column_names) - (GEOMETRY_COLUMN in table.column_names)
    return table.add_column(at, LINE_COLUMN, numbers)


def _collection(data: bytes, *, name: str) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except ValueError as fault:
        raise SourceInvalid(f"{name} is not JSON: {fault}.", remedy=_AGAIN) from fault
    if not isinstance(read, dict) or not isinstance(read.get("features"), list):
        raise SourceInvalid(
            f"{name} is JSON but not a GeoJSON feature collection.",
            remedy="Ask the publisher's service for format GeoJSON.",
        )
    return read


def _shape(feature: dict[str, Any]) -> bytes | str:
    """The geometry as WKB, or the reason why there is none."""
    geometry = feature.get("geometry")
    if not geometry:
        return "no geometry"
    try:
        return geojson_to_wkb(geometry)
    except ValueError as fault:
        return str(fault)


def _properties(rows: list[dict[str, Any]]) -> pa.Table:
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [_cell(row.get(name)) for row in rows] for name in names}
    return pa.table({n: pa.array(cells, pa.string()) for n, cells in columns.items()})


def _cell(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _geojson_crs(collection: dict[str, Any]) -> str:
    said = collection.get("crs") or {}
    code = str(said.get("properties", {}).get("name", "")).rpartition(":")[2].upper()
    if not code:
        return LONGITUDE_LATITUDE
    return f"OGC:{code}" if code.startswith("CRS") else f"EPSG:{code}"


def _parquet_crs(column: dict[str, Any]) -> str:
    if "crs" not in column:
        return LONGITUDE_LATITUDE
    said = (column["crs"] or {}).get("id", {})
    return f"{said['authority']}:{said['code']}" if said else ""
