"""What is answered ahead: the pages find it, and nothing else changes."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import streamlit as st

from phm.cohorts.catalogue import load_cohorts
from phm.measures.question import Question
from phm.settings import AHEAD_VARIABLE, NO, Home
from phm.ui import ahead, cache
from phm.ui.drawings import draw_groups, draw_places, draw_presence
from phm.warehouse.connect import current_version
from tests.pages.visits import Visit


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Question]]:
    """The questions that come to the door from now on, nothing being known."""
    st.cache_resource.clear()
    questions: list[Question] = []
    door = cache.ask

    def listening(connection, question, memory=None):
        questions.append(question)
        return door(connection, question, memory)

    monkeypatch.setattr(cache, "ask", listening)
    yield questions
    st.cache_resource.clear()


@pytest.fixture
def version(crowd_home: Home) -> str:
    found = current_version(crowd_home)
    assert found
    return found


FEW = ("unpaid_carers", "minority_men_unmanaged_diabetes")
FIRST_LOOKS = [  # those of the pages on which people are told apart
    ("pages/2_Four_dimensions.py", {"by_group": "declined_percent"}),
    ("pages/2_Four_dimensions.py", {"by_group": "shares"}),
    ("pages/2_Four_dimensions.py", {"by_group": "change", "area": "U90001"}),
    ("pages/2_Four_dimensions.py", {"cohort": "unpaid_carers"}),
    ("pages/2_Four_dimensions.py", {"by_group": "reach_per_1000", "area": "U90001"}),
    ("pages/3_Cohorts.py", {"cohort": "unpaid_carers"}),
    ("pages/3_Cohorts.py", {"cohort": "unpaid_carers", "area": "U90001"}),
    ("pages/4_Inclusion_health.py", {}),
]


def test_a_page_finds_what_was_answered_ahead(on_crowd, version, asked, monkeypatch):
    cohorts = {one: load_cohorts()[one] for one in FEW}
    monkeypatch.setattr(ahead, "load_cohorts", lambda: cohorts)
    for _ in ahead.answer_ahead(on_crowd.root, version):
        pass
    assert asked
    for page, view in FIRST_LOOKS:
        asked.clear()
        Visit(page, view)
        assert not [one for one in asked if one.of_groups], (page, view)


def test_a_page_finds_the_figures_that_were_drawn_ahead(
    on_crowd, version, asked, monkeypatch
):
    cohort = "people_with_long_term_conditions"
    cohorts = {cohort: load_cohorts()[cohort]}
    monkeypatch.setattr(ahead, "load_cohorts", lambda: cohorts)
    for _ in ahead.answer_ahead(on_crowd.root, version):
        pass
    drawn = (draw_groups, draw_places, draw_presence)
    before = [one.cache_info() for one in drawn]
    for page in ("2_Four_dimensions", "3_Cohorts", "4_Inclusion_health"):
        Visit(f"pages/{page}.py", {"cohort": cohort, "by_group": "equity_ratio"})

    for figure, was in zip(drawn, before, strict=True):
        now = figure.cache_info()
        assert now.misses == was.misses, figure.__name__
        assert now.hits > was.hits, figure.__name__


def test_it_is_left_out_where_it_is_not_wanted(on_crowd, asked, monkeypatch):
    begun: list[tuple[Path, str]] = []
    monkeypatch.setattr(ahead, "_thread", lambda *of: begun.append(of))
    Visit("app.py")
    assert not begun

    monkeypatch.delenv(AHEAD_VARIABLE)
    Visit("app.py")
    assert [root for root, _ in begun] == [on_crowd.root]

    monkeypatch.setenv(AHEAD_VARIABLE, NO)
    Visit("app.py")
    assert len(begun) == 1


def test_published_files_have_nothing_to_answer_ahead(on_published_files, monkeypatch):
    begun: list[tuple[Path, str]] = []
    monkeypatch.setattr(ahead, "_thread", lambda *of: begun.append(of))
    monkeypatch.delenv(AHEAD_VARIABLE)
    Visit("app.py")
    assert not begun


def test_one_thread_answers_for_a_version(on_crowd, version, asked, monkeypatch):
    worked: list[str] = []
    monkeypatch.setattr(ahead, "_work", lambda _, version: worked.append(version))
    threads = {ahead._thread(on_crowd.root, version) for _ in range(3)}
    (thread,) = threads
    assert isinstance(thread, Thread)
    thread.join()
    assert worked == [version]


def test_it_stops_when_the_app_does(on_crowd, version, monkeypatch):
    steps: list[int] = []

    def endless(root: Path, version: str) -> Iterator[None]:
        while True:
            steps.append(1)
            yield

    monkeypatch.setattr(ahead, "answer_ahead", endless)
    ahead._closing.set()
    try:
        ahead._work(on_crowd.root, version)
    finally:
        ahead._closing.clear()
    assert len(steps) == 1
