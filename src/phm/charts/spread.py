"""Neighbourhoods of one PCN beside those of the others: what an average would hide."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import DOWN_THE_SIDE, badged, tier_note
from phm.charts.labels import (
    area_label,
    axis_title,
    chart_title,
    number,
    plain,
    wrapped,
)
from phm.charts.ranked_rows import split_known
from phm.charts.reference import reference_of
from phm.charts.sent import sent
from phm.domain.areas import AreaLevel
from phm.measures.results import Results


FRAME_HEIGHT = 230
TOP_ROWS = 1.6
NO_PCN = "PCN not known"
REACH = 1.5  # whiskers end within so many box lengths; what lies beyond is a dot


def spread_figure(
    lsoa_results: Results,
    *,
    pcn_code: str | None,
    pcn_names: Mapping[str, str] | None = None,
) -> go.Figure:
    """One box per PCN by its middle value; each neighbourhood of `pcn_code` is a dot.

    `pcn_names` gives names for the codes in parent_code, which stand in where there is
    no name. Raises ValueError for results with more than one row per neighbourhood.
    """
    if lsoa_results.frame["area_code"].duplicated().any():
        raise ValueError("a spread takes one row per neighbourhood")
    known, _ = split_known(lsoa_results.frame)
    rows = _placed(known)
    boxes = _boxes(rows)
    mine, theirs = rows["pcn"].eq(pcn_code), boxes["pcn"].eq(pcn_code)
    figure = go.Figure()
    if len(rows):
        figure.add_trace(_drawn(boxes[~theirs], theme.MARK, theme.BAND))
        figure.add_trace(_drawn(boxes[theirs], theme.SELECTED, theme.PAPER))
        far = rows[~mine & _is_far(rows, boxes)]
        figure.add_trace(_dots(lsoa_results, far, theme.MARK, "circle"))
        figure.add_trace(_dots(lsoa_results, rows[mine], theme.ABOVE, "diamond"))
    _lay_out(figure, lsoa_results, rows, pcn_code, pcn_names or {})
    _x_axis(figure, lsoa_results, rows, pcn_code)
    _draw_reference(figure, lsoa_results, rows)
    return badged(figure, lsoa_results, watermark=DOWN_THE_SIDE)


def _placed(known: pd.DataFrame) -> pd.DataFrame:
    """Rows with `pcn` and `place`, the PCN with the highest middle value on top."""
    rows = known.assign(pcn=known["parent_code"].fillna(NO_PCN))
    middles = rows.groupby("pcn")["value"].median().sort_values(ascending=False)
    places = {code: place for place, code in enumerate(middles.index)}
    return rows.assign(place=rows["pcn"].map(places)).sort_values(["place", "value"])


def _boxes(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per PCN: quarters of its neighbourhoods, and where its whiskers end."""
    values = rows.groupby("pcn", sort=False)["value"]
    quarters = {"q1": 0.25, "median": 0.5, "q3": 0.75}
    boxes = pd.DataFrame({name: values.quantile(q) for name, q in quarters.items()})
    reach = REACH * (boxes["q3"] - boxes["q1"])
    low, high = boxes["q1"] - reach, boxes["q3"] + reach
    value, pcn = rows["value"], rows["pcn"]
    inside = rows[value.between(pcn.map(low), pcn.map(high))].groupby("pcn")["value"]
    places = rows.groupby("pcn")["place"].first()
    boxes = boxes.assign(low=inside.min(), high=inside.max(), place=places)
    return boxes.rename_axis("pcn").reset_index().sort_values("place")


def _is_far(rows: pd.DataFrame, boxes: pd.DataFrame) -> "pd.Series[bool]":
    ends = boxes.set_index("pcn")[["low", "high"]]
    low, high = (rows["pcn"].map(ends[end]) for end in ("low", "high"))
    return rows["value"].lt(low) | rows["value"].gt(high)


