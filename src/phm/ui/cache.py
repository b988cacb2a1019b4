"""Every cache of the app. The warehouse version is part of each key, so nothing is ever
invalidated: a new build is simply another key.

Results are handed out as they are, not copied; charts, maps and words only read them.
No spinner: most are made within the blink that it would add to the page.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.cohorts.modelled import read_modelled
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.maps.layer import MapLayer, load_layer
from phm.measures.account import Account, read_account
from phm.measures.areas import read_areas
from phm.measures.ask import Question, ask, foresee
from phm.measures.available import (
    available_measures,
    available_schemes,
    counted_schemes,
)
from phm.measures.by_group.people import read_extract
from phm.measures.change import Change, find_change
from phm.measures.crossings import Crossings, find_crossings
from phm.measures.digital import Match, find_match, read_digital_projects
from phm.measures.intensity import Intensity, find_intensity
from phm.measures.memory import Memory
from phm.measures.modelled import modelled_estimate
from phm.measures.presence import Presence, expect_presence, find_presence
from phm.measures.results import Results
from phm.measures.schemes import find_scheme
from phm.measures.shares import Shares, find_shares
from phm.measures.speech import Cut, find_cut
from phm.measures.spread import Spread, find_spread
from phm.settings import Home
from phm.warehouse.connect import Warehouse, find_warehouse


# All declared cohorts at three levels are some 700 answers of some dozens of rows.
MOST_ANSWERS = 2000


@st.cache_resource(max_entries=4, show_spinner=False)
def warehouse(root: Path, version: str) -> Warehouse:
    """A finished warehouse of a home, by version."""
    return find_warehouse(Home(root), version)


@st.cache_resource(max_entries=4, show_spinner=False)
def connection(root: Path, version: str) -> duckdb.DuckDBPyConnection:
    """The one sealed connection to a version; callers take a cursor of it."""
    return warehouse(root, version).open()


@st.cache_resource(max_entries=4, show_spinner=False)
def memory(root: Path, version: str) -> Memory:  # noqa: ARG001 - its key
    """What the answers of a version share."""
    return Memory()


@st.cache_resource(max_entries=MOST_ANSWERS, show_spinner=False)
def answer(root: Path, version: str, question: Question) -> Results:
    """The answer to a question, once per version; one area's is part of all areas'."""
    if question.area:
        everywhere = answer(root, version, replace(question, area=""))
        return everywhere.of_area(question.area)
    with connection(root, version).cursor() as cursor:
        return ask(cursor, question, memory(root, version))


@st.cache_resource(max_entries=400, show_spinner=False)
def answers(
    root: Path, version: str, questions: tuple[Question, ...]
) -> tuple[Results, ...]:
    """The answers to several questions, in their order, counted in one go."""
    with connection(root, version).cursor() as cursor:
        foresee(cursor, questions, memory(root, version))
    return tuple(answer(root, version, one) for one in questions)


@st.cache_resource(max_entries=100, show_spinner=False)
def shares(
    root: Path, version: str, scheme_id: str, level: AreaLevel, area: str
) -> Shares:
    """Share of need and of referrals of a scheme's groups, once per version."""
    asking = partial(answer, root, version)
    return find_shares(asking, find_scheme(scheme_id), level, area)


@st.cache_resource(max_entries=100, show_spinner=False)
def change(
    root: Path, version: str, scheme_id: str, level: AreaLevel, area: str
) -> Change:
    """Reach a year before and now of a scheme's groups, once per version."""
    asking = partial(answer, root, version)
    return find_change(asking, find_scheme(scheme_id), level, area)


@st.cache_resource(max_entries=40, show_spinner=False)
def presence(root: Path, version: str, level: AreaLevel, area: str) -> Presence:
    """Who is on record and who ought to be, once per version and area."""
    with connection(root, version).cursor() as cursor:
        has_people = read_extract(cursor) is not None
    find = find_presence if has_people else expect_presence
    return find(partial(answer, root, version), level, area)


@st.cache_resource(max_entries=100, show_spinner=False)
def cut(root: Path, version: str, scheme_id: str, level: AreaLevel, area: str) -> Cut:
    """People and reach of every group of a scheme, once per version and area."""
    return find_cut(partial(answer, root, version), scheme_id, level, area)


@st.cache_resource(max_entries=20, show_spinner=False)
def match(root: Path, version: str, level: AreaLevel, area: str) -> Match:
    """Digital barriers beside money and support, once per version."""
    with connection(root, version).cursor() as cursor:
        projects = read_digital_projects(cursor)
    return find_match(partial(answer, root, version), projects, level, area)


@st.cache_resource(max_entries=4, show_spinner="Looking through the crossings …")
def crossings(root: Path, version: str) -> Crossings:
    """Groups reached far less than their need implies, once per version."""
    with connection(root, version).cursor() as cursor:
        return find_crossings(cursor)


@st.cache_resource(max_entries=4, show_spinner=False)
def spread(root: Path, version: str) -> Spread:
    """How neighbourhoods inside each PCN differ, once per version."""
    with connection(root, version).cursor() as cursor:
        return find_spread(cursor)


@st.cache_resource(max_entries=60, show_spinner=False)
def intensity(root: Path, version: str, cohort_address: str) -> Intensity:
    """Where the people of a cohort live, in classes, once per version."""
    asking, cohort = partial(answer, root, version), find_cohort(cohort_address)
    with connection(root, version).cursor() as cursor:
        return find_intensity(cursor, asking, cohort, memory(root, version))


@st.cache_resource(max_entries=4, show_spinner=False)
def measures(root: Path, version: str) -> tuple[Measure, ...]:
    """The measures that a version has data for, in the order they are shown."""
    with connection(root, version).cursor() as cursor:
        return tuple(available_measures(cursor).values())


@st.cache_resource(max_entries=4, show_spinner=False)
def schemes(root: Path, version: str) -> tuple[Scheme, ...]:
    """The schemes that tell people of a version apart."""
    with connection(root, version).cursor() as cursor:
        return available_schemes(cursor)


@st.cache_resource(max_entries=4, show_spinner=False)
def counted(root: Path, version: str) -> frozenset[str]:
    """Ids of the schemes that the build of a version counted."""
    with connection(root, version).cursor() as cursor:
        return counted_schemes(cursor)


@st.cache_resource(max_entries=60, show_spinner=False)
def modelled(
    root: Path, version: str, cohort_id: str, level: AreaLevel
) -> Results | None:
    """How many people a declared cohort has by open data alone, once per version."""
    declared = read_modelled(load_cohorts()[cohort_id].modelled or {})
    with connection(root, version).cursor() as cursor:
        return modelled_estimate(cursor, declared, level)


@st.cache_resource(max_entries=4, show_spinner=False)
def account(root: Path, version: str) -> Account:
    """What went in and what was set aside."""
    with connection(root, version).cursor() as cursor:
        return read_account(cursor)


@st.cache_resource(max_entries=8, show_spinner=False)
def layer(root: Path, stem: str) -> MapLayer:
    """A map layer by the stem of its file, which names its content."""
    return load_layer(Home(root).geometry / f"{stem}.json")


@st.cache_resource(max_entries=8, show_spinner=False)
def areas(root: Path, version: str, level: AreaLevel) -> pd.DataFrame:
    """Names and parents of the areas of a level, indexed by code."""
    with connection(root, version).cursor() as cursor:
        return read_areas(cursor, level)
