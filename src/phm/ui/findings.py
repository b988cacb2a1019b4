"""What is found from several answers, each once per version; kept as in `cache`."""

from functools import partial
from pathlib import Path

import streamlit as st

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.cohorts.modelled import read_modelled
from phm.domain.areas import AreaLevel
from phm.measures.by_group.people import read_extract
from phm.measures.change import Change, find_change
from phm.measures.cohort_card import CohortCard, Focus, find_card
from phm.measures.crossings import Crossings, find_crossings
from phm.measures.digital import Match, find_match, read_digital_projects
from phm.measures.intensity import Intensity, find_intensity
from phm.measures.modelled import modelled_estimate
from phm.measures.presence import Presence, expect_presence, find_presence
from phm.measures.results import Results
from phm.measures.schemes import find_scheme
from phm.measures.shares import Shares, find_shares
from phm.measures.speech import Cut, find_cut
from phm.measures.spread import Spread, find_spread
from phm.ui import cache


@st.cache_resource(max_entries=100, show_spinner=False)
def shares(
    root: Path, version: str, scheme_id: str, level: AreaLevel, area: str
) -> Shares:
    """Share of need and of referrals of a scheme's groups, once per version."""
    asking = partial(cache.answer, root, version)
    return find_shares(asking, find_scheme(scheme_id), level, area)


@st.cache_resource(max_entries=100, show_spinner=False)
def change(
    root: Path, version: str, scheme_id: str, level: AreaLevel, area: str
) -> Change:
    """Reach a year before and now of a scheme's groups, once per version."""
    asking = partial(cache.answer, root, version)
    return find_change(asking, find_scheme(scheme_id), level, area)


@st.cache_resource(max_entries=40, show_spinner=False)
def presence(root: Path, version: str, level: AreaLevel, area: str) -> Presence:
    """Who is on record and who ought to be, once per version and area."""
    with cache.connection(root, version).cursor() as cursor:
        has_people = read_extract(cursor) is not None
    find = find_presence if has_people else expect_presence
    return find(partial(cache.answer, root, version), level, area)


@st.cache_resource(max_entries=100, show_spinner=False)
def cut(root: Path, version: str, scheme_id: str, level: AreaLevel, area: str) -> Cut:
    """People and reach of every group of a scheme, once per version and area."""
    return find_cut(partial(cache.answer, root, version), scheme_id, level, area)


@st.cache_resource(max_entries=20, show_spinner=False)
def match(root: Path, version: str, level: AreaLevel, area: str) -> Match:
    """Digital barriers beside money and support, once per version."""
    with cache.connection(root, version).cursor() as cursor:
        projects = read_digital_projects(cursor)
    return find_match(partial(cache.answer, root, version), projects, level, area)


@st.cache_resource(max_entries=4, show_spinner="Looking through the crossings …")
def crossings(root: Path, version: str) -> Crossings:
    """Groups reached far less than their need implies, once per version."""
    with cache.connection(root, version).cursor() as cursor:
        return find_crossings(cursor)


@st.cache_resource(max_entries=4, show_spinner=False)
def spread(root: Path, version: str) -> Spread:
    """How neighbourhoods inside each PCN differ, once per version."""
    with cache.connection(root, version).cursor() as cursor:
        return find_spread(cursor)


@st.cache_resource(max_entries=300, show_spinner=False)
def card(
    root: Path, version: str, cohort_address: str, level: AreaLevel, area: str
) -> CohortCard:
    """A cohort at a glance, once per version and area."""
    focus = Focus(find_cohort(cohort_address), level, area)
    return find_card(lambda asked: cache.answers(root, version, tuple(asked)), focus)


@st.cache_resource(max_entries=60, show_spinner=False)
def intensity(root: Path, version: str, cohort_address: str) -> Intensity:
    """Where the people of a cohort live, in classes, once per version."""
    asking, cohort = partial(cache.answer, root, version), find_cohort(cohort_address)
    with cache.connection(root, version).cursor() as cursor:
        return find_intensity(cursor, asking, cohort, cache.memory(root, version))


@st.cache_resource(max_entries=60, show_spinner=False)
def modelled(
    root: Path, version: str, cohort_id: str, level: AreaLevel
) -> Results | None:
    """How many people a declared cohort has by open data alone, once per version."""
    declared = read_modelled(load_cohorts()[cohort_id].modelled or {})
    with cache.connection(root, version).cursor() as cursor:
        return modelled_estimate(cursor, declared, level)
