import json
import os

import pytest

from phm.errors import WarehouseMissing
from phm.maps.layer import find_layer, load_layer


FACTS = {
    "layer": "pcn",
    "file": "pcn-aaaa.geojson",
    "ids": ["U90001", "U90002"],
    "names": ["North PCN", "South PCN"],
    "bounds": [[51.0, -1.0], [52.0, 1.0]],
    "centroids": [[51.2, 0.1], [51.8, 0.2]],
    "vintage": "LSOA 2021",
}


def written(folder, *, stem="pcn-aaaa", **changes):
    facts = {**FACTS, "file": f"{stem}.geojson", **changes}
    path = folder / f"{stem}.json"
    path.write_text(json.dumps({k: v for k, v in facts.items() if v is not None}))
    (folder / f"{stem}.geojson").write_text("{}")
    return path


def test_a_layer_is_read_as_written(tmp_path):
    layer = load_layer(written(tmp_path))

    assert layer.ids == ("U90001", "U90002")
    assert layer.bounds == ((51.0, -1.0), (52.0, 1.0))
    assert layer.centroids[1] == (51.8, 0.2)
    assert layer.facts == "pcn-aaaa.json"


def test_names_may_be_left_out(tmp_path):
    assert load_layer(written(tmp_path, names=None)).names == ()


@pytest.mark.parametrize("absent", ["ids", "bounds", "centroids"])
def test_facts_that_lack_something_say_what(tmp_path, absent):
    with pytest.raises(WarehouseMissing, match=absent):
        load_layer(written(tmp_path, **{absent: None}))


@pytest.mark.parametrize("short", ["names", "centroids"])
def test_lists_of_unequal_length_are_refused(tmp_path, short):
    with pytest.raises(WarehouseMissing, match="2 areas but 1"):
        load_layer(written(tmp_path, **{short: FACTS[short][:1]}))


def test_facts_without_shapes_are_refused(tmp_path):
    path = written(tmp_path)
    (tmp_path / "pcn-aaaa.geojson").unlink()

    with pytest.raises(WarehouseMissing, match=r"pcn-aaaa\.geojson"):
        load_layer(path)


def test_facts_that_are_not_json_are_refused(tmp_path):
    path = tmp_path / "pcn-aaaa.json"
    path.write_text("<html>")

    with pytest.raises(WarehouseMissing, match="cannot be read"):
        load_layer(path)


def test_the_newest_version_of_a_layer_is_found(tmp_path):
    old, new = written(tmp_path, stem="pcn-zzzz"), written(tmp_path, stem="pcn-bbbb")
    written(tmp_path, stem="pcn-2011-cccc")
    os.utime(old, (1, 1))

    assert find_layer(tmp_path, "pcn") == new


def test_a_layer_that_was_never_built_says_so(tmp_path):
    with pytest.raises(WarehouseMissing, match="lsoa"):
        find_layer(tmp_path, "lsoa")
