"""A cohort beside everybody else in small panels, each on a scale of its own.

Filled is the cohort, hollow whom it stands beside; both are printed, so that nothing
needs hovering.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts.badge import badged, tier_prefix
from phm.charts.drawing import Drawing, Trace
from phm.charts.groups_ends import End, Pair, end_marks, span_of, tick_from_zero
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.groups_rows import GAP, SILENCES
from phm.charts.groups_title import capital, smaller_line, tier_words, wide_title
from phm.charts.labels import number, plain
from phm.measures.cohort_sides import ALIKE, Sides
from phm.measures.results import OK


DECIMALS = 1
APART = 0.17  # rows between each mark and the middle, so that neither hides the other
PAIR = Pair(
    hollow=End("others", ("others_lower", "others_upper"), "Others", -APART),
    filled=End("cohort", ("cohort_lower", "cohort_upper"), "The cohort", APART),
    decimals=DECIMALS,
)
LIMITS = "Whiskers: 95 % intervals"
HELD_AGAINST = f"{ALIKE}: each is held against the system’s rates for its own"


def sides_figure(
    panels: Sequence[Sides], *, title: str, about: str, others: str
) -> go.Figure:
    """One panel for each; ``about`` names cohort and area, ``others`` the hollow marks.

    Raises ValueError for none.
    """
    if not panels:
        raise ValueError("a figure needs a panel")
    rows = [side_rows(one) for one in panels]
    heads = (_heading(one) for one in panels)
    grid = Grid(tuple(map(Panel, heads, rows)), notes=tuple(_notes(panels, others)))
    drawing, spans = Drawing(), []
    for place, found in enumerate(rows):
        drawn = found[found["status"].eq(OK)]
        axes = axes_of(grid, place)
        drawing.add_traces(*_marks(drawn), axes=axes)
        spans.append(span_of(PAIR, grid.narrowest, drawn))
        write_silences(drawing, found, at=spans[-1][0], axes=axes)
    whole = wide_title(f"{title}, {panels[0].period}") + smaller_line(about)
    lay_out_grid(drawing, grid, title=whole, spans=spans)
    tick_from_zero(drawing)
    return badged(drawing, *panels)


def side_rows(sides: Sides) -> pd.DataFrame:
    """The rows of a panel in their places; the rest a little apart."""
    frame = sides.frame.reset_index(drop=True)
    return frame.assign(
        label=[plain(label) for label in frame["label"]],
        place=np.arange(len(frame)) + GAP * frame["is_rest"].to_numpy(dtype=bool),
        printed="",
    )


def sides_alt(panels: Sequence[Sides], *, title: str, about: str, others: str) -> str:
    """The figure in words: both values of each row."""
    said = [f"Charts: {title}. {about}, {panels[0].period}.", f"Beside: {others}."]
    said += [f"{one.title}, {one.unit}. {'; '.join(_read(one))}." for one in panels]
    return tier_prefix(*panels) + " ".join(said)


def _marks(rows: pd.DataFrame) -> list[Trace]:
    """As elsewhere; without whiskers to keep clear of, values stand at their marks."""
    marks = end_marks(PAIR, rows)
    if rows["cohort_upper"].notna().any():
        return marks
    joins, *values = marks
    pairs = zip(values[:2], values[2:], strict=True)
    return [joins, *(_with_text(*pair) for pair in pairs)]


def _with_text(marks: Trace, printed: Trace) -> Trace:
    shared = {name: printed[name] for name in ("text", "textposition")}
    return marks | shared | {"mode": "markers+text", "error_x": None}


def _heading(sides: Sides) -> str:
    return f"<b>{plain(sides.title)}</b>, {plain(sides.unit)}"


def _notes(panels: Sequence[Sides], others: str) -> list[str]:
    has_limits = any(one.frame["cohort_upper"].notna().any() for one in panels)
    scale = "Each panel has a scale of its own" if len(panels) > 1 else ""
    labels = {label for one in panels for label in one.frame["label"]}
    said = [
        f"● the cohort \u2003○ {others}",
        LIMITS if has_limits else "",
        HELD_AGAINST if ALIKE in labels else "",
        scale,
    ]
    return [*map(capital, said), *tier_words(panels)]


def _read(sides: Sides) -> list[str]:
    return [
        f"{row.label}: "
        + (
            f"{number(row.cohort, DECIMALS)} against {number(row.others, DECIMALS)}"
            if row.status == OK
            else SILENCES.get(row.status, row.status)
        )
        for row in sides.frame.itertuples()
    ]
