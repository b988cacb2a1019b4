"""The map of a build: the system's LSOAs, PCNs dissolved from them, points."""

from pathlib import Path

import duckdb
import geopandas as gpd

from phm.domain.systems import System
from phm.geography.boundaries import dissolve, read_boundaries
from phm.geography.layers import LayerNote, MapPoint, write_layer, write_points
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.landed import list_landed


# The first that is landed is drawn: the national one covers every system, the finer one
# the first system only, that of the demonstration is of 2011.
VINTAGES = {
    "lsoa_boundaries_2021": "LSOA 2021",
    "lsoa_boundaries_2021_fine": "LSOA 2021",
    "lsoa_boundaries_demonstration": "LSOA 2011",
}
BOUNDARY_SOURCES = tuple(VINTAGES)
LSOA_SAID = "Boundaries are simplified for drawing."
PCN_SAID = (
    "PCN boundaries are indicative: each neighbourhood is drawn with the PCN that most "
    "of its registered patients belong to."
)
POINTS_UP_TO = 500  # a whole ICB; more would hide the map they stand on
SYSTEM_LSOAS = """
select lsoa.lsoa21_code, majority.pcn_code
from dim_lsoa as lsoa
left join map_lsoa_to_pcn_majority as majority
    on lsoa.lsoa21_code = majority.lsoa21_code
where lsoa.in_system
order by lsoa.lsoa21_code
"""
AREA_NAMES = "select area_code, area_name from dim_area where area_level = $level"
PRACTICES = """
select area_name, latitude, longitude from dim_area
where area_level = 'practice' and latitude is not null
order by area_code
"""


def write_layers(
    connection: duckdb.DuckDBPyConnection, home: Home, system: System
) -> dict[str, str]:
    """Write what this build can draw; layer name → stem, points → file name."""
    rows = connection.execute(SYSTEM_LSOAS).fetchall()
    found = _polygons(home, [code for code, _ in rows])
    if found is None:
        return {}
    polygons, vintage = found
    pcns = dissolve(polygons, {code: pcn for code, pcn in rows if pcn})
    folder = home.geometry
    lsoa_names, pcn_names = (_names(connection, level) for level in ("lsoa", "pcn"))
    return {
        "lsoa": write_layer(
            "lsoa", polygons, lsoa_names, LayerNote(vintage, LSOA_SAID), folder
        ),
        "pcn": write_layer(
            "pcn", pcns, pcn_names, LayerNote(vintage, PCN_SAID), folder
        ),
        **_write_points(connection, folder, system),
    }


def _write_points(
    connection: duckdb.DuckDBPyConnection, folder: Path, system: System
) -> dict[str, str]:
    """Hospitals if there are any; practices if they can be told apart."""
    points = {"practices": _practices(connection), "hospitals": _hospitals(system)}
    return {
        name: write_points(name, places, folder)
        for name, places in points.items()
        if 0 < len(places) <= POINTS_UP_TO
    }


def _polygons(home: Home, codes: list[str]) -> tuple[gpd.GeoSeries, str] | None:
    """The system's LSOAs from the first source landed, and its vintage; or None."""
    found = landed_boundaries(home)
    if found is None:
        return None
    path, code_column, vintage = found
    polygons = read_boundaries(path, code_column=code_column, codes=codes)
    return None if polygons.empty else (polygons, vintage)


def landed_boundaries(home: Home) -> tuple[Path, str, str] | None:
    """The file that is drawn: where it is, its column of codes and its vintage."""
    sources = load_catalogue()
    newest = {file.source_id: file for file in list_landed(home)}
    for source_id in BOUNDARY_SOURCES:
        if source_id in newest:
            published = sources[source_id].column("lsoa21_code").published_as[0]
            return newest[source_id].parquet, published, VINTAGES[source_id]
    return None


def _names(connection: duckdb.DuckDBPyConnection, level: str) -> dict[str, str]:
    return dict(connection.execute(AREA_NAMES, {"level": level}).fetchall())


def _practices(connection: duckdb.DuckDBPyConnection) -> list[MapPoint]:
    return [MapPoint(*row) for row in connection.execute(PRACTICES).fetchall()]


def _hospitals(system: System) -> list[MapPoint]:
    return [MapPoint(h.name, h.latitude, h.longitude) for h in system.hospitals]