def _drawn(boxes: pd.DataFrame, colour: str, fill: str) -> go.Box:
    """Boxes of quarters worked out here: a fortieth of the bytes of their dots."""
    return go.Box(
        q1=sent(boxes["q1"]),
        median=sent(boxes["median"]),
        q3=sent(boxes["q3"]),
        lowerfence=sent(boxes["low"]),
        upperfence=sent(boxes["high"]),
        y=sent(boxes["place"]),
        orientation="h",
        width=0.6,
        fillcolor=fill,
        line={"color": colour, "width": theme.LINE_WIDTH},
        hoverinfo="skip",
        name="PCNs",
    )


def _dots(results: Results, rows: pd.DataFrame, colour: str, symbol: str) -> go.Scatter:
    value = f"%{{x:,.{results.measure.decimals}f}}"
    return go.Scatter(
        x=sent(rows["value"]),
        y=sent(rows["place"] + _jitter(rows)),
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": 8},
        hovertext=rows["area_name"].map(plain).tolist(),
        hovertemplate=f"<b>%{{hovertext}}</b><br>{value}<extra></extra>",
        name="Neighbourhoods",
    )


def _jitter(rows: pd.DataFrame) -> "pd.Series[float]":
    """A little up and down, the same every time, so that close dots stay apart."""
    return pd.Series((np.arange(len(rows)) * 2 % 5 - 2) * 0.1, index=rows.index)


def _lay_out(
    figure: go.Figure,
    results: Results,
    rows: pd.DataFrame,
    chosen: str | None,
    names: Mapping[str, str],
) -> None:
    pcns = rows.drop_duplicates("pcn")
    height = round((len(pcns) + TOP_ROWS) * theme.ROW_HEIGHT) + FRAME_HEIGHT
    title = chart_title(results)
    figure.update_layout(**theme.house_layout(title=title, height=height))
    labels = [area_label(names.get(code, code), AreaLevel.PCN) for code in pcns["pcn"]]
    bold = pcns["pcn"].eq(chosen)
    figure.update_yaxes(
        range=[len(pcns) - 0.4, -TOP_ROWS],
        tickvals=pcns["place"],
        ticktext=[
            f"<b>{label}</b>" if is_bold else label
            for label, is_bold in zip(labels, bold, strict=True)
        ],
        showgrid=False,
    )


def _pocket(results: Results, chosen: pd.DataFrame) -> list[str]:
    """The chosen PCN's highest neighbourhood by name: the pocket an average hides."""
    if chosen.empty:
        return []
    highest = chosen.loc[chosen["value"].idxmax()]
    value = number(highest["value"], results.measure.decimals)
    return [wrapped(f"Highest in the chosen PCN: {highest['area_name']}, {value}")]


def _x_axis(
    figure: go.Figure, results: Results, rows: pd.DataFrame, chosen: str | None
) -> None:
    lines = [
        axis_title(results.measure),
        "Box: middle half of neighbourhoods; line in it: the middle one",
        "Dots: far from the rest; diamonds: each in the chosen PCN",
        *_pocket(results, rows[rows["pcn"].eq(chosen)]),
    ]
    silent = len(results.frame) - len(rows)
    if silent:
        have = "neighbourhood has" if silent == 1 else "neighbourhoods have"
        lines.append(f"{silent} {have} no value")
    lines += tier_note(results)
    figure.update_xaxes(title_text="<br>".join(lines))
    if len(rows):
        low, high = rows["value"].min(), rows["value"].max()
        pad = (high - low or 1.0) * 0.04
        from_zero = low >= 0 and not results.measure.diverges_at
        figure.update_xaxes(range=[0 if from_zero else low - pad, high + pad])


def _draw_reference(figure: go.Figure, results: Results, rows: pd.DataFrame) -> None:
    at = reference_of(results)
    if at is None or results.benchmark is None or rows.empty:
        return
    line = {"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"}
    figure.add_shape(
        type="line", x0=at, x1=at, y0=-0.6, y1=rows["place"].max() + 0.6, line=line
    )
    value = number(at, results.measure.decimals)
    figure.add_annotation(
        x=at,
        y=-0.6,
        yanchor="bottom",
        text=f"{plain(results.benchmark.name)} <b>{value}</b>",
        showarrow=False,
    )
