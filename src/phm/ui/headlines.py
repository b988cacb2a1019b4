"""A strip of numbers, each with its label over it and its limits below it.

Sent as one piece: of Streamlit's own metrics in columns, six numbers are twenty pieces,
and the browser draws a page piece by piece (`python -m bench.repaint`).
"""

from collections.abc import Iterable
from html import escape

import streamlit as st

from phm.charts import theme
from phm.words.fact import Fact


_QUIET = f"style='color:{theme.QUIET_INK}'"


def show_strip(numbers: Iterable[Fact]) -> None:
    """All of them in one row, wrapped where the window is narrow."""
    told = "".join(f"<div>{_told(one)}</div>" for one in numbers)
    st.html(f"<dl class='phm-headlines'>{told}</dl>")


def _told(one: Fact) -> str:
    lines = "".join(f"<dd {_QUIET}>{escape(line)}</dd>" for line in one.under)
    number = f"<dd class='phm-number'>{escape(one.number)}</dd>"
    return f"<dt>{escape(one.label)}</dt>{number}{lines}"
