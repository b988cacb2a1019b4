"""A layer is a file of ids and shapes under a name that changes with its content."""

import json

import geopandas as gpd
import pytest
import shapely

from phm.geography.layers import LayerNote, write_layer


NOTE = LayerNote("LSOA 2021", "Generalised.")


def squares(*codes, side=0.01):
    shapes = [
        shapely.box(place, 51, place + side, 51 + side) for place, _ in enumerate(codes)
    ]
    return gpd.GeoSeries(shapes, index=list(codes), crs="EPSG:4326")


def test_collection_holds_ids_and_shapes_only_in_order_of_id(tmp_path):
    stem = write_layer("lsoa", squares("B", "A"), NOTE, tmp_path)
    layer = json.loads((tmp_path / f"{stem}.geojson").read_text(encoding="utf-8"))
    assert [one["id"] for one in layer["features"]] == ["A", "B"]
    assert layer["features"][0]["properties"] == {"id": "A"}
    assert layer["features"][0]["geometry"]["type"] == "Polygon"


def test_sidecar_describes_the_layer(tmp_path):
    stem = write_layer("lsoa", squares("A", "B"), NOTE, tmp_path)
    sidecar = json.loads((tmp_path / f"{stem}.json").read_text(encoding="utf-8"))
    assert sidecar["file"] == f"{stem}.geojson"
    assert sidecar["ids"] == ["A", "B"]
    assert sidecar["bounds"] == [[51, 0], [pytest.approx(51.01), pytest.approx(1.01)]]
    assert sidecar["centroids"][0] == [51.005, 0.005]
    assert (sidecar["vintage"], sidecar["note"]) == ("LSOA 2021", "Generalised.")


def test_same_shapes_give_the_same_bytes_whatever_their_order(tmp_path):
    shapes = squares("A", "B", "C")
    stem = write_layer("lsoa", shapes, NOTE, tmp_path / "one")
    assert write_layer("lsoa", shapes.iloc[::-1], NOTE, tmp_path / "two") == stem
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("one", "two")
    )
    assert one == two
    assert len(one) == 2


def test_other_shapes_get_another_name(tmp_path):
    stem = write_layer("lsoa", squares("A"), NOTE, tmp_path)
    assert write_layer("lsoa", squares("A", side=0.02), NOTE, tmp_path) != stem
    assert stem.startswith("lsoa-")
