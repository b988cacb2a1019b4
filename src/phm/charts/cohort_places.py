"""Areas by how far a cohort is reached there, with how many of its people there are."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from phm.charts import theme
from phm.charts.badge import DOWN_THE_SIDE, badged, tier_note, tier_prefix
from phm.charts.drawing import Drawing, Trace, scatter
from phm.charts.labels import HALF_PAGE_LINE, axis_title, number, wrapped
from phm.charts.ranked_frame import band_selected, lay_out_rows
from phm.charts.ranked_marks import silent_marks, value_marks
from phm.charts.ranked_rows import RankedRows, ranked_rows
from phm.measures.results import NO_DATA, OK, Results
from phm.measures.small_numbers import shown_to


NARROWEST = 195  # pixels of the plot on half a page of a screen of 1280
CHARACTER = 9.2  # pixels of an average digit at 18 px
NAME_CHARACTER = 7.8  # and of an average character of a name
BESIDE_NAMES = 24  # pixels between names and axis, and before them
UNDER_AXIS = 47  # pixels of the axis' numbers, and between them and the words below
WORDS_LINE = 23.5
BESIDE = 20  # pixels between the marks and how many people there are


def places_figure(
    ratios: Results, people: Results, *, selected: str | None = None
) -> go.Figure:
    """Equity ratios, the lowest first; ``people`` has a row per area with its count.

    Areas without a ratio stand below, those with most people of the cohort first.
    """
    counts = _counts(people)
    rows = rows_from_lowest(ratios, counts)
    words = list(map(_people_number, counts.reindex(rows.everything["area_code"])))
    span = _span(rows.with_value, words)
    drawing = Drawing(value_marks(ratios, rows.with_value, selected))
    if len(rows.unknown):
        drawing.add_traces(silent_marks(ratios, rows.unknown, span[0]))
    drawing.add_traces(_people(words, rows.everything, span[1]))
    # all of it is printed, and what is not hovered over need not be sent
    drawing.change_traces(hoverinfo="skip", hovertemplate=None, hovertext=None)
    lay_out_rows(drawing, _briefly(ratios), rows, selected)
    drawing.lay_out(xaxis={"range": span, "title": {"text": _x_title(ratios)}})
    _keep_room(drawing)
    band_selected(drawing, rows, selected)
    _name_people(drawing)
    _draw_one(drawing, len(rows.everything) - 0.4)
    return badged(drawing, ratios, watermark=DOWN_THE_SIDE)


def rows_from_lowest(ratios: Results, counts: "pd.Series[float]") -> RankedRows:
    """Ranked the other way round: the lowest is what the page is about."""
    rows = ranked_rows(ratios)
    turned = rows.ranked.iloc[::-1].assign(place=rows.ranked["place"].to_numpy())
    order = rows.unknown["area_code"].map(counts).argsort(kind="stable")[::-1]
    silent = rows.unknown.iloc[order].assign(place=rows.unknown["place"].to_numpy())
    return replace(rows, ranked=turned, unknown=silent)


def places_alt(ratios: Results, people: Results) -> str:
    """The figure in words: lowest first, then how many areas have no ratio."""
    counts, measure = _counts(people), ratios.measure
    rows = rows_from_lowest(ratios, counts)
    said = [f"Ranked chart, the lowest first. {measure.title}, {ratios.period}."]
    for row in rows.ranked.head(5).itertuples():
        value, low, high = (number(n, 2) for n in (row.value, row.lower, row.upper))
        beside = _people_words(counts.get(row.area_code, math.nan))
        told = filter(None, [f"{row.area_name}: {value} ({low} to {high})", beside])
        said.append(f"{', '.join(told)}.")
    silent = rows.unknown["status"].value_counts(sort=False)
    level = ratios.level
    said += [
        f"{count} {level.label if count == 1 else level.plural} {status}."
        for status, count in silent.items()
    ]
    return tier_prefix(ratios) + " ".join(said)


def _counts(people: Results) -> "pd.Series[float]":
    """Area code → people of the cohort, as shown; nan where hidden."""
    frame = people.frame.set_index("area_code")
    return frame["numerator"].where(frame["status"].isin([OK, NO_DATA]))


def _briefly(ratios: Results) -> Results:
    """With a title that fits half a page, and no line for the system: 1 is the line."""
    measure = replace(ratios.measure, title=ratios.measure.short_title)
    return replace(ratios, measure=measure, benchmark=None)


def _span(rows: pd.DataFrame, words: Sequence[str]) -> list[float]:
    """From zero, 1 always in view, with room for how many people at the right."""
    seen = rows[["value", "upper"]].to_numpy(dtype=float).ravel()
    high = max([1.2, *seen[np.isfinite(seen)].tolist()])
    taken = CHARACTER * max(map(len, words), default=0) + BESIDE
    return [0.0, high * NARROWEST / (NARROWEST - taken)]


def _keep_room(drawing: Drawing) -> None:
    """For names and words, from the start: Plotly draws all again to make more."""
    names, words = drawing.layout["yaxis"]["ticktext"], drawing.layout["xaxis"]["title"]
    bare = (one.removeprefix("<b>").removesuffix("</b>") for one in names)
    longest = max(map(len, bare), default=0)
    lines = 1 + words["text"].count("<br>")
    drawing.lay_out(
        margin={
            "l": round(BESIDE_NAMES + NAME_CHARACTER * longest),
            "b": round(UNDER_AXIS + WORDS_LINE * lines),
        }
    )


def _people(words: Sequence[str], rows: pd.DataFrame, at: float) -> Trace:
    """How many people of the cohort are in each area, in a column at the right."""
    return scatter(
        x=[at] * len(rows),
        y=rows["place"],
        mode="text",
        text=list(words),
        textposition="middle left",
        textfont={"color": theme.QUIET_INK, "size": theme.TEXT_SIZE},
        hoverinfo="skip",
        name="People of the cohort",
    )


def _people_number(count: float) -> str:
    return number(count, 0) if math.isfinite(count) else ""


def _people_words(count: float) -> str:
    return f"{number(count, 0)} people" if math.isfinite(count) else ""


def _name_people(drawing: Drawing) -> None:
    """What the numbers at the right are, once over their column."""
    drawing.annotate(
        name="people",
        text="People",
        xref="paper",
        yref="paper",
        x=1,
        y=1,
        xanchor="right",
        yanchor="bottom",
        showarrow=False,
        font={"color": theme.QUIET_INK, "size": theme.TEXT_SIZE},
    )


def _draw_one(drawing: Drawing, bottom: float) -> None:
    """The line of 1: reached as need implies."""
    drawing.add_shape(
        type="line",
        x0=1,
        x1=1,
        y0=-0.6,
        y1=bottom,
        line={"color": theme.INK, "width": theme.LINE_WIDTH, "dash": "dot"},
    )


def _x_title(ratios: Results) -> str:
    lines = [
        axis_title(ratios.measure, HALF_PAGE_LINE),
        "Dotted line: 1, as need implies",
        "○ interval holds 1   ● not",
        wrapped(f"Whiskers: {ratios.interval}", HALF_PAGE_LINE),
        f"At the right: people of the<br>cohort, rounded to {shown_to(ratios)}",
        *tier_note(ratios),
    ]
    return "<br>".join(filter(None, lines))
