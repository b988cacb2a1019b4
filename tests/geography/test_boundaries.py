"""Boundaries keep their contract: degrees, one polygon per code, only codes asked."""

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from phm.errors import SourceInvalid
from phm.geography.boundaries import dissolve, read_boundaries, rounded


def square(west, south, side=1.0):
    return shapely.box(west, south, west + side, south + side)


@pytest.fixture
def landed(tmp_path):
    def write(shapes):
        codes, polygons = zip(*shapes, strict=True)
        table = pa.table(
            {"CODE": list(codes), "geometry": [shapely.to_wkb(p) for p in polygons]}
        )
        path = tmp_path / "boundaries.parquet"
        pq.write_table(table, path)
        return path

    return write


def test_polygons_come_in_the_order_asked_for(landed):
    path = landed([("A", square(0, 51)), ("B", square(1, 51)), ("C", square(-1, 51))])
    found = read_boundaries(path, code_column="CODE", codes=["C", "A"])
    assert list(found.index) == ["C", "A"]
    assert found.crs.to_epsg() == 4326
    assert found["C"].bounds == (-1, 51, 0, 52)


def test_code_without_a_boundary_is_left_to_the_table(landed):
    path = landed([("A", square(0, 51))])
    found = read_boundaries(path, code_column="CODE", codes=["A", "Z"])
    assert list(found.index) == ["A"]


def test_code_drawn_twice_is_drawn_once(landed):
    path = landed([("A", square(0, 51)), ("A", square(1, 51))])
    assert len(read_boundaries(path, code_column="CODE", codes=["A"])) == 1


def test_metres_are_refused_with_their_bounds(landed):
    path = landed([("A", square(530_000, 210_000))])
    with pytest.raises(SourceInvalid, match="530000") as refusal:
        read_boundaries(path, code_column="CODE", codes=["A"])
    assert "EPSG:4326" in refusal.value.remedy


def test_latitude_and_longitude_swapped_are_refused(landed):
    path = landed([("A", square(51, 0))])
    with pytest.raises(SourceInvalid, match="not in degrees of England"):
        read_boundaries(path, code_column="CODE", codes=["A"])


def test_groups_are_joined_and_keep_their_area():
    polygons = gpd.GeoSeries(
        {"A": square(0, 51), "B": square(1, 51), "C": square(5, 51)}, crs="EPSG:4326"
    )
    joined = dissolve(polygons, {"A": "one", "B": "one"})
    assert list(joined.index) == ["one"]
    assert joined["one"].area == pytest.approx(2)
    assert joined["one"].geom_type == "Polygon"


def test_coordinates_are_rounded_to_a_metre_and_stay_in_place():
    polygons = gpd.GeoSeries({"A": square(1 / 3, 51 + 1 / 3)}, crs="EPSG:4326")
    west, south, *_ = rounded(polygons)["A"].bounds
    assert (west, south) == (0.33333, 51.33333)
