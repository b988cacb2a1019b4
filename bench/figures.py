"""What it takes to draw each figure of the pages, at once and piece by piece.

    python -m bench.figures HOME            the demonstration's has every one of them

Answers are asked for first and not timed. `drawn` is the whole figure function, from
answers to a Plotly figure; `at once` is Plotly's part of it, which checks the finished
traces and layout once. `pieces` is the same figure by `add_trace`, `add_annotation`,
`add_shape` and `update_layout`, as usually written, and must come out equal, or there
are no numbers. Medians of one run; the ratio is pieces over at once.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import plotly.graph_objects as go

from phm.charts.change import change_figure
from phm.charts.cohort_places import places_figure
from phm.charts.cohort_sides import sides_figure
from phm.charts.groups import groups_figure
from phm.charts.groups_alt import groups_alt
from phm.charts.history import history_figure
from phm.charts.pairs import pair_figure
from phm.charts.ranked import ranked_figure
from phm.charts.shares import shares_figure
from phm.charts.spread import spread_figure
from phm.charts.unmet_parts import unmet_parts_figure
from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.ask import ask, foresee
from phm.measures.available import available_schemes
from phm.measures.change import find_change
from phm.measures.cohort_card import AskAll, Focus, find_card
from phm.measures.cohort_sides import find_who, schemes_to_show
from phm.measures.memory import Memory
from phm.measures.question import Question
from phm.measures.results import Results
from phm.measures.shares import find_shares
from phm.settings import Home
from phm.warehouse.connect import current_warehouse


Ask = Callable[[Question], Results]
Draw = Callable[[], Any]
TURNS = 15
UNMET, COVER = "unmet_need_per_1000", "link_worker_fte_per_10000"
OF_REFERRALS = "unmet_need_from_referrals_per_1000"
PARTS = (
    "unmet_need_not_referred_per_1000",
    "unmet_need_declined_per_1000",
    "unmet_need_no_suitable_service_per_1000",
)
COHORT = "minority_men_unmanaged_diabetes"


def main() -> None:
    """Print a row per figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    with current_warehouse(Home(asked.home)).open() as connection:
        drawings = dict(_drawings(connection))
    print(f"{'':22}{'drawn':>10}{'at once':>10}{'pieces':>10}{'ratio':>8}")
    for name, draw in drawings.items():
        print(f"{name:22}" + _row(draw, asked.turns), flush=True)


def _drawings(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Draw]]:
    find = partial(ask, connection, memory=Memory())
    yield from _of_areas(find)
    if schemes := available_schemes(connection):
        firsts = {one.dimension: one for one in reversed(schemes)}
        yield from _of_groups(find, tuple(reversed(firsts.values())))
        yield from _of_a_cohort(partial(_find_all, connection, Memory()), schemes)


def _find_all(
    connection: duckdb.DuckDBPyConnection, memory: Memory, asked: Sequence[Question]
) -> list[Results]:
    """As a page asks: what all of them need is counted together."""
    foresee(connection, asked, memory)
    return [ask(connection, one, memory) for one in asked]


def _of_areas(find: Ask) -> Iterator[tuple[str, Draw]]:
    pcn, lsoa = AreaLevel.PCN, AreaLevel.LSOA
    unmet, cover = find(Question(UNMET, pcn)), find(Question(COVER, pcn))
    years = find(Question("link_worker_fte_history", pcn, every_period=True))
    need = find(Question("need_index", lsoa))
    chosen = str(unmet.frame["area_code"].iloc[0])
    yield "ranked", lambda: ranked_figure(unmet, selected=chosen)
    yield "pairs", lambda: pair_figure(unmet, cover, selected=chosen)
    yield "history", lambda: history_figure(years, selected=chosen)
    yield "spread", lambda: spread_figure(need, pcn_code=chosen)


def _of_groups(find: Ask, schemes: Sequence[Scheme]) -> Iterator[tuple[str, Draw]]:
    whole = AreaLevel.SYSTEM
    panels = [
        find(Question("reach_per_1000", whole, by=(one.id,))) for one in schemes[:5]
    ]
    shares = [find_shares(find, one, whole) for one in schemes[:5]]
    changes = [find_change(find, one, whole) for one in schemes[:5]]
    unmet = find(Question(OF_REFERRALS, AreaLevel.PCN))
    parts = [find(Question(one, AreaLevel.PCN)) for one in PARTS]
    count = len(panels)
    yield f"groups, {count} panels", lambda: groups_figure(panels)
    yield "groups, in words", lambda: groups_alt(panels)
    yield f"shares, {count} panels", lambda: shares_figure(shares)
    yield f"change, {count} panels", lambda: change_figure(changes)
    yield "unmet need in parts", lambda: unmet_parts_figure(unmet, parts)


def _of_a_cohort(
    find_all: AskAll, schemes: Sequence[Scheme]
) -> Iterator[tuple[str, Draw]]:
    focus = Focus(find_cohort(COHORT))
    card = find_card(find_all, focus)
    sides = find_who(find_all, focus, schemes_to_show(schemes, focus))
    said = {"title": "Who they are", "about": card.area_name, "others": "everybody"}
    yield "cohort by place", lambda: places_figure(card.places, card.places_people)
    yield "cohort beside others", lambda: sides_figure(sides, **said)


def _row(draw: Draw, turns: int) -> str:
    drawn, made = _median(draw, turns), draw()
    if not isinstance(made, go.Figure):
        return f"{drawn:>7.1f} ms"
    spec = made.to_plotly_json()
    # a mapping would be laid over Plotly's own template
    spec["layout"]["template"] = made.layout.template
    if json.loads(in_pieces(spec).to_json()) != json.loads(made.to_json()):
        raise RuntimeError("piece by piece another figure comes out")
    once = _median(lambda: go.Figure(spec["data"], spec["layout"]), turns)
    pieces = _median(lambda: in_pieces(spec), turns)
    return f"{drawn:>7.1f} ms{once:>7.1f} ms{pieces:>7.1f} ms{pieces / once:>8.1f}"


def in_pieces(spec: Mapping[str, Any]) -> go.Figure:
    """A finished figure put together anew, one piece after the other."""
    figure = go.Figure()
    layout = dict(spec["layout"])
    words, shapes = layout.pop("annotations", ()), layout.pop("shapes", ())
    for trace in spec["data"]:
        figure.add_trace(trace)
    for name, value in layout.items():
        figure.update_layout({name: value})
    for one in words:
        figure.add_annotation(**one)
    for one in shapes:
        figure.add_shape(**one)
    return figure


def _median(action: Draw, turns: int) -> float:
    """Milliseconds."""
    action()
    taken = []
    for _ in range(turns):
        began = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


if __name__ == "__main__":
    main()
