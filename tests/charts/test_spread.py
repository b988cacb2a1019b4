"""The spread of neighbourhoods, read from the figure."""

import numpy as np
import plotly.graph_objects as go
import pytest

from phm.charts import theme
from phm.charts.spread import STROKES, spread_figure
from phm.charts.spread_rows import NO_PCN
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from tests.charts.builders import a_measure, a_row, some_results


@pytest.fixture
def neighbourhoods() -> Results:
    return some_results(
        a_row("n1", 10.0, parent_code="P1"),
        a_row("n2", 50.0, parent_code="P1", area_name="Poor Pocket"),
        a_row("n3", 60.0, parent_code="P2"),
        a_row("n4", 5.0, parent_code=None),
        a_row("n5", parent_code="P2"),
        level=AreaLevel.LSOA,
        benchmark=20.0,
    )


def boxes_of(drawn: go.Scatter) -> dict[int, dict[str, float]]:
    """Place → its quarters and ends, read from the strokes of the line."""
    strokes = len(STROKES)
    found = {}
    for start in range(0, len(drawn.x), strokes):
        x = drawn.x[start : start + strokes]
        place = round(float(np.nanmean(drawn.y[start : start + strokes][-6:])))
        found[place] = {
            name: float(at) for (name, _), at in zip(STROKES, x, strict=True)
        }
        assert np.isnan(found[place].pop("gap"))
    return found


def test_one_box_per_pcn_the_highest_middle_on_top(neighbourhoods: Results) -> None:
    figure = spread_figure(neighbourhoods, pcn_code="P1", pcn_names={"P2": "Two PCN"})
    others, chosen, *_ = figure.data
    assert (list(boxes_of(others)), list(boxes_of(chosen))) == ([0, 2], [1])
    middles = [
        one["median"] for of in (others, chosen) for one in boxes_of(of).values()
    ]
    assert middles == [60, 5, 30]
    assert list(figure.layout.yaxis.ticktext) == ["Two", "<b>P1</b>", NO_PCN]


def test_every_neighbourhood_of_the_chosen_pcn_is_a_dot(
    neighbourhoods: Results,
) -> None:
    figure = spread_figure(neighbourhoods, pcn_code="P1")
    chosen, far, mine = figure.data[1:]
    assert chosen.line.color == theme.SELECTED
    assert list(mine.x) == [10.0, 50.0]
    assert list(mine.hovertext) == ["N1 PCN", "Poor Pocket"]
    assert (mine.marker.symbol, far.marker.symbol) == ("diamond", "circle")


def test_boxes_are_quarters_and_what_is_far_is_a_dot() -> None:
    values = 10, 11, 12, 13, 14, 40
    rows = [a_row(f"n{n}", value, parent_code="P1") for n, value in enumerate(values)]
    figure = spread_figure(some_results(*rows), pcn_code=None)
    box, _, far, _ = figure.data
    assert boxes_of(box) == {
        0: {"q1": 11.25, "median": 12.5, "q3": 13.75, "low": 10, "high": 14}
    }
    assert {round(float(y), 3) for y in box.y if np.isfinite(y)} == {-0.3, 0, 0.3}
    assert (list(far.x), list(far.hovertext)) == ([40], ["N5 PCN"])


def test_the_pocket_is_named(neighbourhoods: Results) -> None:
    title = spread_figure(neighbourhoods, pcn_code="P1").layout.xaxis.title.text
    assert "Highest in the chosen PCN: Poor Pocket, 50.0" in title
    assert "1 neighbourhood has no value" in title


def test_without_a_choice_nothing_is_singled_out(neighbourhoods: Results) -> None:
    figure = spread_figure(neighbourhoods, pcn_code=None)
    assert "Highest" not in figure.layout.xaxis.title.text
    assert len(figure.data[3].x) == 0


def test_the_system_is_a_line_with_words(neighbourhoods: Results) -> None:
    figure = spread_figure(neighbourhoods, pcn_code="P1")
    assert figure.layout.shapes[0].x0 == 20.0
    assert figure.layout.annotations[0].text == "Inventshire <b>20.0</b>"
    assert figure.layout.xaxis.range[0] == 0


def test_an_index_need_not_start_at_zero() -> None:
    index = a_measure(
        unit="times the system average", denominator=None, diverges_at=1.0
    )
    results = some_results(a_row("n1", 0.9), a_row("n2", 1.3), measure=index)
    figure = spread_figure(results, pcn_code="P1")
    assert figure.layout.xaxis.range[0] > 0.8
    assert not figure.layout.annotations


def test_no_value_anywhere_is_an_empty_figure() -> None:
    figure = spread_figure(some_results(a_row("n1"), a_row("n2")), pcn_code="P1")
    assert not figure.data
    assert "2 neighbourhoods have no value" in figure.layout.xaxis.title.text


def test_several_rows_per_neighbourhood_are_refused() -> None:
    with pytest.raises(ValueError, match="one row"):
        spread_figure(some_results(a_row("n1", 1.0), a_row("n1", 2.0)), pcn_code="P1")
