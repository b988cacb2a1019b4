"""Two measures of the same areas against each other, such as need and cover.

The system's own values cross the chart; the four corners say in words what lies there.
No line is fitted: the chart shows where areas are, not that one thing drives the other.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.label_places import Box, Point, label_places
from phm.charts.labels import (
    area_label,
    chart_title,
    hover_texts,
    number,
    short_axis_title,
    wrapped,
)
from phm.charts.pair_corners import corner_words
from phm.charts.pair_rows import PairRows, notable_codes, pair_rows
from phm.measures.results import Results


HEIGHT = 720
PLOT_WIDTH, PLOT_HEIGHT = 740.0, 500.0  # of the narrowest page column
PAD = 0.14  # of the spread of values, kept free for the words in the corners
CORNERS = {(1, 1): "right", (1, -1): "right", (-1, 1): "left", (-1, -1): "left"}


def pair_figure(
    first: Results, second: Results, *, selected: str | None = None
) -> go.Figure:
    """Scatter of `first` (across) and `second` (up); one row per area in each.

    Raises ValueError when the levels differ or an area has more than one row.
    """
    rows = pair_rows(first, second)
    figure = go.Figure()
    span_x, span_y = _span(rows.both["x"], rows.across), _span(rows.both["y"], rows.up)
    _draw_crossing(figure, rows, first, second)
    _draw_points(figure, first, second, rows.both, selected)
    _draw_names(figure, first, rows, (span_x, span_y), selected)
    _write_corners(figure, first, second)
    title = f"{first.measure.short_title} and {second.measure.short_title.lower()}"
    figure.update_layout(**theme.house_layout(title=wrapped(title, 80), height=HEIGHT))
    figure.update_xaxes(range=span_x, title_text=_x_title(first, rows))
    figure.update_yaxes(range=span_y, title_text=short_axis_title(second.measure))
    return figure
