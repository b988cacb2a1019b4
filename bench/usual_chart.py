"""The app with Streamlit's own chart in place of ours: `python -m bench.usual_chart`
takes what `streamlit` takes.
"""

import plotly.graph_objects as go
import streamlit as st
from streamlit.web import cli

from phm.ui import figure


def show_figure(drawn: go.Figure, *, key: str, alt: str) -> None:
    """A chart as it is usually shown."""
    config = {"displayModeBar": False, "scrollZoom": False}
    st.plotly_chart(drawn, key=key, theme=None, alt=alt, config=config)


if __name__ == "__main__":
    figure.show_figure = show_figure  # before any page has imported it
    cli.main()
