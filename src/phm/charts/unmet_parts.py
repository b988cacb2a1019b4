"""Unmet need by area, its parts end to end: not referred, declined, no service.

Parts are told apart by pattern and order as well as by colour. A part that may not be
shown is left out of its bar, never guessed from the whole, and the chart says so.
"""

import re
import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import DOWN_THE_SIDE, badged, tier_note, tier_prefix
from phm.charts.drawing import Drawing, Trace, bar
from phm.charts.labels import (
    HALF_PAGE_LINE,
    axis_title,
    number,
    plain,
    wrapped,
)
from phm.charts.ranked_alt import ranked_alt
from phm.charts.ranked_frame import (
    band_selected,
    draw_reference,
    lay_out_rows,
    left_out_words,
)
from phm.charts.ranked_marks import silent_marks
from phm.charts.ranked_rows import ranked_rows, split_known
from phm.charts.sent import sent
from phm.measures.results import Results


PATTERNS = ("", "/", ".")
LOOKS = ("Solid", "stripes", "dots")
KEY_LENGTH = 66  # fits half a page at 1280 pixels
_TRAILER = re.compile(r"( \([^)]*\))?( per [\d,]+)?$")  # the axis says the unit


def unmet_parts_figure(
    whole: Results,
    parts: Sequence[Results],
    *,
    selected: str | None = None,
    limit: int | None = None,
) -> go.Figure:
    """Rank areas by `whole` and stack up to three `parts` of it in each bar.

    Raises ValueError for another level than the whole's, or more than three parts.
    """
    if len(parts) > len(PATTERNS) or any(p.level is not whole.level for p in parts):
        raise ValueError("a bar takes up to three parts, all at the level of the whole")
    rows = ranked_rows(whole, selected=selected, limit=limit)
    bars = (_bars(part, rows.with_value, place) for place, part in enumerate(parts))
    drawing = Drawing(*bars)
    if len(rows.unknown):
        drawing.add_traces(silent_marks(whole, rows.unknown, 0.0))
    span = [0.0, (float(rows.with_value["value"].max()) or 1.0) * 1.04]
    span = span if len(rows.with_value) else [0.0, 1.0]
    lay_out_rows(drawing, whole, rows, selected, key=_key(parts))
    lines = [*_notes(whole, parts, rows.with_value), *left_out_words(rows)]
    across = {"range": span, "title": {"text": "<br>".join(lines)}}
    drawing.lay_out(barmode="stack", xaxis=across)
    band_selected(drawing, rows, selected)
    draw_reference(drawing, whole, span, len(rows.ranked) - 0.4)
    return badged(drawing, whole, *parts, watermark=DOWN_THE_SIDE)


def unmet_parts_alt(whole: Results, parts: Sequence[Results]) -> str:
    """The chart in words: the ranking, then the system's parts."""
    said = [
        f"{part.measure.short_title} "
        f"{number(part.benchmark.value, part.measure.decimals)}"
        for part in parts
        if part.benchmark is not None
    ]
    mine = ranked_alt(whole).removeprefix(tier_prefix(whole))
    within = f" In parts, of the whole system: {', '.join(said)}." if said else ""
    return f"{tier_prefix(whole, *parts)}{mine}{within}"


def _bars(part: Results, rows: pd.DataFrame, place: int) -> Trace:
    """One part of every bar, in the order of the rows."""
    known, _ = split_known(part.frame)
    mine = rows[["area_code", "place"]].merge(known, on="area_code")
    return bar(
        x=sent(mine["value"]),
        y=sent(mine["place"]),
        orientation="h",
        width=0.72,
        name=_name(part),
        hovertemplate=_hover(part),
        marker={
            "color": theme.PARTS[place],
            "line": {"color": theme.INK, "width": 1},
            "pattern": {
                "shape": PATTERNS[place],
                "fgcolor": theme.INK,
                "bgcolor": theme.PARTS[place],
                "size": 6,
                "solidity": 0.25,
            },
        },
    )


def _hover(part: Results) -> str:
    """Area with the whole, then the part; counts and limits stand in the table."""
    measure = part.measure
    value = f"%{{x:,.{measure.decimals}f}} {plain(measure.unit)}"
    return f"<b>%{{y}}</b><br>{_name(part)}: {value}<extra></extra>"


def _key(parts: Sequence[Results]) -> str:
    """What the patterns stand for, in words under the title."""
    named = (f"{look}: {_name(part)}" for look, part in zip(LOOKS, parts, strict=False))
    lines = textwrap.wrap("; ".join(named), KEY_LENGTH)
    return "".join(
        f'<br><span style="font-size:{theme.TEXT_SIZE}px">{plain(line)}</span>'
        for line in lines
    )


def _name(part: Results) -> str:
    name = _TRAILER.sub("", part.measure.short_title)
    return name[:1].lower() + name[1:]


def _notes(whole: Results, parts: Sequence[Results], rows: pd.DataFrame) -> list[str]:
    lines = [axis_title(whole.measure, HALF_PAGE_LINE)]
    hidden = sum(_hidden(part, rows) for part in parts)
    if hidden:
        parts_are = "part is" if hidden == 1 else "parts are"
        lines.append(wrapped(f"{hidden} {parts_are} suppressed", HALF_PAGE_LINE))
    return [*lines, *tier_note(whole)]


def _hidden(part: Results, rows: pd.DataFrame) -> int:
    """Areas of the rows whose value of this part may not be shown."""
    _, unknown = split_known(part.frame)
    return int(unknown["area_code"].isin(rows["area_code"]).sum())
