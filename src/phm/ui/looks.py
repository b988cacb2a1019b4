"""Less white above the fold: on a projector the chart and the map must be in view.

Streamlit has no setting for the room around headings and between the pieces of a page,
makes every heading a stop of the keyboard, and marks a link that the keyboard is on in
a grey too pale to be seen (under 3:1). Should it rename its parts, pages are longer and
nothing else.
"""

import streamlit as st


STYLE = """<style>
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {gap: 0.5rem}
[data-testid="stMain"] {scroll-padding-top: 3rem}
.st-key-page-head {row-gap: 0}
[data-testid="stHeading"] h1 {padding: 0.25rem 0 0}
[data-testid="stHeaderActionElements"] {display: none}
[data-testid="stMarkdown"] h4 {padding: 0 0 1rem; line-height: 1.3}
.stHtml .phm-headlines {margin: 0; padding: 0}
.phm-headlines {display: flex; flex-wrap: wrap; gap: 0.25rem 1rem}
.phm-headlines > div {flex: 1 1 8rem}
.phm-headlines dt, .phm-headlines dd {margin: 0; line-height: 1.3; font-size: 0.875rem}
.phm-headlines dt {font-weight: 400}
.phm-headlines dd.phm-number {font-size: 2.25rem; line-height: 1.15}
[data-testid="stTable"] table {font-size: 1rem}
a:focus-visible {outline: 3px solid currentcolor; outline-offset: 1px}
</style>"""


def draw_looks() -> None:
    """To be called once on each page."""
    st.html(STYLE)
