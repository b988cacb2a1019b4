"""Charts on a page, drawn by a small component of our own.

Streamlit's own chart is built anew at every change, and drawn twice: hidden while its
width is not known, then again. Ours is changed in place (decision 039;
`python -m bench.repaint` tells what that saves).
"""

import json
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from phm.ui.assets import chart_script_url, plotly_url


# A component's own script goes along with every message: this one only fetches ours.
# So does what is sent, which is shortest as bytes: as a text its quotes are escaped.
FETCH: Final = """
export default async ({ data, parentElement }) => {
    const sent = JSON.parse(new TextDecoder().decode(data));
    const script = await import(new URL(sent.told.script, document.baseURI));
    return script.default(sent, parentElement);
}
"""

_draw = st.components.v2.component("phm_figure", js=FETCH, isolate_styles=False)


def show_figure(figure: go.Figure, *, key: str, alt: str) -> None:
    """A chart that keeps its place when it changes, and its content in words.

    ``figure`` was checked when it was made, and has a height.
    """
    told = {"script": chart_script_url(), "plotly": plotly_url(), "alt": alt}
    drawn = figure.to_json(validate=False)
    sent = f'{{"told":{json.dumps(told)},"figure":{drawn}}}'
    _draw(key=key, data=sent.encode(), height=int(figure.layout.height))
