"""Parquet, GeoParquet and GeoJSON land as text beside well-known binary."""

import json
from io import BytesIO
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from phm.errors import SourceInvalid
from phm.sources.reading.read_tables import read_parquet
from phm.sources.reading.wkb import geojson_to_wkb


SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1.5], [0, 0]]]}


def collection(*features: dict[str, Any], **more: Any) -> bytes:
    """A GeoJSON file of these features."""
    return json.dumps(
        {"type": "FeatureCollection", "features": features, **more}
    ).encode()


def feature(geometry: dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    """One GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def parquet(table: pa.Table) -> bytes:
    """A table as a Parquet file."""
    buffer = BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def test_geojson_lands_properties_as_text_and_geometry_as_wkb(desk: Any) -> None:
    data = collection(
        feature(SQUARE, LSOA21CD="E01999901", FID=7, area=0.75, note=""),
        feature(None, LSOA21CD="E01999902"),
    )
    landed = desk.land(data, "lsoas.geojson", "lsoas")
    ((code, fid, area, note, line, wkb),) = desk.rows(landed)
    assert (code, fid, area, note, line) == ("E01999901", "7", "0.75", None, 1)
    assert shapely.from_wkb(wkb).equals(shapely.geometry.shape(SQUARE))
    assert landed.crs == "OGC:CRS84"
    (reject,) = landed.read_rejects()
    assert (reject.line, reject.reason) == (2, "no geometry")


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("EPSG:27700", "EPSG:27700"),
        ("urn:ogc:def:crs:EPSG::4326", "EPSG:4326"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84"),
    ],
)
def test_geojson_says_its_coordinate_system(desk: Any, name: str, crs: str) -> None:
    said = {"type": "name", "properties": {"name": name}}
    data = collection(feature(SQUARE, LSOA21CD="E01999901"), crs=said)
    assert desk.land(data, "lsoas.geojson", "lsoas").crs == crs


def test_geoparquet_lands_alike(desk: Any) -> None:
    shape = shapely.geometry.shape(SQUARE)
    frame = gpd.GeoDataFrame({"LSOA21CD": ["E01999901"]}, geometry=[shape], crs=27700)
    path = desk.folder / "lsoas.parquet"
    frame.rename_geometry("geom").to_parquet(path)
    landed = desk.land(path.read_bytes(), "lsoas.parquet", "lsoas")
    ((code, wkb),) = desk.rows(landed, "LSOA21CD", "geometry")
    assert (code, shapely.from_wkb(wkb)) == ("E01999901", shape)
    assert landed.crs == "EPSG:27700"


def test_parquet_lands_every_type_as_text() -> None:
    table = pa.table(
        {
            "number": pa.array([1, None], pa.int64()),
            "share": [0.1, 2.0],
            "name": pa.array(["", " x"], pa.large_string()),
            "kind": pa.array(["a", "b"]).dictionary_encode(),
        }
    )
    rows = read_parquet(parquet(table), name="x").table.to_pylist()
    first = {"number": "1", "share": "0.1", "name": None, "kind": "a", "_line": 1}
    second = {"number": None, "share": "2", "name": " x", "kind": "b", "_line": 2}
    assert rows == [first, second]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"PAR1 cut", "lsoas.parquet", "not a whole Parquet file"),
        (parquet(pa.table({"LSOA21CD": ["E"]})), "lsoas.parquet", "without a geometry"),
        (b"{", "lsoas.geojson", "not JSON"),
        (b'{"error": 400}', "lsoas.geojson", "not a GeoJSON feature collection"),
        (b"PAR1 cut", "lsoas.csv", "a Parquet file, not CSV"),
    ],
)
def test_damaged_files_are_refused(
    desk: Any, data: bytes, name: str, says: str
) -> None:
    with pytest.raises(SourceInvalid, match=says):
        desk.land(data, name, "lsoas")


def test_nested_columns_are_refused() -> None:
    with pytest.raises(SourceInvalid, match="cannot be written as text"):
        read_parquet(parquet(pa.table({"x": [[1]]})), name="x")


def test_a_format_that_is_not_declared_is_refused(desk: Any) -> None:
    with pytest.raises(
        SourceInvalid, match="is parquet; list_sizes is declared as csv"
    ):
        desk.land(parquet(pa.table({"x": [1]})), "list-size.parquet")


numbers = st.floats(-180, 180, allow_nan=False)
rings = st.lists(st.tuples(numbers, numbers), min_size=3, max_size=6).map(
    lambda points: [*points, points[0]]
)


@given(st.lists(st.lists(rings, min_size=1, max_size=3), min_size=1, max_size=3))
def test_wkb_is_what_shapely_writes(polygons: list[Any]) -> None:
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    expected = shapely.to_wkb(shapely.geometry.shape(geometry), byte_order=1)
    assert geojson_to_wkb(geometry) == expected


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
        {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]]]},
    ],
)
def test_other_shapes_are_written_too(geometry: dict[str, Any]) -> None:
    expected = shapely.to_wkb(shapely.geometry.shape(geometry), byte_order=1)
    assert geojson_to_wkb(geometry) == expected


@pytest.mark.parametrize(
    "geometry", [{"type": "Circle"}, {"type": "Polygon", "coordinates": [[["x", 1]]]}]
)
def test_what_is_no_geometry_is_said(geometry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        geojson_to_wkb(geometry)
