"""The body of the overview: the ranked PCNs, the map, and the numbers behind both."""

import streamlit as st

from phm.charts.ranked import ranked_figure
from phm.charts.ranked_alt import ranked_alt
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.ui import components, controls
from phm.ui.frame import View
from phm.ui.picture import NARROW, show_map
from phm.words.finding import about


RANKED_UP_TO = 60  # a whole system; of England, the PCNs with the widest gap
HEADLINE_NUMBERS = {
    "People beyond capacity, a year": "unmet_need",
    "Link workers, FTE": "link_worker_fte",
    "FTE per 10,000 registered": "link_worker_fte_per_10000",
    "Registered patients": "registered_patients",
}


def show_gap(view: View, unmet: Results) -> None:
    """Every PCN in order on one side; on the other the map and one PCN in focus."""
    chart, place = st.columns([1, 1], gap="medium")
    with place:
        selected = controls.choose_pcn(view)
        if selected:
            components.note(about(unmet, selected))
        show_map(view, unmet, selected=selected, key="overview-map", frame=NARROW)
        _show_numbers(view)
    with chart:
        components.show_figure(
            ranked_figure(unmet, selected=selected, limit=RANKED_UP_TO),
            key=f"chart-{unmet.measure.id}",
            alt=ranked_alt(unmet),
        )


def _show_numbers(view: View) -> None:
    """The system's own values, two in a row."""
    numbers = {
        label: components.number_and_range(view.ask(measure, AreaLevel.SYSTEM))
        for label, measure in HEADLINE_NUMBERS.items()
    }
    labels = list(numbers)
    for pair in (labels[:2], labels[2:]):
        components.show_numbers({label: numbers[label] for label in pair})
