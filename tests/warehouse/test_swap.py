"""Build beside, verify, swap: the same bytes again, and nothing a kill could break."""

import os
import signal
import subprocess
import sys

import pytest

from phm.settings import PROJECT_ROOT, Home
from phm.warehouse.connect import current_version, current_warehouse
from tests import builders


PEOPLE = "select sum(registered_patients) from fct_registered_list"
KILLED = """
import os, sys
from pathlib import Path
from phm.settings import Home
from phm.warehouse import build as room
from tests import builders

home, moment = Home(Path(sys.argv[1])), sys.argv[2]

def die():
    os.kill(os.getpid(), int(sys.argv[3]))

def watch(step, done, total):
    if step.startswith(moment):
        die()

def before_writing(path, text, write=room._write_whole):
    if path.name.endswith(moment):
        die()
    write(path, text)

room._write_whole = before_writing
builders.build_system(home, on_progress=watch)
"""
MOMENTS = (
    "Joining 070",
    "Rolling up",
    ".json",  # the database is whole, its manifest not yet written
    "current",  # all is written but the pointer
)


def more_people(home: Home) -> None:
    """Land a newer register with ten more patients, so that there is work to do."""
    lists = builders.LIST_2026 | {"Z00005": {"20_24": (410, 400)}}
    builders.supply(home, {"newer": builders.register_by_age("2026-08", lists)})


def contents(warehouse):
    with warehouse.open() as connection:
        names = connection.execute("select table_name from duckdb_tables()").fetchall()
        return {
            name: sorted(connection.table(name).fetchall(), key=repr)
            for (name,) in names
        }


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_inputs_give_the_same_warehouse_and_geometry(tmp_path, tiny_warehouse):
    again = Home(tmp_path / "again")
    warehouse = builders.built(again)
    first = Home(tiny_warehouse.path.parents[1])
    assert warehouse.version == tiny_warehouse.version
    assert warehouse.manifest == tiny_warehouse.manifest
    assert contents(warehouse) == contents(tiny_warehouse)
    assert files_of(again.geometry) == files_of(first.geometry)


def test_order_of_supply_does_not_matter(tmp_path, tiny_warehouse):
    home = Home(tmp_path / "backwards")
    for label, one in reversed(builders.tiny_files().items()):
        builders.supply(home, {label: one})
    warehouse = builders.build_system(home).warehouse
    assert warehouse.version == tiny_warehouse.version
    assert contents(warehouse) == contents(tiny_warehouse)


def test_running_twice_says_unchanged_and_writes_nothing(built_home):
    before = files_of(built_home.warehouse)
    report = builders.build_system(built_home)
    assert report.unchanged
    assert report.loads == ()
    assert files_of(built_home.warehouse) == before


def test_reader_keeps_its_warehouse_while_a_new_one_is_swapped_in(built_home, look):
    old = current_warehouse(built_home)
    with old.open() as reader:
        more_people(built_home)
        new = builders.build_system(built_home).warehouse
        assert reader.execute(PEOPLE).fetchall() == [(4951,)]
    assert current_version(built_home) == new.version != old.version
    assert (look(old, PEOPLE), look(new, PEOPLE)) == ([(4951,)], [(4961,)])


def test_build_reports_its_steps_in_order(tmp_path):
    home, steps = Home(tmp_path / "told"), []
    builders.supply(home, builders.tiny_files())
    builders.build_system(home, on_progress=lambda *step: steps.append(step))
    kinds = [name.split(" ")[0] for name, _, _ in steps]
    assert list(dict.fromkeys(kinds)) == [
        *("Reading", "Joining", "Rolling", "Counting", "Drawing"),
    ]
    assert all(0 <= done < total for _, done, total in steps)


def test_database_left_without_a_manifest_is_built_anew(built_home, look):
    warehouse = current_warehouse(built_home)
    warehouse.path.with_suffix(".json").unlink()
    warehouse.path.write_bytes(b"half a database")
    report = builders.build_system(built_home)
    assert not report.unchanged
    assert look(report.warehouse, PEOPLE) == [(4951,)]


@pytest.mark.skipif(os.name == "nt", reason="a signal cannot kill a process here")
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_build_leaves_the_last_good_one_serving(built_home, look, moment):
    before = current_warehouse(built_home)
    more_people(built_home)
    command = [sys.executable, "-c", KILLED, str(built_home.root), moment]
    died = subprocess.run(
        [*command, str(int(signal.SIGKILL))], cwd=PROJECT_ROOT, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert current_warehouse(built_home) == before
    assert look(before, PEOPLE) == [(4951,)]
    after = builders.build_system(built_home)
    assert look(after.warehouse, PEOPLE) == [(4961,)]
    assert current_warehouse(built_home) == after.warehouse
    assert list(built_home.warehouse.glob("*.build*")) == []


def test_two_builds_of_the_same_inputs_both_end_well(built_home, look):
    more_people(built_home)
    code = (
        "import sys; from pathlib import Path; from phm.settings import Home; "
        "from tests import builders; builders.build_system(Home(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(built_home.root)]
    both = [subprocess.Popen(command, cwd=PROJECT_ROOT) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert look(current_warehouse(built_home), PEOPLE) == [(4961,)]
    assert list(built_home.warehouse.glob("*.build*")) == []
