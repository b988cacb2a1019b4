"""Build beside, verify, swap: a new versioned database, its manifest, the pointer.

The pointer is replaced last. A build that fails or is killed leaves the last good
warehouse serving; a database without a manifest does not count.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from phm import __version__
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.domain.systems import System
from phm.errors import BuildFailed
from phm.settings import Home
from phm.sources.landed import list_landed
from phm.sources.mapping import home_catalogue
from phm.warehouse.configuration import write_configuration
from phm.warehouse.connect import POINTER, Warehouse, find_warehouse
from phm.warehouse.dictionary import comment_tables
from phm.warehouse.layers import write_layers
from phm.warehouse.load import Load, load_sources, open_for_building
from phm.warehouse.people_crossings import count_crossings
from phm.warehouse.people_groups import count_groups
from phm.warehouse.people_sample import sample_key, write_sample_key
from phm.warehouse.retention import UNFINISHED, forget_abandoned, forget_older
from phm.warehouse.rollup import roll_up
from phm.warehouse.scripts import layout, sql_scripts
from phm.warehouse.tier import read_tier, write_tier
from phm.warehouse.version import version_of


Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BuildReport:
    """What was built and from what; `unchanged` when the inputs were built before."""

    warehouse: Warehouse
    loads: tuple[Load, ...]
    unchanged: bool


def build(
    home: Home,
    system: System,
    measures: Sequence[Measure],
    schemes: Sequence[Scheme] = (),
    *,
    on_progress: Progress = lambda *_: None,
) -> BuildReport:
    """Build the warehouse of `system` from what is landed in `home`.

    What is declared, measures and the schemes of dimensions, is counted here once.
    Raises SourceMissing when an essential source is absent, BuildFailed when the
    result does not verify.
    """
    landed = list_landed(home)
    catalogue = home_catalogue(home)
    key = sample_key(home)
    version = version_of(landed, system, (*measures, *schemes), catalogue, key)
    if _is_finished(home, version):
        _point_to(home, version)
        return BuildReport(find_warehouse(home, version), (), unchanged=True)
    home.warehouse.mkdir(parents=True, exist_ok=True)
    forget_abandoned(home)
    # A name of its own: two builds of the same inputs must not remove each other's.
    unfinished = home.warehouse / f"{version}.{os.getpid()}{UNFINISHED}"
    unfinished.unlink(missing_ok=True)
    try:
        content, loads = _fill(
            unfinished, home, system, (measures, schemes), key, on_progress
        )
        if not _is_finished(home, version):
            unfinished.replace(home.warehouse / f"{version}.duckdb")
    finally:
        unfinished.unlink(missing_ok=True)
        Path(f"{unfinished}.wal").unlink(missing_ok=True)
    _write_whole(
        home.warehouse / f"{version}.json",
        json.dumps(content, indent=1, sort_keys=True),
    )
    _point_to(home, version)
    forget_older(home)
    return BuildReport(find_warehouse(home, version), loads, unchanged=False)


def _fill(
    path: Path,
    home: Home,
    system: System,
    declared: tuple[Sequence[Measure], Sequence[Scheme]],
    key: str,
    on_progress: Progress,
) -> tuple[dict[str, Any], tuple[Load, ...]]:
    with open_for_building(path) as connection:
        sources = home_catalogue(home)
        loads = load_sources(connection, home, sources, on_progress)
        write_tier(connection, sources.values())
        write_configuration(connection, system)
        write_sample_key(connection, key)
        scripts = sql_scripts("marts")
        for done, (name, script) in enumerate(scripts):
            on_progress(f"Joining {name}", done, len(scripts))
            connection.execute(script)
        for _, script in sql_scripts("findings"):
            connection.execute(script)
        measures, schemes = declared
        on_progress("Rolling up measures", 0, 1)
        roll_up(connection, measures)
        on_progress("Counting groups of people", 0, 1)
        count_groups(connection, schemes)
        count_crossings(connection, schemes)
        comment_tables(connection)
        verify(connection)
        on_progress("Drawing boundaries", 0, 1)
        layers = write_layers(connection, home, system)
        tables, tier = _row_counts(connection), read_tier(connection)
        connection.execute("checkpoint built")
    content = {
        "phm": __version__,
        "layout": layout(),
        "tier": tier,
        "system": {"id": system.id, "name": system.name, "note": system.note},
        "hospitals": [vars(hospital) for hospital in system.hospitals],
        "sources": [load.summary() for load in loads],
        "layers": layers,
        "tables": tables,
    }
    return content, loads


def verify(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every check; each lists what breaks its rule. Raises BuildFailed with it."""
    for name, script in sql_scripts("checks"):
        broken = connection.execute(script).fetchmany(3)
        if broken:
            rule = script.splitlines()[0].removeprefix("-- ")
            raise BuildFailed(
                f"The new warehouse breaks a rule ({name}): {rule} First: {broken[0]}.",
                remedy="The last good warehouse still serves. Run `phm check`.",
            )


def _is_finished(home: Home, version: str) -> bool:
    return (home.warehouse / f"{version}.json").is_file() and (
        home.warehouse / f"{version}.duckdb"
    ).is_file()


def _point_to(home: Home, version: str) -> None:
    _write_whole(home.warehouse / POINTER, f"{version}\n")


def _write_whole(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    names = connection.execute(
        "select table_name, estimated_size from duckdb_tables() "
        "where database_name = 'built' order by table_name"
    ).fetchall()
    return dict(names)
