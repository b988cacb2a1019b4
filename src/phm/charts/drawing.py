"""A figure in the making: plain mappings, checked once by Plotly when it is done.

Put together piece by piece, a Plotly figure checks all of its annotations again with
each one added and copies every trace twice: of five panels six to nine times the work
(`python -m bench.figures`).
"""

from collections.abc import Mapping
from typing import Any, Final

import plotly.graph_objects as go


Trace = dict[str, Any]  # as Plotly writes it, with its `type`
Layout = dict[str, Any]

# The places of shapes that run through the whole plot.
UPRIGHT: Final = {"xref": "x", "yref": "y domain", "y0": 0, "y1": 1}
LEVEL: Final = {"xref": "x domain", "x0": 0, "x1": 1, "yref": "y"}


class Drawing:
    """Traces, annotations, shapes and layout; `badged` makes them a figure.

    Properties are spelt out as mappings, `xaxis={"range": …}`: nothing here knows
    Plotly's short forms such as `xaxis_range`.
    """

    def __init__(self, *traces: Trace) -> None:
        self.traces: list[Trace] = list(traces)
        self.annotations: list[Layout] = []
        self.shapes: list[Layout] = []
        self.layout: Layout = {}

    def add_traces(self, *traces: Trace, axes: Mapping[str, str] | None = None) -> None:
        """More traces, on the axes given or on the first two."""
        self.traces += [trace | dict(axes or {}) for trace in traces]

    def change_traces(self, **properties: Any) -> None:
        """Give all traces so far the same properties; None takes one away."""
        self.traces = [trace | properties for trace in self.traces]

    def annotate(self, **properties: Any) -> None:
        """Words at a place."""
        self.annotations.append(properties)

    def add_shape(self, **properties: Any) -> None:
        """A line or a rectangle."""
        self.shapes.append(properties)

    def lay_out(self, **properties: Any) -> None:
        """Change the layout; a mapping changes only what it names, however deep."""
        self.layout = merged(self.layout, properties)

    @property
    def x_axes(self) -> dict[str, Layout]:
        """The x axes laid out so far, by name."""
        return {k: axis for k, axis in self.layout.items() if k.startswith("xaxis")}

    def checked(self) -> go.Figure:
        """The figure. Only `badged` asks for it, so that none goes without its tier.

        Raises ValueError for a property or a value that Plotly does not know.
        """
        beside = {"annotations": self.annotations, "shapes": self.shapes}
        layout = self.layout | {name: found for name, found in beside.items() if found}
        return go.Figure(data=self.traces, layout=layout)


def scatter(**properties: Any) -> Trace:
    """Points, lines or words."""
    return {"type": "scatter"} | properties


def bar(**properties: Any) -> Trace:
    """Bars."""
    return {"type": "bar"} | properties


def merged(mine: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Both, the other's values before mine; mappings in both are merged likewise.

    >>> merged({"margin": {"t": 1, "l": 2}}, {"margin": {"t": 5}})
    {'margin': {'t': 5, 'l': 2}}
    """
    both = dict(mine)
    for name, value in other.items():
        if isinstance(value, dict):
            own = both.get(name)
            both[name] = merged(own if isinstance(own, dict) else {}, value)
        else:
            both[name] = value
    return both
