"""Which digital barrier people have, beside what is paid for and offered against it.

Shares on one scale: of all barriers recorded, of the money, of the support offered.
Four rows to a place; where a place has no project of its own its heading says so.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_prefix
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.groups_ends import SPACE, End, Pair, end_marks, span_of, tick_from_zero
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.groups_title import tier_words, wide_title
from phm.charts.labels import number, plain
from phm.charts.sent import sent
from phm.measures.catalogue import find_measure
from phm.measures.digital import BARRIERS, Match
from phm.measures.results import NO_DATA, OK


BARRIER, MONEY, SUPPORT = "barrier_share", "pounds_share", "offers_share"
SILENCES = {NO_DATA: "barriers not known"}
UNDER_ROW, SUPPORT_SIZE, APART = 0.46, 9, 0.17
PAIR = Pair(
    hollow=End(BARRIER, None, "Share of barriers", -APART),
    filled=End(MONEY, None, "Share of money", APART),
    decimals=0,
    beside=(SUPPORT,),
)
NOTES = (
    "○ share of barriers recorded \u2003● of digital money \u2003▲ of support offered",
    "One person can have several barriers",
    "Money for the whole system stands with the system, not with its places",
)


def match_figure(matches: Sequence[Match]) -> go.Figure:
    """One panel for each place; filled left of hollow: a barrier with little money."""
    rows = [match_rows(one) for one in matches]
    titles = [_panel_title(one) for one in matches]
    first = matches[0]
    grid = Grid(
        tuple(map(Panel, titles, rows)), notes=(*NOTES, *tier_words(first.answers))
    )
    drawing = Drawing()
    span = span_of(PAIR, grid.narrowest, pd.concat(rows))
    for place, found in enumerate(rows):
        axes = axes_of(grid, place)
        drawn = found[found["status"].eq(OK)]
        pairs = end_marks(PAIR, drawn) if len(drawn) else [_alone(found)]
        marks = [_support(found), *pairs]
        drawing.add_traces(*marks, axes=axes)
        silent = found[found[BARRIER].isna()]
        write_silences(drawing, silent, at=0.0, axes=axes, words=SILENCES)
    title = wide_title(f"Digital barriers, money and support, {first.period}")
    lay_out_grid(drawing, grid, title=title, spans=[span] * len(rows))
    tick_from_zero(drawing)
    _say_once(drawing)
    return badged(drawing, *matches)


def _say_once(drawing: Drawing) -> None:
    """What each of two dozen traces would send for itself, said for all of them."""
    drawing.change_traces(hoverinfo=None, cliponaxis=None)
    drawing.lay_out(template=_template(), hovermode=False)


@lru_cache(maxsize=1)
def _template() -> go.layout.Template:
    house = theme.house_template().to_plotly_json()
    return go.layout.Template(**house | {"data": {"scatter": [{"cliponaxis": False}]}})


def match_rows(match: Match) -> pd.DataFrame:
    """A row per barrier; one without both shares has no data."""
    frame = match.frame
    known = np.isfinite(frame[[BARRIER, MONEY]].astype(float)).all(axis="columns")
    return frame.assign(
        label=[find_measure(one.measure).short_title for one in BARRIERS],
        printed=[_pounds(row) for row in frame.itertuples()],
        place=np.arange(len(frame)),
        is_rest=False,
        status=known.map({True: OK, False: NO_DATA}),
    )


def match_alt(matches: Sequence[Match]) -> str:
    """Each place: shares of barriers, money and offers, barrier by barrier."""
    head = (
        f"Charts by place, {matches[0].period}: share of barriers recorded, of digital "
        "money, of offers of support, in per cent."
    )
    said = (f"{one.area_name}. {_read(match_rows(one))}." for one in matches)
    return tier_prefix(*matches) + " ".join([head, *said])


def _read(rows: pd.DataFrame) -> str:
    return "; ".join(
        f"{row.label}: {number(row.barrier_share, 0)}, {number(row.pounds_share, 0)}, "
        f"{number(row.offers_share, 0)}"
        for row in rows.itertuples()
    )


def _panel_title(match: Match) -> str:
    paid = f"£{match.pounds:,.0f}" if match.pounds else "no digital money of its own"
    return f"<b>{plain(match.area_name)}</b>   {paid}"


def _pounds(row: object) -> str:
    pounds = float(getattr(row, "pounds", 0.0))
    return f"   £{pounds:,.0f}" if pounds else ""


def _alone(rows: pd.DataFrame) -> Trace:
    """The share of barriers, printed, where there is no money to set beside it."""
    known = rows[rows["status"].ne(OK) & rows[BARRIER].notna()]
    return scatter(
        x=sent(known[BARRIER].astype(float)),
        y=sent(known["place"]),
        mode="markers+text",
        text=[f"{SPACE}{number(share, 0)}" for share in known[BARRIER]],
        textposition="middle right",
        cliponaxis=False,
        marker={
            "size": theme.MARKER_SIZE,
            "color": theme.PAPER,
            "opacity": 1,
            "line": {"color": theme.MARK, "width": theme.LINE_WIDTH},
        },
        hoverinfo="skip",
        name="Share of barriers, no money",
    )


def _support(rows: pd.DataFrame) -> Trace:
    """The share of offers as a small mark under the row, clear of printed values."""
    known = rows[rows[SUPPORT].notna()]
    return scatter(
        x=sent(known[SUPPORT].astype(float)),
        y=sent(known["place"] + UNDER_ROW),
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "triangle-up",
            "size": SUPPORT_SIZE,
            "color": theme.QUIET_INK,
            "opacity": 1,
        },
        hoverinfo="skip",
        name="Share of offers of support",
    )
