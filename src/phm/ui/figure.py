"""Charts on a page, drawn by a small component of our own.

Streamlit's own chart is built anew at every change, and drawn twice: hidden while its
width is not known, then again. Ours is changed in place, which takes a third of the
time (decision 039; `python -m bench.repaint`).
"""

from importlib.resources import files
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from phm.ui.assets import plotly_url


SCRIPT: Final = (files("phm.charts") / "assets" / "phm-figure.js").read_text("utf-8")

_draw = st.components.v2.component("phm_figure", js=SCRIPT, isolate_styles=False)


def show_figure(figure: go.Figure, *, key: str, alt: str) -> None:
    """A chart that keeps its place when it changes, and its content in words.

    ``figure`` was checked when it was made, and has a height.
    """
    sent = figure.to_json(validate=False)
    _draw(key=key, data={"figure": sent, "alt": alt, "plotly": plotly_url()})
