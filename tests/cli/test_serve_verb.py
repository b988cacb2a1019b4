"""What `phm serve` serves: data of one's own, else a demonstration."""

import shutil
from types import SimpleNamespace

import pytest

from phm.cli import serve_verb
from phm.settings import DEMO_VARIABLE, HOME_VARIABLE, Home
from phm.synthetic.demo import demo_home


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environment of every app that would have been started."""
    environments: list[dict[str, str]] = []

    def run(*_: object, env: dict[str, str], **__: object) -> SimpleNamespace:
        environments.append(env)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(serve_verb, "subprocess", SimpleNamespace(run=run))
    return environments


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Home, int | None]]:
    """The home and the people of every demonstration that would have been made."""
    calls: list[tuple[Home, int | None]] = []

    def make_demo(home: Home, *, people: int | None, **_: object) -> None:
        calls.append((home, people))

    monkeypatch.setattr(serve_verb, "make_demo", make_demo)
    return calls


def test_an_empty_home_gets_a_demonstration_first(phm, home, started, made):
    ended = phm("serve", "--home", home.root, "--demo-people", 10_000)

    assert made == [(home, 10_000)]
    assert "making a demonstration of invented people first" in ended.out
    assert [env[HOME_VARIABLE] for env in started] == [str(home.root)]
    assert ended.code == 0


def test_a_demonstration_that_is_there_is_served_at_once(
    phm, home, tiny_home, started, made
):
    shutil.copytree(tiny_home.root, demo_home(home).root)

    ended = phm("serve", "--home", home.root)

    assert made == []
    assert f"Serving the demonstration in {demo_home(home).root}" in ended.out
    assert "SYNTHETIC: not patients" in ended.out
    assert started[0][HOME_VARIABLE] == str(home.root)


def test_ones_own_warehouse_comes_before_any_demonstration(
    phm, tiny_home, started, made
):
    ended = phm("serve", "--home", tiny_home.root)

    assert made == []
    assert f"Serving the warehouse in {tiny_home.root}." in ended.out
    assert "SYNTHETIC" not in ended.out
    assert len(started) == 1


def test_who_wants_no_demonstration_gets_none(phm, home, tiny_home, started, made):
    shutil.copytree(tiny_home.root, demo_home(home).root)

    ended = phm("serve", "--home", home.root, "--no-demo")

    assert made == []
    assert "There are no data in" in ended.out
    assert started[0][DEMO_VARIABLE] == "no"
