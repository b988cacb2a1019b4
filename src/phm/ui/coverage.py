"""The body of the coverage map page: controls, map, finding and table, in step."""

from dataclasses import replace

import streamlit as st

from phm.charts.history import history_figure
from phm.charts.pairs import pair_figure
from phm.charts.spread import spread_figure
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, controls, selection
from phm.ui.frame import View
from phm.ui.picture import show_map
from phm.words.finding import about, headline
from phm.words.pairs import pair_sentence


def show(view: View) -> None:
    """The map with its choices, then what does not depend on the layers chosen."""
    _show_layers(view)
    pcn = controls.pcn_in_focus(view)
    _show_history(view, pcn)
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
        components.show_figure(figure, key="pair", alt=said)
    _show_tables(first, second)


def _choices(view: View) -> tuple[AreaLevel, Results, Results | None, str | None]:
    columns = st.columns([2, 2, 2, 2], vertical_alignment="bottom")
    with columns[0]:
        level = controls.choose_level()
    with columns[1]:
        first = view.ask(controls.choose_layer(level), level)
    with columns[2]:
        chosen = controls.choose_second_layer(level)
    with columns[3]:
        pcn = controls.choose_pcn(view)
    return level, first, view.ask(chosen, level) if chosen else None, pcn


def _show_pcn(view: View, pcn: str, *answers: Results | None) -> None:
    """The PCN in focus, in words, also when the map shows neighbourhoods."""
    for results in filter(None, answers):
        if AreaLevel.PCN in results.measure.levels:
            at_pcn = view.ask(results.measure.id, AreaLevel.PCN)
            components.note(about(at_pcn, pcn))


def _show_history(view: View, pcn: str | None) -> None:
    """Link-worker FTE at every snapshot, of the PCN in focus or of the system."""
    level = AreaLevel.PCN if pcn else AreaLevel.PLACE
    history = view.ask("link_worker_fte_history", level, history="all")
    st.subheader(history.measure.title)
    components.show_figure(
        history_figure(history, selected=pcn),
        key="history",
        alt=f"{history.measure.title}: at every published snapshot.",
    )
    components.cite(history)


def _show_spread(view: View, pcn: str) -> None:
    """Need inside the PCN, so that its average hides no pocket."""
    need = view.ask("need_index", AreaLevel.LSOA)
    beside = view.pcns_beside(pcn)
    shown = replace(need, frame=need.frame[need.frame["parent_code"].isin(beside)])
    st.subheader("Need inside this PCN: its neighbourhoods beside the others'")
    components.show_figure(
        spread_figure(shown, pcn_code=pcn, pcn_names=view.names(AreaLevel.PCN)),
        key="spread",
        alt=f"{need.measure.title} by neighbourhood within {pcn}.",
    )
    components.cite(need)


def _show_tables(first: Results, second: Results | None) -> None:
    shown = [first, second] if second and second is not first else [first]
    for results in shown:
        st.subheader(results.measure.title)
        components.show_table(results)
        components.show_download(results, key=f"download-{results.measure.id}")
    components.cite(*shown)
