"""A layer is a file of ids and shapes under a name that changes with its content."""

import json

import geopandas as gpd
import pytest
import shapely

from phm.geography.layers import LayerNote, MapPoint, write_layer, write_points


NOTE = LayerNote("LSOA 2021", "Generalised.")
NAMES = {"A": "Áston", "B": "Beeton"}


def squares(*codes, side=0.01):
    shapes = [
        shapely.box(place, 51, place + side, 51 + side) for place, _ in enumerate(codes)
    ]
    return gpd.GeoSeries(shapes, index=list(codes), crs="EPSG:4326")


def test_collection_holds_ids_and_shapes_only_in_order_of_id(tmp_path):
    stem = write_layer("lsoa", squares("B", "A"), NAMES, NOTE, tmp_path)
    layer = json.loads((tmp_path / f"{stem}.geojson").read_text(encoding="utf-8"))
    assert [one["id"] for one in layer["features"]] == ["A", "B"]
    assert layer["features"][0]["properties"] == {}
    assert layer["features"][0]["geometry"]["type"] == "Polygon"


def test_same_shapes_give_the_same_bytes_whatever_their_order(tmp_path):
    shapes = squares("A", "B", "C")
    stem = write_layer("lsoa", shapes, NAMES, NOTE, tmp_path / "one")
    assert write_layer("lsoa", shapes.iloc[::-1], NAMES, NOTE, tmp_path / "two") == stem
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("one", "two")
    )
    assert one == two
    assert len(one) == 2


def test_facts_describe_the_layer_in_the_order_of_its_shapes(tmp_path):
    stem = write_layer("lsoa", squares("B", "A", "C"), NAMES, NOTE, tmp_path)
    facts = json.loads((tmp_path / f"{stem}.json").read_text(encoding="utf-8"))
    assert facts["file"] == f"{stem}.geojson"
    assert facts["ids"] == ["A", "B", "C"]
    assert facts["names"] == ["Áston", "Beeton", "C"]
    assert facts["bounds"] == [[51, 0], [pytest.approx(51.01), pytest.approx(2.01)]]
    assert facts["centroids"][1] == [51.005, 0.005]
    assert (facts["vintage"], facts["note"]) == ("LSOA 2021", "Generalised.")


def test_other_shapes_or_names_get_another_file_name(tmp_path):
    stem = write_layer("lsoa", squares("A"), NAMES, NOTE, tmp_path)
    assert stem.startswith("lsoa-")
    moved = squares("A", side=0.02)
    assert write_layer("lsoa", moved, NAMES, NOTE, tmp_path) != stem
    assert write_layer("lsoa", squares("A"), {"A": "Renamed"}, NOTE, tmp_path) != stem


def test_points_are_named_and_rounded_to_a_metre(tmp_path):
    points = [MapPoint("Tiny General", 51.1234567, -0.7654321)]
    file = write_points("hospitals", points, tmp_path)
    [point] = json.loads((tmp_path / file).read_text(encoding="utf-8"))["features"]
    assert point["properties"] == {"name": "Tiny General"}
    assert point["geometry"]["coordinates"] == [-0.76543, 51.12346]
    assert write_points("hospitals", [], tmp_path) != file
