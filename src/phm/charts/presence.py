"""Who is on record against who ought to be: a bar from low to high, and a dot.

One scale for all groups, per 1,000 people, from zero. Where nobody is on record, or
nothing is, there is no dot: the margin says so in words.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_prefix
from phm.charts.drawing import Drawing, Trace, bar, scatter
from phm.charts.groups_grid import Grid, Panel
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_title import smaller_line, tier_words, wide_title
from phm.charts.labels import plain
from phm.charts.sent import sent
from phm.measures.presence import Presence


STEP = 1.45  # rows from group to group, so that bars can be thick
THICK = 0.8  # of a row
UPRIGHT = 22  # pixels
MARGIN = 340  # pixels of the longest words beside a row
ROOM = 1.06
HEADING = "Bar: would be expected, low to high; arrow: at least so many \u2003 "
DOT = f'<span style="color:{theme.ABOVE}">●</span> on record'
BESIDE, BESIDE_NOTHING = "On record, of those expected", "People"


def presence_figure(presence: Presence, said: Sequence[str]) -> go.Figure:
    """A row per group; `said` is what stands beside each, in words."""
    rows = _rows(presence)
    wide = [presence.frame.loc[group, "label"] for group in presence.wide]
    notes = (
        "People per 1,000 of all ages",
        f"{' and '.join(wide)}: a wide range of models" if wide else "",
        *tier_words([presence]),
    )
    grid = Grid(
        (Panel(HEADING + (DOT if presence.has_extract else ""), rows),), notes=notes
    )
    end = _end(rows)
    drawing = Drawing(_bars(rows), _lows(rows), _dots(rows))
    _point_onwards(drawing, rows, end)
    lay_out_grid(drawing, grid, title=_title(presence), spans=[[0.0, end]])
    drawing.lay_out(margin={"r": MARGIN})
    head = BESIDE if presence.has_extract else BESIDE_NOTHING
    _write_beside(drawing, rows, [head, *said])
    return badged(drawing, presence)


def presence_alt(presence: Presence, said: Sequence[str]) -> str:
    """The same in words, for those who cannot see it."""
    listed = "; ".join(
        f"{label}: {words}"
        for label, words in zip(presence.frame["label"], said, strict=True)
    )
    return (
        f"{tier_prefix(presence)}Chart of people on record against people expected, "
        f"per 1,000 people, {presence.area_name}. {listed}."
    )


def _rows(presence: Presence) -> pd.DataFrame:
    frame = presence.frame
    return frame.assign(
        place=np.arange(len(frame)) * STEP,
        label=[plain(label) for label in frame["label"]],
        printed="",
        is_rest=False,
    )


def _end(rows: pd.DataFrame) -> float:
    seen = rows[["recorded_per_1000", "low_per_1000", "high_per_1000"]].to_numpy(float)
    return (float(np.nanmax(seen)) if np.isfinite(seen).any() else 1.0) * ROOM


def _bars(rows: pd.DataFrame) -> Trace:
    known = rows[rows["high_per_1000"].notna()]
    low, high = (known[f"{end}_per_1000"].astype(float) for end in ("low", "high"))
    return bar(
        base=sent(low),
        x=sent(high - low),
        y=sent(known["place"].astype(float)),
        orientation="h",
        width=THICK,
        marker={
            "color": theme.BAND,
            "line": {"color": theme.MARK, "width": theme.LINE_WIDTH},
        },
        hoverinfo="skip",
        name="Expected",
    )


def _lows(rows: pd.DataFrame) -> Trace:
    """The lowest end of what has no upper one, as an upright line."""
    known = rows[rows["low_per_1000"].notna() & rows["high_per_1000"].isna()]
    return scatter(
        x=sent(known["low_per_1000"].astype(float)),
        y=sent(known["place"].astype(float)),
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": UPRIGHT,
            "line": {"color": theme.MARK, "width": 4},
        },
        hoverinfo="skip",
        name="Expected, at least",
    )


def _dots(rows: pd.DataFrame) -> Trace:
    """On record; nobody is said in words, and has no dot."""
    known = rows[rows["recorded_per_1000"].astype(float) > 0]
    return scatter(
        x=sent(known["recorded_per_1000"].astype(float)),
        y=sent(known["place"].astype(float)),
        mode="markers",
        cliponaxis=False,
        marker={
            "color": theme.ABOVE,
            "size": theme.SELECTED_MARKER_SIZE,
            "opacity": 1,
            "line": {"color": theme.PAPER, "width": theme.LINE_WIDTH},
        },
        hoverinfo="skip",
        name="On record",
    )


def _point_onwards(drawing: Drawing, rows: pd.DataFrame, end: float) -> None:
    """An arrow from the lowest end, where nothing says how many more there are."""
    for row in rows[
        rows["low_per_1000"].notna() & rows["high_per_1000"].isna()
    ].itertuples():
        drawing.annotate(
            name="onwards",
            x=min(row.low_per_1000 + 0.14 * end, end),
            y=row.place,
            ax=row.low_per_1000,
            ay=row.place,
            axref="x",
            ayref="y",
            text="",
            showarrow=True,
            arrowhead=2,
            arrowwidth=3,
            arrowcolor=theme.MARK,
        )


def _write_beside(drawing: Drawing, rows: pd.DataFrame, said: Sequence[str]) -> None:
    """What stands in the margin; the first of ``said`` is its head."""
    aside = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 12}
    for place, words in zip(rows["place"], said[1:], strict=True):
        drawing.annotate(
            name="beside", text=plain(words), y=place, showarrow=False, **aside
        )
    drawing.annotate(
        name="beside-head",
        text=said[0],
        yref="y domain",
        y=1,
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        **aside,
    )


def _title(presence: Presence) -> str:
    about = f", {presence.period}" if presence.has_extract and presence.period else ""
    what = "On record and expected" if presence.has_extract else "Expected"
    title = f"{what}, per 1,000 people{about}"
    return wide_title(title) + smaller_line(presence.area_name)
