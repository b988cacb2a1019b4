"""The map layers of a build: the system's LSOAs, and PCNs dissolved from them."""

from pathlib import Path

import duckdb

from phm.geography.boundaries import dissolve, read_boundaries
from phm.geography.layers import LayerNote, write_layer
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.landed import list_landed


# The finer file covers the first system only; the national one covers every system.
BOUNDARY_SOURCES = ("lsoa_boundaries_2021", "lsoa_boundaries_2021_fine")
LSOA_NOTE = LayerNote("LSOA 2021", "Generalised boundaries; not for measuring.")
PCN_NOTE = LayerNote(
    "LSOA 2021",
    "PCNs have no official boundary. Each neighbourhood is drawn with the PCN that most "
    "of its registered patients belong to.",
)
SYSTEM_LSOAS = """
select lsoa.lsoa21_code, majority.pcn_code
from dim_lsoa as lsoa
left join map_lsoa_to_pcn_majority as majority
    on lsoa.lsoa21_code = majority.lsoa21_code
where lsoa.in_system
order by lsoa.lsoa21_code
"""


def write_layers(connection: duckdb.DuckDBPyConnection, home: Home) -> dict[str, str]:
    """Write the layers this build can draw; layer name → file stem."""
    found = _landed_boundaries(home)
    if found is None:
        return {}
    path, code_column = found
    rows = connection.execute(SYSTEM_LSOAS).fetchall()
    polygons = read_boundaries(
        path, code_column=code_column, codes=[code for code, _ in rows]
    )
    if polygons.empty:
        return {}
    pcns = dissolve(polygons, {code: pcn for code, pcn in rows if pcn})
    return {
        "lsoa": write_layer("lsoa", polygons, LSOA_NOTE, home.geometry),
        "pcn": write_layer("pcn", pcns, PCN_NOTE, home.geometry),
    }


def _landed_boundaries(home: Home) -> tuple[Path, str] | None:
    sources = load_catalogue()
    newest = {file.source_id: file for file in list_landed(home)}
    for source_id in BOUNDARY_SOURCES:
        if source_id in newest:
            published = sources[source_id].column("lsoa21_code").published_as[0]
            return newest[source_id].parquet, published
    return None
