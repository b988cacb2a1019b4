"""Answers as rows to draw: areas in their ranking, or the groups of each dimension.

The same rows, in the same order and with the same silences as the charts of the app.
"""

import html
from collections.abc import Sequence

import pandas as pd

from phm.charts.groups_grid import Panel
from phm.charts.groups_rows import SILENCES, panel_rows, scheme_title
from phm.charts.groups_title import capital
from phm.charts.labels import area_label, number
from phm.charts.ranked_marks import is_similar
from phm.charts.ranked_rows import ranked_rows
from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.results import OK, Results
from phm.report.picture_words import written


def panels_of(answers: Sequence[Results]) -> tuple[Panel, ...]:
    """A panel per answer by groups, or one of ranked areas.

    `rows` of a panel have place, label, printed, value, lower, upper, said (why there
    is no value, or nothing), is_rest and is_similar (to everyone's value). Raises
    ValueError for answers of several measures, or that no figure shows.
    """
    if len({one.measure.id for one in answers}) != 1:
        raise ValueError("a picture shows one measure")
    if not answers[0].by:
        (one,) = answers
        return (Panel(f"{capital(one.level.plural)}, highest first", _areas(one)),)
    return tuple(Panel(scheme_title(one.by[0]), _groups(one)) for one in answers)


def _groups(results: Results) -> pd.DataFrame:
    rows = panel_rows(results)
    labels = rows["label"].map(html.unescape).map(written)
    return _drawn(results, rows.assign(label=labels))


def _areas(results: Results) -> pd.DataFrame:
    ranked = ranked_rows(results)
    rows, decimals = ranked.everything, results.measure.decimals
    has_value = rows["place"].isin(ranked.with_value["place"])
    printed = [f"   {number(value, decimals)}" for value in rows["value"]]
    return _drawn(
        results,
        rows.assign(
            label=[_name(results, name) for name in rows["area_name"]],
            printed=pd.Series(printed, rows.index).where(has_value, ""),
            is_rest=rows["area_code"].eq(UNALLOCATED_PCN),
        ),
    )


def _name(results: Results, name: str) -> str:
    return written(html.unescape(area_label(name, results.level)))


def _drawn(results: Results, rows: pd.DataFrame) -> pd.DataFrame:
    silent = rows["status"].map(lambda status: SILENCES.get(status, status))
    return rows.assign(
        said=silent.where(rows["status"].ne(OK), ""),
        is_similar=is_similar(results, rows),
    )
