"""The body of the coverage map page: controls, map, finding and table, in step."""

from dataclasses import replace
from functools import partial

import streamlit as st

from phm.charts.badge import tier_prefix
from phm.charts.history import history_figure
from phm.charts.pairs import pair_figure
from phm.charts.spread import spread_figure
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, controls, tables
from phm.ui.cohort_choice import choose_cohort
from phm.ui.figure import show_figure
from phm.ui.picture import show_map
from phm.ui.view import View
from phm.words.finding import about, headline
from phm.words.leading import continued
from phm.words.pairs import pair_sentence


HISTORIES = ("link_worker_fte_history", "reach_history_per_1000")
SPREAD = "need_index"
OF_EVERYBODY = (
    "One of the two layers is about the cohort, the other about everybody: it is not "
    "counted person by person."
)


@st.fragment
def show(view: View) -> None:
    """The map with its choices, then time and spread; a change runs only this."""
    level, first, second, pcn = _choices(view)
    view.navigation.carry()
    components.say(_said(first))
    if second and bool(first.where) != bool(second.where):
        components.note(OF_EVERYBODY)
    if pcn:
        _show_pcn(view, pcn, first, second)
    selected = pcn if level is AreaLevel.PCN else None
    key = f"coverage-map-{level}"
    show_map(view, first, second=second, selected=selected, key=key)
    shown = [first]
    if second and second is not first:
        shown.append(second)
        if level is AreaLevel.PCN:
            _show_pair(first, second, pcn)
    for place, results in zip(("first", "second"), shown, strict=False):
        tables.show_table_behind(results, key=place)
    more = [_show_history(view, measure, pcn) for measure in _histories(view)]
    if pcn and SPREAD in view.measures(AreaLevel.LSOA):
        more.append(_show_spread(view, pcn))
    components.cite(*shown, *more)


def _choices(view: View) -> tuple[AreaLevel, Results, Results | None, str | None]:
    columns = st.columns([14.8, 18.8, 14, 10.2, 10.2], vertical_alignment="bottom")
    with columns[0]:
        level = controls.choose_level()
    with columns[1]:
        layer = controls.choose_layer(view, level)
    with columns[2]:
        circles = controls.choose_second_layer(view, level)
    with columns[3]:
        pcn = controls.choose_pcn(view)
    with columns[4]:
        cohort = choose_cohort(view, level) if level is AreaLevel.PCN else ""
    ask = partial(view.ask, level=level, cohort=cohort)
    return level, ask(layer), ask(circles) if circles else None, pcn


def _said(results: Results) -> str:
    """The finding; of whom, where it is about a cohort alone."""
    for scheme, group in results.where:
        return f"{scheme.label(group)}: {continued(headline(results))}"
    return headline(results)


def _show_pcn(view: View, pcn: str, *answers: Results | None) -> None:
    """The PCN in focus, in words, also when the map shows neighbourhoods."""
    for results in dict.fromkeys(one.measure.id for one in answers if one):
        if results in view.measures(AreaLevel.PCN):
            components.note(about(view.ask(results, AreaLevel.PCN), pcn))


def _show_pair(first: Results, second: Results, pcn: str | None) -> None:
    said = pair_sentence(first, second)
    components.note(said)
    figure = pair_figure(first, second, selected=pcn)
    alt = tier_prefix(first, second) + said
    show_figure(figure, key="pair", alt=alt)


def _histories(view: View) -> list[str]:
    return [measure for measure in HISTORIES if measure in view.all_measures()]


def _show_history(view: View, measure: str, pcn: str | None) -> Results:
    """A measure at every snapshot, of the PCN in focus or of the places."""
    level = AreaLevel.PCN if pcn else AreaLevel.PLACE
    history = view.ask(measure, level, history="all")
    show_figure(
        history_figure(history, selected=pcn),
        key=f"history-{measure}",
        alt=f"{tier_prefix(history)}{history.measure.title}: at every snapshot.",
    )
    return history


def _show_spread(view: View, pcn: str) -> Results:
    """Need inside the PCN, so that its average hides no pocket."""
    need = view.ask(SPREAD, AreaLevel.LSOA)
    beside = view.pcns_beside(pcn)
    shown = replace(need, frame=need.frame[need.frame["parent_code"].isin(beside)])
    names = view.names(AreaLevel.PCN)
    st.subheader("Need inside this PCN: its neighbourhoods beside the others’")
    show_figure(
        spread_figure(shown, pcn_code=pcn, pcn_names=names),
        key="spread",
        alt=f"{tier_prefix(need)}{need.measure.title}: neighbourhoods of {names[pcn]}.",
    )
    return need
