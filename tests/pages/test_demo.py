"""A home without data shows its demonstration, until it has data of its own."""

import shutil

import pytest

from phm.settings import DEMO_VARIABLE, NO, Home
from phm.synthetic.demo import demo_home
from phm.ui.served import demo_of
from tests import builders
from tests.pages.visits import ENTRY, Visit


DATA = "pages/9_Data_and_methods.py"


@pytest.fixture
def with_demo(home: Home, synthetic_home: Home) -> Home:
    """A home with nothing but a demonstration in it."""
    shutil.copytree(synthetic_home.root, demo_of(home).root)
    return home


def bars(visit: Visit) -> list[str]:
    html = visit.html
    return [one for one in html if "role='note'" in one]


def test_app_and_command_agree_where_it_is(home):
    assert demo_of(home) == demo_home(home)


def test_the_demonstration_is_shown_where_nothing_else_is(with_demo):
    visit = Visit(ENTRY)

    assert not visit.app.exception
    assert len(bars(visit)) == 1
    assert visit.map_orders


def test_who_wants_none_gets_first_steps(with_demo, monkeypatch):
    monkeypatch.setenv(DEMO_VARIABLE, NO)

    assert [one.value for one in Visit(ENTRY).app.title] == ["Nothing to show yet"]


def test_the_data_page_says_how_to_see_ones_own(with_demo):
    visit = Visit(DATA)
    commands = "\n".join(one.value for one in visit.app.code)

    assert "Your own data instead of this demonstration" in [
        one.label for one in visit.app.expander
    ]
    assert f"phm land FOLDER --home {with_demo.root}\n" in commands
    assert f"--home {demo_of(with_demo).root}" in commands


def test_an_open_page_moves_to_the_homes_own_warehouse_once_built(with_demo):
    visit = Visit(ENTRY)
    assert bars(visit)

    builders.built(with_demo)
    visit.run()

    assert not visit.app.exception
    assert not bars(visit)
    assert "Open data" in visit.text


@pytest.mark.parametrize("other", ['"layout": "another', '"was": "'])
def test_what_another_version_built_must_be_built_again(own_home, other):
    for manifest in own_home.warehouse.glob("*.json"):
        text = manifest.read_text("utf-8").replace('"layout": "', other)
        manifest.write_text(text, "utf-8")

    visit = Visit(ENTRY)

    assert not visit.app.exception
    assert "built by another version" in visit.text
    assert "phm build" in "\n".join(one.value for one in visit.app.code)
