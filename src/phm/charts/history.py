"""One measure over its snapshots, on a true time axis from zero.

Snapshots far apart are joined only by a dashed line and the hole is named; a snapshot
without a value breaks the line. Series are labelled where they end, with no legend.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import badged, tier_note
from phm.charts.drawing import Drawing, scatter
from phm.charts.history_names import clear_peak, label_shifts
from phm.charts.history_others import draw_others
from phm.charts.labels import TITLE_LENGTH, axis_title, number, plain, wrapped
from phm.charts.ranked_rows import split_known
from phm.charts.sent import sent
from phm.charts.time_axis import day_of, hole_words, holes
from phm.domain.periods import period_label
from phm.measures.results import Results


HEIGHT = 560
MOST_LABELLED = 4  # more series than this are bands behind the selected one
LABEL_WIDTH = 190  # pixels kept free right of the last snapshot


def history_figure(results: Results, *, selected: str | None = None) -> go.Figure:
    """Lines of a result asked with `every_period`; `selected` is an area code."""
    shown = results.frame.dropna(subset="period")
    named = _named(sorted(shown["area_code"].unique()), selected)
    series = {code: _over_time(shown[shown["area_code"].eq(code)]) for code in named}
    drawing = Drawing()
    draw_others(drawing, shown[~shown["area_code"].isin(named)])
    colours = dict(zip(named, theme.SERIES, strict=False))
    for code, colour in colours.items():
        _draw_line(drawing, results, series[code], colour)
    ends = {code: known for code in named if len(known := split_known(series[code])[0])}
    shifts = label_shifts(
        {code: known["value"].iloc[-1] for code, known in ends.items()}
    )
    for code, known in ends.items():
        others = [rows for other, rows in ends.items() if other != code]
        peak = clear_peak(known, pd.concat(others) if others else known[:0])
        _label(drawing, results, known, peak, (colours[code], shifts[code]))
    _lay_out(drawing, results, shown, named)
    return badged(drawing, results)


def _named(codes: list[str], selected: str | None) -> list[str]:
    if len(codes) <= MOST_LABELLED:
        return codes
    return [selected] if selected in codes else []


def _over_time(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(day=rows["period"].map(day_of)).sort_values("day")


def _draw_line(
    drawing: Drawing, results: Results, rows: pd.DataFrame, colour: str
) -> None:
    name = str(rows["area_name"].iloc[0])
    known, _ = split_known(rows)
    joined = _with_breaks(rows)
    drawing.add_traces(
        scatter(
            x=joined["day"].map(date.isoformat).tolist(),
            y=sent(joined["value"]),
            mode="lines+markers",
            line={"color": colour, "width": 3},
            marker={"size": theme.MARKER_SIZE},
            hovertext=joined["period"].map(period_label).tolist(),
            hovertemplate=_hover(results, name),
            cliponaxis=False,
            name=name,
        )
    )
    for ends in holes(list(known["period"])):
        hole = known[known["period"].isin(ends)]
        drawing.add_traces(
            scatter(
                x=hole["day"].map(date.isoformat).tolist(),
                y=sent(hole["value"]),
                mode="lines",
                line={"color": colour, "width": theme.LINE_WIDTH, "dash": "dot"},
                hoverinfo="skip",
                name="not joined",
            )
        )


def _hover(results: Results, name: str) -> str:
    """Name, period and value; limits and counts are those of `phm ask`."""
    value = f"%{{y:,.{results.measure.decimals}f}} {plain(results.measure.unit)}"
    return f"<b>{plain(name)}</b><br>%{{hovertext}}<br>{value}<extra></extra>"


def _with_breaks(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, with an empty one inside each hole so that the line stops there."""
    known, unknown = split_known(rows)
    starts = [before for before, _ in holes(list(known["period"]))]
    stops = known[known["period"].isin(starts)].assign(value=np.nan)
    blank = unknown.assign(value=np.nan)
    return pd.concat([known, blank, stops]).sort_values("day", kind="stable")


def _label(
    drawing: Drawing,
    results: Results,
    known: pd.DataFrame,
    peak: pd.Series | None,
    looks: tuple[str, float],
) -> None:
    (colour, shift), last = looks, known.iloc[-1]
    decimals = results.measure.decimals
    name = wrapped(str(last["area_name"]), 18)
    text = f"<b>{number(last['value'], decimals)}</b><br>{name}"
    end = {"xanchor": "left", "align": "left", "xshift": 14, "yshift": shift}
    _write(drawing, last, text, colour, **end)
    if peak is not None:
        said = f"{number(peak['value'], decimals)}<br>{period_label(peak['period'])}"
        above = {"xanchor": "right", "align": "right", "yanchor": "bottom"}
        _write(drawing, peak, said, colour, **above)


def _write(
    drawing: Drawing, row: pd.Series, text: str, colour: str, **place: object
) -> None:
    drawing.annotate(
        x=row["day"].isoformat(),
        y=row["value"],
        text=text,
        showarrow=False,
        font={"size": theme.TEXT_SIZE, "color": colour},
        **place,
    )


def _lay_out(
    drawing: Drawing, results: Results, shown: pd.DataFrame, named: list[str]
) -> None:
    others = shown.loc[~shown["area_code"].isin(named), "area_code"].nunique()
    layout = theme.house_layout(title=_title(results, shown), height=HEIGHT)
    layout["margin"]["r"] = LABEL_WIDTH
    drawing.lay_out(**layout)
    notes = [*hole_words(sorted(set(shown["period"]))), *_reporting(results, shown)]
    if others:
        notes.append(
            f"Bands: lowest to highest, and the middle half, of "
            f"{others} {'other ' if named else ''}{results.level.plural}"
        )
    notes += tier_note(results)
    across = {"title": {"text": "<br>".join(wrapped(note) for note in notes)}}
    if len(shown):
        across["range"] = _time_span(shown["period"])
    drawing.lay_out(
        yaxis={"rangemode": "tozero", "title": {"text": axis_title(results.measure)}},
        xaxis={"tickformat": "%Y", "dtick": "M12", "tick0": "2020-01-01", **across},
    )


def _title(results: Results, shown: pd.DataFrame) -> str:
    title = results.measure.title
    if len(shown):
        first, last = shown["period"].min(), shown["period"].max()
        title = f"{title}, {period_label(first)} to {period_label(last)}"
    return wrapped(title, TITLE_LENGTH)


def _time_span(periods: pd.Series) -> list[str]:
    days = periods.map(day_of)
    length = max((days.max() - days.min()).days, 365)
    room = timedelta(days=round(length * 0.02))
    return [(days.min() - room).isoformat(), (days.max() + room).isoformat()]


def _reporting(results: Results, shown: pd.DataFrame) -> list[str]:
    """How many units the first and last snapshot hold: growth may be reporting."""
    counted = shown.dropna(subset="units_total").groupby("period")["units_total"].sum()
    if counted.empty or counted.iloc[0] == counted.iloc[-1]:
        return []
    noun = "PCNs" if results.measure.counted_at == "pcn" else "practices"
    ends = (counted.index[0], counted.index[-1])
    said = (f"{int(counted[at])} in {period_label(at)}" for at in ends)
    return [f"{noun} in the file: {', '.join(said)}"]
