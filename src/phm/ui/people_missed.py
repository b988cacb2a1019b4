"""Who is missed where dimensions cross, and how far a PCN's neighbourhoods differ."""

from itertools import chain, islice, repeat

import streamlit as st

from phm.charts.within_pcn import within_pcn_figure
from phm.charts.within_pcn_rows import within_pcn_alt
from phm.domain.areas import AreaLevel
from phm.measures.catalogue import find_measure
from phm.measures.crossings import Crossing
from phm.ui import cohort_choice, components, group_controls, tables
from phm.ui.figure import show_figure
from phm.ui.people_choice import EVERYBODY
from phm.ui.view import View
from phm.words.crossings import crossing_sentence, crossings_sentence
from phm.words.within_pcn import spread_sentence


SPREAD_OF = "equity_ratio"


@st.fragment
def show_crossings(view: View) -> None:
    """Groups found where dimensions cross, most people missed first."""
    asked = tables.titled("Who is missed where dimensions cross?", view.tier)
    st.header(asked, anchor=False)
    crossings = view.crossings()
    components.say(crossings_sentence(crossings))
    for number, one in enumerate(crossings.found):
        said, link = st.columns([7, 1], vertical_alignment="center")
        with said:
            components.note(crossing_sentence(one))
        with link:
            st.page_link(
                "pages/2_Four_dimensions.py",
                label="Open",
                help=f"Show group {number + 1} above",
                query_params=link_to(one),
            )


def link_to(crossing: Crossing) -> dict[str, str]:
    """The choices that show a crossing: its last group stands among its like.

    All of them are said: what an address leaves out stays as it was chosen before.
    """
    *conditions, (scheme, _) = sorted(
        crossing.groups, key=lambda pair: pair[0].dimension in group_controls.FOUR
    )
    named = (f"{one.id}:{group}" for one, group in conditions)
    only, also = islice(chain(named, repeat(EVERYBODY)), 2)
    view = {"only": only, "and": also, "panels": group_controls.SIX_PANELS}
    view |= {cohort_choice.NAME: cohort_choice.EVERYBODY}
    if scheme.dimension in group_controls.FOUR:
        view |= {"panels": group_controls.FOUR_PANELS, scheme.dimension: scheme.id}
    area = crossing.area_code or group_controls.EVERYWHERE
    return {"by_group": SPREAD_OF, "area": area, **view}


@st.fragment
def show_spread(view: View) -> None:
    """How far neighbourhoods inside a PCN lie apart."""
    asked = tables.titled("Does an average hide a pocket?", view.tier)
    st.header(asked, anchor=False)
    spread, measure = view.spread(), find_measure(SPREAD_OF)
    system = view.ask(SPREAD_OF, AreaLevel.SYSTEM).benchmark
    said = spread_sentence(spread, measure, system=system.value if system else None)
    components.say(said)
    show_figure(within_pcn_figure(spread), key="within", alt=within_pcn_alt(spread))
    components.cite(*spread.answers)
