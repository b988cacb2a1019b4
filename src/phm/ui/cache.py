"""Every cache of answers. The warehouse version is part of each key, so nothing is ever
invalidated: a new build is simply another key.

Results are handed out as they are, not copied; charts, maps and words only read them.
No spinner: most are made within the blink that it would add to the page.
"""

from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

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
from phm.measures.memory import Memory
from phm.measures.results import Results
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
