"""The areas behind the one in focus, as bands: thirty grey lines tell nobody anything.

A pale band runs from the lowest to the highest of the others at each snapshot, a darker
one over the middle half of them. Both stop at holes in the series.
"""

from itertools import pairwise

import pandas as pd

from phm.charts import theme
from phm.charts.drawing import Drawing, scatter
from phm.charts.ranked_rows import split_known
from phm.charts.sent import sent
from phm.charts.time_axis import day_of, holes


BANDS = ((0.0, 1.0, theme.PALE_BAND), (0.25, 0.75, theme.BAND))


def draw_others(drawing: Drawing, rows: pd.DataFrame) -> None:
    """Bands of the known values of `rows`, which are those of several areas."""
    known, _ = split_known(rows)
    for stretch in _stretches(known):
        values = stretch.groupby("period", sort=True)["value"]
        days = [day_of(period).isoformat() for period in values.groups]
        for low, high, colour in BANDS:
            upper, lower = values.quantile(high), values.quantile(low)
            drawing.add_traces(
                scatter(
                    x=[*days, *days[::-1]],
                    y=sent(pd.concat([upper, lower[::-1]])),
                    mode="lines",
                    line={"width": 0},
                    fill="toself",
                    fillcolor=colour,
                    hoverinfo="skip",
                    name="Others",
                )
            )


def _stretches(known: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows, parted where two snapshots are too far apart to be joined."""
    if known.empty:
        return []
    periods = sorted(known["period"].unique(), key=day_of)
    starts = [periods[0], *(after for _, after in holes(periods)), "9999"]
    return [
        known[known["period"].ge(start) & known["period"].lt(end)]
        for start, end in pairwise(starts)
    ]
