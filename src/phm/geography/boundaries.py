"""Boundaries as landed, with their contract: WGS 84, one polygon per code, all codes.

Geometry is read, joined and written here at build time only; pages get files.
"""

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import shapely

from phm.errors import SourceInvalid


WGS84 = "EPSG:4326"
ENGLAND_BOUNDS = (-7.5, 49.0, 2.5, 56.5)  # west, south, east, north, generous
DECIMALS = 5  # about one metre; finer digits double the bytes and show nothing


def read_boundaries(
    path: Path, *, code_column: str, codes: Sequence[str]
) -> gpd.GeoSeries:
    """Polygons indexed by code, in the order of `codes` that the file holds.

    Raises SourceInvalid when the coordinates are not degrees of England and Wales.
    """
    table = pq.read_table(path, columns=[code_column, "geometry"])
    frame = table.to_pandas().drop_duplicates(code_column).set_index(code_column)
    frame = frame.loc[[code for code in codes if code in frame.index]]
    polygons = gpd.GeoSeries.from_wkb(frame["geometry"], crs=WGS84)
    _check_degrees(polygons, path)
    return polygons


def dissolve(polygons: gpd.GeoSeries, groups: dict[str, str]) -> gpd.GeoSeries:
    """Union of the polygons of each group; `groups` maps polygon code to group code."""
    keys = polygons.index.map(groups)
    kept = polygons[keys.notna()]
    frame = gpd.GeoDataFrame(
        {"group": keys.dropna()}, geometry=kept.to_numpy(), crs=WGS84
    )
    return frame.dissolve("group").geometry


def rounded(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """The same polygons with coordinates of five decimals."""
    return gpd.GeoSeries(
        shapely.transform(polygons.to_numpy(), lambda xy: np.round(xy, DECIMALS)),
        index=polygons.index,
        crs=WGS84,
    )


def _check_degrees(polygons: gpd.GeoSeries, path: Path) -> None:
    if polygons.empty:
        return
    west, south, east, north = polygons.total_bounds
    inside = (
        west >= ENGLAND_BOUNDS[0]
        and south >= ENGLAND_BOUNDS[1]
        and east <= ENGLAND_BOUNDS[2]
        and north <= ENGLAND_BOUNDS[3]
    )
    if not inside:
        raise SourceInvalid(
            f"{path.name} is not in degrees of England: its bounds are "
            f"{west:.1f}, {south:.1f}, {east:.1f}, {north:.1f}.",
            remedy="Export the boundaries as EPSG:4326 and land them again.",
        )
