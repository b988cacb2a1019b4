"""A running app moves to a newly built warehouse by itself, and to no other file."""

import pytest

from phm.warehouse.connect import current_version
from tests.builders import (
    LINK_WORKER,
    build_system,
    supply,
    tiny_files,
    without,
    workforce,
)
from tests.pages.visits import ENTRY, PAGES_OF_AREAS, Visit


MORE_STAFF = [("U90001", LINK_WORKER, 2.0), ("U90003", LINK_WORKER, 7.25)]


def build_anew(home) -> None:
    """Supply another workforce file of the same month and build."""
    for path in home.landed.glob("pcn_workforce__2026-06__*"):
        path.unlink()
    supply(home, tiny_files() | {"workforce_2026-06": workforce("2026-06", MORE_STAFF)})
    build_system(home)


def fte(visit: Visit) -> str:
    return next(n for label, n in visit.numbers.items() if label.endswith("FTE"))


def test_the_next_run_shows_the_new_numbers(own_home):
    visit = Visit(ENTRY)
    version, before = current_version(own_home), fte(visit)

    build_anew(own_home)
    visit.run()

    assert current_version(own_home) != version
    assert (before, fte(visit)) == ("2.90", "9.25")
    assert not visit.app.exception


# the workforce is what is built anew, and these pages show none of it
WITHOUT_WORKFORCE = (
    *("pages/3_Cohorts.py", "pages/4_Inclusion_health.py"),
    "pages/5_Digital_inclusion.py",
)


def test_every_page_open_at_the_time_moves_over(own_home):
    visits = [Visit(page) for page in PAGES_OF_AREAS if page not in WITHOUT_WORKFORCE]
    before = [visit.words for visit in visits]

    build_anew(own_home)

    for visit, words in zip(visits, before, strict=True):
        visit.run()
        assert not visit.app.exception
        assert visit.words != words


def test_a_choice_survives_the_move(own_home):
    visit = Visit(ENTRY).choose("pcn", "U90003")

    build_anew(own_home)
    visit.run()

    assert visit.choices == {"pcn": "U90003"}


def test_an_unfinished_build_changes_nothing(own_home):
    visit = Visit(ENTRY)
    before = visit.words
    (own_home.warehouse / "tiny-unfinished.duckdb").write_bytes(b"half a file")

    visit.run()

    assert visit.words == before
    assert not visit.app.exception


def test_from_nothing_to_a_first_warehouse(home, tiny_home, monkeypatch):
    visit = Visit(ENTRY)
    assert visit.app.title[0].value == "Nothing to show yet"

    monkeypatch.setenv("PHM_HOME", str(tiny_home.root))
    visit.run()

    assert visit.app.title[0].value.endswith("?")


@pytest.mark.parametrize("page", PAGES_OF_AREAS)
def test_without_boundaries_a_page_still_says_its_numbers(page, home):
    supply(home, without(tiny_files(), "lsoa_boundaries_2021"))
    build_system(home)

    visit = Visit(page)

    assert not visit.app.exception
    assert visit.sentence
    assert not visit.map_orders
