"""The finished warehouse is sealed, and only a finished one is ever opened."""

import duckdb
import pytest

from phm.errors import WarehouseMissing
from phm.warehouse.connect import POINTER, current_warehouse, find_warehouse


PCNS = "select count(*) from dim_pcn"
ESCAPES = (
    "create table mine (i integer)",
    "insert into dim_pcn select * from dim_pcn",
    "delete from dim_pcn",
    "drop table dim_pcn",
    "copy dim_pcn to '{folder}/leak.csv'",
    "export database '{folder}/leak'",
    "attach '{folder}/other.duckdb'",
    "attach ':memory:' as other",
    "select * from read_csv('{folder}/secret.csv')",
    "select * from read_text('{folder}/secret.csv')",
    "select * from glob('{folder}/*')",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset lock_configuration",
    "set threads = 1",
    "install httpfs",
    "load httpfs",
)


def test_several_connections_can_be_open_at_once(tiny_warehouse):
    with tiny_warehouse.open() as one, tiny_warehouse.open() as other:
        for connection in (one, other):
            assert connection.execute(PCNS).fetchall() == [(6,)]


def test_nothing_built_says_how_to_start(home):
    with pytest.raises(WarehouseMissing, match="Nothing has been built") as refusal:
        current_warehouse(home)
    assert "phm land" in refusal.value.remedy
    assert "phm build" in refusal.value.remedy


def test_database_without_a_manifest_does_not_count(built_home):
    warehouse = current_warehouse(built_home)
    warehouse.path.with_suffix(".json").unlink()
    with pytest.raises(WarehouseMissing, match=warehouse.version):
        current_warehouse(built_home)


def test_manifest_without_a_database_does_not_count(built_home):
    warehouse = current_warehouse(built_home)
    warehouse.path.unlink()
    with pytest.raises(WarehouseMissing, match=warehouse.version):
        find_warehouse(built_home, warehouse.version)


def test_pointer_to_a_version_that_is_gone_is_said(built_home):
    (built_home.warehouse / POINTER).write_text("tiny-gone\n", encoding="utf-8")
    with pytest.raises(WarehouseMissing, match="tiny-gone"):
        current_warehouse(built_home)


def test_manifest_tells_system_sources_layers_and_tables(tiny_warehouse):
    manifest = tiny_warehouse.manifest
    assert manifest["system"]["name"] == "Tiny and Little"
    assert [hospital["name"] for hospital in manifest["hospitals"]] == ["Tiny General"]
    assert manifest["tables"]["dim_pcn"] == 6
    assert set(manifest["layers"]) >= {"lsoa", "pcn"}
    assert {load["source_id"] for load in manifest["sources"]} >= {"practice_map"}


@pytest.mark.parametrize("statement", ESCAPES)
def test_sealed_connection_only_reads(tiny_warehouse, tmp_path, statement):
    (tmp_path / "secret.csv").write_text("name\nsomebody\n", encoding="utf-8")
    with tiny_warehouse.open() as connection:
        with pytest.raises(duckdb.Error):
            connection.execute(statement.format(folder=tmp_path.as_posix()))
        assert connection.execute(PCNS).fetchall() == [(6,)]
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
