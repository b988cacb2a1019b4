"""The body of the coverage map page: controls, map, finding and table, in step."""

from dataclasses import replace

import streamlit as st

from phm.charts.badge import tier_prefix
from phm.charts.history import history_figure
from phm.charts.pairs import pair_figure
from phm.charts.spread import spread_figure
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, controls, selection, tables
from phm.ui.frame import View
from phm.ui.picture import show_map
from phm.words.finding import about, headline
from phm.words.pairs import pair_sentence


HISTORIES = ("link_worker_fte_history", "reach_history_per_1000")
SPREAD = "need_index"


def show(view: View) -> None:
    """The map with its choices, then what does not depend on the layers chosen."""
    _show_layers(view)
    pcn = controls.pcn_in_focus(view)
    for measure in HISTORIES:
        if measure in view.all_measures():
            _show_history(view, measure, pcn)
    if pcn:
        _show_spread(view, pcn)


@st.fragment
def _show_layers(view: View) -> None:
    """A fragment: a change of layer repaints the map and leaves the rest alone."""
    level, first, second, pcn = _choices(view)
    if selection.has_changed("pcn", pcn or ""):
        st.rerun()
    components.say(headline(first))
    if pcn:
        _show_pcn(view, pcn, first, second)
    show_map(
        view,
        first,
        second=second,
        selected=pcn if level is AreaLevel.PCN else None,
        key=f"coverage-map-{level}",
    )
    if second and second is not first and level is AreaLevel.PCN:
        said = pair_sentence(first, second)
        components.note(said)
        figure = pair_figure(first, second, selected=pcn)
        components.show_figure(
            figure, key="pair", alt=tier_prefix(first, second) + said
        )
    _show_tables(first, second)


def _choices(view: View) -> tuple[AreaLevel, Results, Results | None, str | None]:
    columns = st.columns([2, 2, 2, 2], vertical_alignment="bottom")
    with columns[0]:
        level = controls.choose_level()
    with columns[1]:
        first = view.ask(controls.choose_layer(view, level), level)
    with columns[2]:
        chosen = controls.choose_second_layer(view, level)
    with columns[3]:
        pcn = controls.choose_pcn(view)
    return level, first, view.ask(chosen, level) if chosen else None, pcn


def _show_pcn(view: View, pcn: str, *answers: Results | None) -> None:
    """The PCN in focus, in words, also when the map shows neighbourhoods."""
    for results in filter(None, answers):
        if AreaLevel.PCN in results.measure.levels:
            at_pcn = view.ask(results.measure.id, AreaLevel.PCN)
            components.note(about(at_pcn, pcn))


def _show_history(view: View, measure: str, pcn: str | None) -> None:
    """A measure at every snapshot, of the PCN in focus or of the places."""
    level = AreaLevel.PCN if pcn else AreaLevel.PLACE
    history = view.ask(measure, level, history="all")
    st.subheader(history.measure.title)
    components.show_figure(
        history_figure(history, selected=pcn),
        key=f"history-{measure}",
        alt=f"{tier_prefix(history)}{history.measure.title}: at every snapshot.",
    )
    components.cite(history)


def _show_spread(view: View, pcn: str) -> None:
    """Need inside the PCN, so that its average hides no pocket."""
    if SPREAD not in view.measures(AreaLevel.LSOA):
        return
    need = view.ask(SPREAD, AreaLevel.LSOA)
    beside = view.pcns_beside(pcn)
    shown = replace(need, frame=need.frame[need.frame["parent_code"].isin(beside)])
    st.subheader("Need inside this PCN: its neighbourhoods beside the others'")
    components.show_figure(
        spread_figure(shown, pcn_code=pcn, pcn_names=view.names(AreaLevel.PCN)),
        key="spread",
        alt=f"{tier_prefix(need)}{need.measure.title} by neighbourhood of {pcn}.",
    )
    components.cite(need)


def _show_tables(first: Results, second: Results | None) -> None:
    shown = [first, second] if second and second is not first else [first]
    for results in shown:
        st.subheader(tables.titled(results.measure.title, results.tier))
        tables.show_table(results)
        tables.show_download(results, key=f"download-{results.measure.id}")
    components.cite(*shown)
