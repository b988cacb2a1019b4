"""The body of the coverage map page: controls, map, finding and table, in step."""

import streamlit as st

from phm.charts.pairs import pair_figure
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, controls
from phm.ui.frame import View
from phm.ui.picture import show_map
from phm.words.finding import about, headline
from phm.words.pairs import pair_sentence


@st.fragment
def show(view: View) -> None:
    """One fragment: a change of layer repaints the map and leaves the frame alone."""
    level, first, second, pcn = _choices(view)
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
    if second and level is AreaLevel.PCN:
        components.note(pair_sentence(first, second))
        figure = pair_figure(first, second, selected=pcn)
        alt = pair_sentence(first, second)
        components.show_figure(figure, key="pair", alt=alt)
    _show_tables(first, second)


def _choices(view: View) -> tuple[AreaLevel, Results, Results | None, str | None]:
    columns = st.columns([1.5, 2, 2, 2], vertical_alignment="bottom")
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


def _show_tables(first: Results, second: Results | None) -> None:
    for results in filter(None, (first, second)):
        st.subheader(results.measure.title)
        components.show_table(results)
        components.show_download(results, key=f"download-{results.measure.id}")
    components.cite(*filter(None, (first, second)))
