"""Charts on a page, drawn by a small component of our own.

Streamlit's own chart is built anew at every change, and drawn twice: hidden while its
width is not known, then again. Ours is changed in place (decision 039;
`python -m bench.repaint` tells what that saves).
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from phm.ui.assets import chart_script_url, plotly_url


# A component's own script goes along with every message: this one only fetches ours.
# So does what is sent, which is shortest as bytes: as a text its quotes are escaped.
FETCH: Final = """
export default ({ data, parentElement }) => {
    const sent = JSON.parse(new TextDecoder().decode(data));
    const drawn = () => window.drawPhmFigure(sent, parentElement);
    if (window.drawPhmFigure) return drawn();
    return import(new URL(sent.told.script, document.baseURI)).then(drawn);
}
"""

AHEAD: Final = """
export default ({ data }) => {
    import(new URL(data.script, document.baseURI))
        .then(() => window.fetchPhmPlotly(data.plotly))
        .catch(() => {}); // the figure that needs it will say so
}
"""

_fetch = st.components.v2.component("phm_fetch", js=AHEAD, isolate_styles=False)
_draw = st.components.v2.component("phm_figure", js=FETCH, isolate_styles=False)


# Makes a figure once for the same arguments: answers are the same while the build is.
once = lru_cache(maxsize=300)


@dataclass(frozen=True)
class Drawn:
    """A chart as it is sent, and its content in words."""

    figure: str
    height: int
    alt: str

    @classmethod
    def of(cls, figure: go.Figure, alt: str) -> "Drawn":
        """``figure`` was checked when it was made, and has a height."""
        return cls(figure.to_json(validate=False), int(figure.layout.height), alt)


def fetch_ahead() -> None:
    """Have the browser fetch what draws charts while the page is made; once on a page.

    Left to the first figure, it would begin when all else is there.
    """
    _fetch(
        key="fetch-ahead",
        data={"script": chart_script_url(), "plotly": plotly_url()},
        height=1,
    )


def show_figure(figure: go.Figure, *, key: str, alt: str) -> None:
    """A chart that keeps its place when it changes, and its content in words."""
    show_drawn(Drawn.of(figure, alt), key=key)


def show_drawn(drawn: Drawn, *, key: str) -> None:
    """A chart that was made earlier."""
    told = {"script": chart_script_url(), "plotly": plotly_url(), "alt": drawn.alt}
    sent = f'{{"told":{json.dumps(told)},"figure":{drawn.figure}}}'
    _draw(key=key, data=sent.encode(), height=drawn.height)
