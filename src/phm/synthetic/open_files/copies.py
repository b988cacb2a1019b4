"""Published files cut to the neighbourhoods of a demonstration that has open data."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
import pyarrow.parquet as pq

from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.content import LINE_COLUMN
from phm.sources.landed import Landed, list_landed


LSOA_SOURCES = (
    *("lsoa21_to_ward", "lsoa21_to_msoa21", "lsoa21_centroids", "rural_urban_2021"),
    *("iod_2025", "loneliness", "fuel_poverty"),
    *(f"census2021_ts{n}" for n in ("001", "003", "007a", "021", "029")),
    *(f"census2021_ts{n}" for n in ("037", "038", "039", "045")),
)
DISTRICT_SOURCES = ("homelessness", "asylum_support")


def copied_sources(home: Home) -> set[str]:
    """The sources that would be copied from what is landed in `home`."""
    return {one.source_id for one, _ in _wanted(home)}


def write_copies(
    home: Home, folder: Path, *, lsoas: Sequence[str], districts: Sequence[str]
) -> None:
    """The newest landed file of each source, its rows about these areas, as CSV."""
    codes = {"lsoa21_code": pa.array(lsoas), "district_code": pa.array(districts)}
    for landed, key in _wanted(home):
        source = load_catalogue()[landed.source_id]
        table = pq.read_table(landed.parquet).drop_columns(LINE_COLUMN)
        column = table[source.published_names(table.column_names)[key]]
        rows = table.filter(pc.is_in(column, value_set=codes[key].cast(column.type)))
        pv.write_csv(rows, folder / _csv_name(landed.file))


def _wanted(home: Home) -> Iterator[tuple[Landed, str]]:
    newest = {one.source_id: one for one in list_landed(home)}
    for names, key in (
        (LSOA_SOURCES, "lsoa21_code"),
        (DISTRICT_SOURCES, "district_code"),
    ):
        yield from ((newest[name], key) for name in names if name in newest)


def _csv_name(published: str) -> str:
    return f"{published.removesuffix('.gz').removesuffix('.csv')}.csv"
