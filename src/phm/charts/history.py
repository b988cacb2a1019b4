"""One measure over its snapshots, on a true time axis from zero.

Snapshots far apart are joined only by a dashed line and the hole is named; a snapshot
without a value breaks the line. Series are labelled where they end, with no legend.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.labels import area_label, axis_title, hover_texts, number, wrapped
from phm.charts.ranked_rows import split_known
from phm.charts.time_axis import day_of, hole_words, holes
from phm.domain.periods import period_label
from phm.measures.results import Results


HEIGHT = 560
MOST_LABELLED = 4  # more series than this are drawn grey behind the selected one
LABEL_ROOM = 0.16  # of the time shown, kept free right of the last snapshot


def history_figure(results: Results, *, selected: str | None = None) -> go.Figure:
    """Lines of a result asked with `every_period`; `selected` is an area code."""
    shown = results.frame.dropna(subset="period")
    series = {
        code: rows.assign(day=rows["period"].map(day_of)).sort_values("day")
        for code, rows in shown.groupby("area_code", sort=True)
    }
    named = _named(series, selected)
    figure = go.Figure()
    for code in [*(set(series) - set(named)), *named][: len(series)]:
        _draw_line(figure, results, series[code], _colour(code, named))
    for code in named:
        _label_ends(figure, results, series[code], _colour(code, named))
    _lay_out(figure, results, shown, len(series) - len(named))
    return figure


def _named(series: dict[str, pd.DataFrame], selected: str | None) -> list[str]:
    if len(series) <= MOST_LABELLED:
        return list(series)
    return [selected] if selected in series else []


def _colour(code: str, named: list[str]) -> str:
    return theme.SERIES[named.index(code)] if code in named else theme.FAINT


def _draw_line(
    figure: go.Figure, results: Results, rows: pd.DataFrame, colour: str
) -> None:
    is_faint = colour == theme.FAINT
    known, _ = split_known(rows)
    joined = _with_breaks(rows)
    figure.add_scatter(
        x=joined["day"],
        y=joined["value"],
        mode="lines" if is_faint else "lines+markers",
        line={"color": colour, "width": 1 if is_faint else 3},
        marker={"size": theme.MARKER_SIZE},
        hovertext=hover_texts(results, joined),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=str(rows["area_name"].iloc[0]),
    )
    for ends in [] if is_faint else holes(list(known["period"])):
        hole = known[known["period"].isin(ends)]
        figure.add_scatter(
            x=hole["day"],
            y=hole["value"],
            mode="lines",
            line={"color": colour, "width": theme.LINE_WIDTH, "dash": "dot"},
            hoverinfo="skip",
            name="not joined",
        )


def _with_breaks(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, with an empty one inside each hole so that the line stops there."""
    known, unknown = split_known(rows)
    starts = [before for before, _ in holes(list(known["period"]))]
    stops = known[known["period"].isin(starts)].assign(value=np.nan)
    blank = unknown.assign(value=np.nan)
    return pd.concat([known, blank, stops]).sort_values("day", kind="stable")


def _label_ends(
    figure: go.Figure, results: Results, rows: pd.DataFrame, colour: str
) -> None:
    known, _ = split_known(rows)
    if known.empty:
        return
    last, peak = known.iloc[-1], known.loc[known["value"].idxmax()]
    name = area_label(last["area_name"], results.level)
    value = number(last["value"], results.measure.decimals)
    text = f"<b>{value}</b><br>{wrapped(name, 16)}<br>{period_label(last['period'])}"
    _write(figure, last, text, colour, "left")
    if peak["period"] != last["period"]:
        said = f"{number(peak['value'], results.measure.decimals)}<br>"
        _write(figure, peak, said + period_label(peak["period"]), colour, "right")


def _write(
    figure: go.Figure, row: pd.Series, text: str, colour: str, anchor: str
) -> None:
    figure.add_annotation(
        x=row["day"].isoformat(),
        y=row["value"],
        text=text,
        showarrow=False,
        xanchor=anchor,
        yanchor="middle" if anchor == "left" else "bottom",
        xshift=14 if anchor == "left" else -6,
        align=anchor,
        font={"size": theme.TEXT_SIZE, "color": colour},
    )


def _lay_out(
    figure: go.Figure, results: Results, shown: pd.DataFrame, faint: int
) -> None:
    layout = theme.house_layout(title=wrapped(results.measure.title, 80), height=HEIGHT)
    figure.update_layout(**layout)
    figure.update_yaxes(rangemode="tozero", title_text=axis_title(results.measure))
    figure.update_xaxes(tickformat="%Y", dtick="M12", tick0="2020-01-01")
    notes = [*hole_words(sorted(set(shown["period"]))), *_reporting(results, shown)]
    if faint:
        notes.append(f"Grey lines: {faint} other {results.level.plural}")
    figure.update_xaxes(title_text="<br>".join(wrapped(note) for note in notes))
    if len(shown):
        figure.update_xaxes(range=_time_span(shown["period"]))


def _time_span(periods: pd.Series) -> list[str]:
    days = periods.map(day_of)
    length = max((days.max() - days.min()).days, 365)
    room = pd.Timedelta(days=round(length * LABEL_ROOM))
    early = pd.Timedelta(days=round(length * 0.02))
    span = (pd.Timestamp(days.min()) - early, pd.Timestamp(days.max()) + room)
    return [day.date().isoformat() for day in span]


def _reporting(results: Results, shown: pd.DataFrame) -> list[str]:
    """How many units the first and last snapshot hold: growth may be reporting."""
    counted = shown.dropna(subset="units_total").groupby("period")["units_total"].sum()
    if counted.empty or counted.iloc[0] == counted.iloc[-1]:
        return []
    noun = "PCNs" if results.measure.counted_at == "pcn" else "practices"
    said = (
        f"{int(counted[at])} in {period_label(at)}"
        for at in (counted.index[0], counted.index[-1])
    )
    return [f"{noun} in the file: {', '.join(said)}"]
