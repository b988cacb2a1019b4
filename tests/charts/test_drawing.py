"""A drawing gathers plain mappings, and Plotly checks them once, under a badge."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

import phm.charts
from phm.charts import theme
from phm.charts.badge import badged
from phm.charts.drawing import LEVEL, UPRIGHT, Drawing, bar, merged, scatter
from phm.charts.groups import groups_figure
from tests.charts.builders import a_row, some_results
from tests.charts.group_builders import by_scheme


NAMES = st.sampled_from(["margin", "title", "xaxis", "t", "x"])
LAYOUTS = st.recursive(
    st.dictionaries(NAMES, st.integers() | st.lists(st.integers()), max_size=3),
    lambda inner: st.dictionaries(NAMES, inner | st.integers(), max_size=3),
    max_leaves=8,
)
DEPTHS = (("margin",), ("margin", "t"), ("title", "x", "t"), ("xaxis",))


def at(layout: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        layout = layout.get(name) if isinstance(layout, dict) else None
    return layout


def a_drawing() -> Drawing:
    drawing = Drawing(scatter(x=np.array([1.0, 2.0]), y=[3, 4], mode="markers"))
    drawing.lay_out(**theme.house_layout(title="A title", height=400))
    drawing.annotate(text="Here", x=1, y=3, showarrow=False)
    drawing.add_shape(type="line", **UPRIGHT, x0=1, x1=1)
    return drawing


def test_the_figure_holds_all_that_was_drawn() -> None:
    figure = a_drawing().checked()

    assert isinstance(figure, go.Figure)
    assert figure.data[0].x.tolist() == [1.0, 2.0]
    assert figure.layout.title.text == "A title"
    assert [one.text for one in figure.layout.annotations] == ["Here"]
    assert [one.yref for one in figure.layout.shapes] == ["y domain"]


def test_it_is_the_figure_that_plotly_puts_together_piece_by_piece() -> None:
    piecewise = go.Figure()
    piecewise.add_trace(go.Scatter(x=np.array([1.0, 2.0]), y=[3, 4], mode="markers"))
    piecewise.update_layout(**theme.house_layout(title="A title", height=400))
    piecewise.add_annotation(text="Here", x=1, y=3, showarrow=False)
    piecewise.add_vline(x=1)

    assert a_drawing().checked() == piecewise


def test_level_shapes_run_from_side_to_side() -> None:
    drawing, piecewise = Drawing(), go.Figure()
    drawing.add_shape(type="line", **LEVEL, y0=2, y1=2)
    piecewise.add_hline(y=2)

    assert drawing.checked().layout.shapes == piecewise.layout.shapes


def test_nothing_drawn_is_an_empty_figure() -> None:
    assert Drawing().checked() == go.Figure()


def test_a_figure_can_be_made_twice_and_shares_nothing() -> None:
    drawing = a_drawing()
    first, second = drawing.checked(), drawing.checked()
    first.data[0].marker.color = "red"
    first.layout.title.text = "Another"

    assert second == drawing.checked() != first


@pytest.mark.parametrize(("make", "kind"), [(scatter, go.Scatter), (bar, go.Bar)])
def test_traces_are_of_their_kind(make: Any, kind: type) -> None:
    assert isinstance(Drawing(make(y=[1])).checked().data[0], kind)


def test_traces_are_put_on_axes_and_left_as_they_were() -> None:
    mark, drawing = scatter(y=[1]), Drawing(scatter(y=[0]))
    drawing.add_traces(mark, axes={"xaxis": "x2", "yaxis": "y2"})

    figure = drawing.checked()
    assert [one.xaxis for one in figure.data] == [None, "x2"]
    assert "xaxis" not in mark


def test_a_property_of_all_traces_is_changed_or_taken_away() -> None:
    drawing = Drawing(scatter(y=[1], hovertext="a"), scatter(y=[2], hoverinfo="all"))
    drawing.change_traces(hoverinfo="skip", hovertext=None)

    assert [one.hoverinfo for one in drawing.checked().data] == ["skip", "skip"]
    assert [one.hovertext for one in drawing.checked().data] == [None, None]


def test_x_axes_are_those_laid_out() -> None:
    drawing = Drawing()
    drawing.lay_out(xaxis={"nticks": 6}, yaxis={}, xaxis2={"nticks": 4}, height=9)

    assert {name: x["nticks"] for name, x in drawing.x_axes.items()} == {
        "xaxis": 6,
        "xaxis2": 4,
    }


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda d: d.add_traces(scatter(colour="red")), "colour"),
        (lambda d: d.add_traces(scatter(marker={"size": "big"})), "size"),
        (lambda d: d.annotate(txt="Here"), "txt"),
        (lambda d: d.add_shape(type="blob"), "type"),
        (lambda d: d.lay_out(xaxis={"ranges": [0, 1]}), "ranges"),
        (lambda d: d.lay_out(hight=400), "hight"),
    ],
)
def test_plotly_refuses_what_it_does_not_know(spoil: Any, named: str) -> None:
    drawing = a_drawing()
    spoil(drawing)

    with pytest.raises(ValueError, match=named):
        badged(drawing, some_results(a_row("ash", 1.0)))


def test_plotly_checks_a_figure_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    build = go.Figure.__init__

    def counted(figure: go.Figure, *given: Any, **named: Any) -> None:
        made.append(1)
        build(figure, *given, **named)

    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a piece was added to a finished figure")

    monkeypatch.setattr(go.Figure, "__init__", counted)
    for piece in ("add_traces", "add_annotation", "add_shape", "update_layout"):
        monkeypatch.setattr(go.Figure, piece, refused)
    groups_figure([by_scheme("sex", {"female": (10.0, 8.0, 12.0)}, tier="synthetic")])

    assert len(made) == 1


def test_only_the_badge_makes_figures() -> None:
    """Neither `go.Figure(…)` nor `….checked()` is called anywhere else."""
    callers = {
        (path.stem, node.func.attr)
        for path in Path(phm.charts.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in ("Figure", "checked")
    }
    assert callers == {("drawing", "Figure"), ("badge", "checked")}


def test_what_is_laid_out_later_changes_only_what_it_names() -> None:
    drawing = Drawing()
    drawing.lay_out(margin={"t": 1, "l": 2}, title={"text": "A", "font": {"size": 20}})
    drawing.lay_out(margin={"t": 5}, title={"font": {"color": "red"}})

    assert drawing.layout == {
        "margin": {"t": 5, "l": 2},
        "title": {"text": "A", "font": {"size": 20, "color": "red"}},
    }


@given(LAYOUTS, LAYOUTS)
def test_merging_takes_the_later_value_or_keeps_the_former(
    mine: dict[str, Any], other: dict[str, Any]
) -> None:
    both = merged(mine, other)

    for path in DEPTHS:
        wanted = at(other, path)
        if wanted is not None and not isinstance(wanted, dict):
            assert at(both, path) == wanted
        if path[0] not in other:
            assert at(both, path) == at(mine, path)
    assert both.keys() == mine.keys() | other.keys()
    assert merged(both, other) == both


@given(LAYOUTS)
def test_merging_leaves_its_parts_alone(layout: dict[str, Any]) -> None:
    before = repr(layout)
    merged(
        merged({"margin": {"t": 0}}, layout), {"margin": {"t": 9}, "title": {"x": 1}}
    )

    assert repr(layout) == before
