"""What visitors are likely to look at next is answered while nobody waits for it.

A declared cohort or a measure by groups takes up to half a second when it is looked at
first. A thread answers them all, once per version, from the first page shown on. It
rests as long as it works, so that a page hardly waits for it; `PHM_AHEAD=no` leaves it
out.
"""

import atexit
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import streamlit as st

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.cohort import Cohort
from phm.domain.areas import AreaLevel
from phm.measures import change, shares
from phm.measures.question import Question
from phm.measures.results import Results
from phm.measures.speech import LANGUAGE, most_spoken
from phm.settings import answers_ahead
from phm.ui import cache, findings, people_unseen
from phm.ui.assets import settle_again
from phm.ui.drawings import draw_groups, draw_languages, draw_places, draw_presence
from phm.ui.group_controls import FOUR, MEASURES
from phm.ui.view import View
from phm.warehouse.people_groups import levels_of


SHARES_AND_CHANGE = (
    *(shares.PEOPLE, shares.NEED, shares.REFERRALS),
    *(change.NOW, change.BEFORE),
)
LEVELS = (AreaLevel.SYSTEM, AreaLevel.PCN, AreaLevel.PLACE)
FIRST_PAGE_S = 3.0  # left alone: the first page of a start is slow enough

_closing = Event()
atexit.register(_closing.set)


def start_ahead(view: View) -> None:
    """Begin to answer ahead for the version in view, unless that was done."""
    if answers_ahead() and view.has_people:
        _thread(view.home.root, view.warehouse.version)


def answer_ahead(root: Path, version: str) -> Iterator[None]:
    """Answer one thing after the other, in steps of about a tenth of a second."""
    for level in LEVELS:
        if len(cache.areas(root, version, level)):  # not every system has places
            yield from _groups(root, version, level)
            yield from _cohorts(root, version, level)
    yield from _inclusion_health(root, version)


@st.cache_resource(max_entries=4, show_spinner=False)
def _thread(root: Path, version: str) -> Thread:
    thread = Thread(target=_work, args=(root, version), name="ahead", daemon=True)
    thread.start()
    return thread


def _work(root: Path, version: str) -> None:
    """A failure ends only this thread: a page that asks the same says what is wrong."""
    began, rest = time.perf_counter(), FIRST_PAGE_S
    for _ in answer_ahead(root, version):
        rest = max(rest, time.perf_counter() - began)
        if _closing.wait(rest):
            return
        began, rest = time.perf_counter(), 0.0
    settle_again()


def _groups(root: Path, version: str, level: AreaLevel) -> Iterator[None]:
    """Each measure by the schemes of the four dimensions page as it opens."""
    schemes = _schemes(root, version, level)
    there = {one.id for one in cache.measures(root, version)}
    offered = [name for name in MEASURES if name in there]
    for name in (*offered, *SHARES_AND_CHANGE):
        asked = [Question(name, level, by=(one,)) for one in schemes]
        panels = cache.answers(root, version, tuple(asked))
        if level is AreaLevel.SYSTEM and name in offered:
            draw_groups(_as_it_opens(panels))
        yield


def _cohorts(root: Path, version: str, level: AreaLevel) -> Iterator[None]:
    """The card of each declared cohort; one area's is part of every area's.

    Of the whole system also its first figure, and its first measure by groups.
    """
    is_whole = level is AreaLevel.SYSTEM
    area = _some(root, version, level)
    for cohort in load_cohorts().values():
        if not cohort.may_be_told(level):
            continue
        card = findings.card(root, version, cohort.address, level, area)
        if is_whole and card.places is not None and card.places_people is not None:
            draw_places(card.places, card.places_people, None)
        yield
        if is_whole:
            _groups_of(root, version, cohort)
            yield


def _groups_of(root: Path, version: str, cohort: Cohort) -> None:
    """The first measure of the four dimensions page, of a cohort in the system."""
    system = AreaLevel.SYSTEM
    schemes = _schemes(root, version, system)
    first = Question(MEASURES[0], system, cohort=cohort.address)
    asked = [replace(first, by=(one,)) for one in schemes]
    draw_groups(_as_it_opens(cache.answers(root, version, tuple(asked))))


def _as_it_opens(panels: Sequence[Results]) -> tuple[Results, ...]:
    """The panels that the four dimensions page has before one asks for more."""
    by_dimension = {one.by[0].dimension: one for one in panels}
    return tuple(by_dimension[name] for name in FOUR if name in by_dimension)


def _inclusion_health(root: Path, version: str) -> Iterator[None]:
    """The page of that name, for the system and each place."""
    places = cache.areas(root, version, AreaLevel.PLACE).index
    everywhere = (AreaLevel.SYSTEM, "")
    for level, area in [everywhere, *((AreaLevel.PLACE, one) for one in places)]:
        draw_presence(findings.presence(root, version, level, area))
        yield
        cuts = people_unseen.cuts_of(root, version, level, area)
        if LANGUAGE in cuts and len(most_spoken(cuts[LANGUAGE])):
            draw_languages(cuts[LANGUAGE])
        yield


def _schemes(root: Path, version: str, level: AreaLevel) -> list[str]:
    """The first scheme of each dimension that may be told at a level."""
    first: dict[str, str] = {}
    for scheme in cache.schemes(root, version):
        if level in levels_of(scheme):
            first.setdefault(scheme.dimension, scheme.id)
    return list(first.values())


def _some(root: Path, version: str, level: AreaLevel) -> str:
    if level is AreaLevel.SYSTEM:
        return ""
    return str(cache.areas(root, version, level).index[0])
