"""Degrees and the National Grid, and boundaries as the file a publisher would send."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from phm.geography.boundaries import WGS84, read_boundaries, rounded


NATIONAL_GRID = "EPSG:27700"
Metres = npt.NDArray[np.int64]


def national_grid(
    longitude: npt.ArrayLike, latitude: npt.ArrayLike
) -> tuple[Metres, Metres]:
    """Eastings and northings in whole metres of points in degrees."""
    points = gpd.GeoSeries.from_xy(longitude, latitude, crs=WGS84).to_crs(NATIONAL_GRID)
    return (
        np.rint(points.x.to_numpy()).astype(np.int64),
        np.rint(points.y.to_numpy()).astype(np.int64),
    )


def export_boundaries(
    landed: Path,
    target: Path,
    *,
    code_column: str,
    codes: Sequence[str],
    names: Mapping[str, str],
) -> None:
    """Write the landed polygons of `codes` as GeoJSON, code and name as properties."""
    polygons = rounded(read_boundaries(landed, code_column=code_column, codes=codes))
    features = [
        {
            "type": "Feature",
            "properties": {code_column: code, "LSOA21NM": names[str(code)]},
            "geometry": json.loads(shapely.to_geojson(polygon)),
        }
        for code, polygon in polygons.items()
    ]
    whole = {"type": "FeatureCollection", "features": features}
    target.write_text(json.dumps(whole, separators=(",", ":")), encoding="utf-8")
