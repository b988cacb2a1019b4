"""Share of need against share of referrals, for every group of several dimensions.

Both shares of a group are on one scale, and so are all groups of a dimension. Shares
run from a few in a thousand (inclusion health) to nine in ten (urban), so that each
dimension has a scale of its own, and says so; people in no known group are in words.
"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.groups_ends import End, Pair, end_marks, span_of, tick_from_zero
from phm.charts.groups_grid import Grid, Panel, axes_of
from phm.charts.groups_layout import lay_out_grid
from phm.charts.groups_marks import write_silences
from phm.charts.groups_rows import group_rows, panel_title
from phm.charts.groups_title import smaller_line, tier_words, wide_title
from phm.charts.labels import number
from phm.charts.sent import sent
from phm.measures.results import OK
from phm.measures.shares import Shares


NEED, REFERRALS, PEOPLE = "need_percent", "referral_percent", "people_percent"
DECIMALS = 1
UNDER_ROW, PEOPLE_SIZE = 0.46, 9
APART = 0.17  # rows between each mark and the middle, so that neither hides the other
PAIR = Pair(
    hollow=End(NEED, None, "Share of need", -APART),
    filled=End(REFERRALS, ("lower", "upper"), "Share of referrals", APART),
    decimals=DECIMALS,
    beside=(PEOPLE,),
)
NOTES = (
    "% of all need and of all referrals. Each panel has a scale of its own",
    "○ share of need \u2003● of referrals, with its 95 % interval \u2003▲ of people",
)


def shares_figure(shares: Sequence[Shares]) -> go.Figure:
    """One panel for each scheme; filled left of hollow is a share of need not met.

    Raises ValueError for none, or for several areas.
    """
    if len({one.area_name for one in shares}) != 1:
        raise ValueError("a figure of shares is about one area")
    rows = [share_rows(one) for one in shares]
    titles = (panel_title(one.scheme) for one in shares)
    panels = tuple(map(Panel, titles, rows))
    grid = Grid(panels, notes=tuple(_notes(shares)))
    drawing, spans = Drawing(), []
    for place, found in enumerate(rows):
        drawn = found[found["status"].eq(OK) & ~found["is_rest"]]
        axes = axes_of(grid, place)
        marks = [_people(drawn), *end_marks(PAIR, drawn)]
        drawing.add_traces(*marks, axes=axes)
        spans.append(span_of(PAIR, grid.narrowest, drawn))
        write_silences(drawing, _in_words(found), at=spans[-1][0], axes=axes)
    lay_out_grid(drawing, grid, title=_title(shares[0]), spans=spans)
    tick_from_zero(drawing)
    return badged(drawing, *shares)


def share_rows(shares: Shares) -> pd.DataFrame:
    """A row per group of the scheme; nothing is printed beside the names."""
    told = [NEED, REFERRALS]
    return group_rows(shares.frame, shares.scheme, key="group", told=told)


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the shares of people in no known group in place of their status."""
    names = ("status", "is_rest", NEED, REFERRALS)
    said = [
        f"{number(need, DECIMALS)} of need, "
        f"<b>{number(referrals, DECIMALS)}</b> of referrals"
        if status == OK and is_rest
        else status
        for status, is_rest, need, referrals in zip(
            *(rows[name] for name in names), strict=True
        )
    ]
    return rows.assign(status=said)


def _people(rows: pd.DataFrame) -> Trace:
    """The share of people as a small mark under the row, clear of printed values."""
    return scatter(
        x=sent(rows[PEOPLE].astype(float)),
        y=sent(rows["place"] + UNDER_ROW),
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "triangle-up",
            "size": PEOPLE_SIZE,
            "color": theme.QUIET_INK,
            "opacity": 1,
        },
        hoverinfo="skip",
        name="Share of people",
    )


def _title(shares: Shares) -> str:
    title = wide_title(f"Share of need and share of referrals, {shares.period}")
    return title + smaller_line(shares.area_name)


def _notes(shares: Sequence[Shares]) -> list[str]:
    names = [
        s.scheme.dimension.replace("_", " ") for s in shares if s.scheme.overlapping
    ]
    said = (
        f"{' and '.join(names).capitalize()}: people may be in several of these groups"
    )
    return [
        *NOTES,
        f"{said}, so shares do not add up" if names else "",
        *tier_words(shares),
    ]
