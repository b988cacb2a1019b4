"""The half of the people that built cohorts are counted in, and its key."""

import os
import stat

import pytest

from phm.errors import BuildFailed
from phm.settings import Home
from phm.warehouse import people_sample
from phm.warehouse.people_sample import sample_key
from tests.builders import SAMPLE_KEY, build_system, built, tiny_extracts, tiny_files


SAMPLE = "select list(person_id order by person_id) from fct_person where in_sample"


def sample(warehouse):
    with warehouse.open() as connection:
        return connection.execute(SAMPLE).fetchall()


@pytest.fixture
def supplied(home):
    """A home with extracts, built with the key that every test knows."""
    return built(home, tiny_files() | tiny_extracts())


def test_a_key_is_made_once_and_kept(home):
    key = sample_key(home)
    assert len(key) == 2 * people_sample.KEY_BYTES
    assert sample_key(home) == key
    assert sample_key(Home(home.root / "another")) != key


@pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")
def test_only_its_owner_reads_it(home):
    sample_key(home)
    assert stat.S_IMODE(home.sample_key.stat().st_mode) == 0o600


def test_a_disk_without_links_has_a_key_too(home, monkeypatch):
    def no_links(*_):
        raise OSError("Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    assert sample_key(home) == sample_key(home)
    assert [path.name for path in home.root.iterdir()] == ["sample.key"]


def test_of_two_builds_at_once_the_first_key_is_kept(home, monkeypatch):
    def meanwhile(beside, path):
        path.write_text("the other's")
        raise FileExistsError(path)

    monkeypatch.setattr(os, "link", meanwhile)
    assert sample_key(home) == "the other's"


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_key_that_draws_nobody_knows_whom_is_refused(home, content):
    home.sample_key.write_bytes(content)
    with pytest.raises(BuildFailed, match=r"sample\.key"):
        sample_key(home)


def test_the_same_key_draws_the_same_people_and_another_others(home, supplied):
    first = sample(supplied)
    home.sample_key.write_text("another", encoding="ascii")
    second = build_system(home).warehouse
    assert second.version != supplied.version
    assert sample(second) != first
    home.sample_key.write_text(SAMPLE_KEY, encoding="ascii")
    assert sample(build_system(home).warehouse) == first


def test_the_key_is_in_nothing_that_is_served(home, supplied):
    secret = SAMPLE_KEY.strip().encode()
    for path in (supplied.path, *home.warehouse.glob("*.json")):
        assert secret not in path.read_bytes()
    with supplied.open() as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
    assert ("sample_key",) not in tables
