"""How far apart neighbourhoods of each PCN are, read from the figure."""

import plotly.graph_objects as go
import pytest

from phm.charts.within_pcn import within_pcn_figure
from phm.charts.within_pcn_rows import within_pcn_alt
from phm.measures.spread import Spread
from tests.charts.builders import NAN, a_measure
from tests.charts.group_builders import a_spread, by_scheme


@pytest.fixture
def spread() -> Spread:
    return a_spread(
        {
            "Ash PCN": (10.0, 11.0, 12.0, 13.0, 14.0, 12.5),
            "Fir PCN": "suppressed",
            "Elm PCN": (2.0, 8.0, 10.0, 15.0, 30.0, 11.0),
            "Oak PCN": (NAN, NAN, NAN, NAN, NAN, 9.0),
        }
    )


def trace(figure: go.Figure, name: str) -> go.Scatter:
    (found,) = [t for t in figure.data if t.name == name]
    return found


def test_the_widest_apart_is_on_top_and_the_silent_last(spread: Spread) -> None:
    axis = within_pcn_figure(spread).layout.yaxis
    assert axis.ticktext[:2] == ("Elm   2.0 to 30.0", "Ash   10.0 to 14.0")
    assert axis.ticktext[2:] == ("Fir", "Oak")
    assert axis.range[0] > axis.range[1]


def test_thin_line_thick_line_tick_and_diamond(spread: Spread) -> None:
    figure = within_pcn_figure(spread)
    thin, thick = trace(figure, "lowest to highest"), figure.data[1]
    assert list(thin.x[:2]) == [2, 30]
    assert list(thick.x[:2]) == [8, 15]
    assert thick.line.width > thin.line.width
    assert list(trace(figure, "Middle neighbourhood").x) == [10, 12]
    own = trace(figure, "The PCN’s own value")
    assert list(own.x) == [11, 12.5]
    assert own.marker.symbol == "diamond"


def test_silent_pcns_say_why(spread: Spread) -> None:
    notes = within_pcn_figure(spread).layout.annotations
    said = [note.text for note in notes if note.name == "silence"]
    assert said == ["<i>suppressed</i>", "<i>no data</i>"]


def test_the_axis_says_the_unit_and_what_marks_mean(spread: Spread) -> None:
    title = within_pcn_figure(spread).layout.xaxis.title.text
    assert title.startswith("People a year per 1,000 registered")
    assert "smoothed" in title
    assert "lowest tenth to highest tenth" in title
    low, high = within_pcn_figure(spread).layout.xaxis.range
    assert 0 < low < 2  # marks, not bars: no room is given away to reach zero
    assert high > 30


def test_hover_tells_no_more_than_the_row(spread: Spread) -> None:
    own = trace(within_pcn_figure(spread), "The PCN’s own value")
    assert own.hovertext[0] == (
        "<b>Elm PCN</b>: 11.0<br>22 neighbourhoods, 2.0 to 30.0"
    )


def test_no_values_at_all_is_an_empty_figure() -> None:
    figure = within_pcn_figure(a_spread({"Ash PCN": "suppressed"}))
    assert figure.layout.xaxis.range == (0, 1)


def test_values_on_both_sides_of_zero_have_room() -> None:
    figure = within_pcn_figure(a_spread({"Ash PCN": (-2.0, -1.0, 0.0, 1.0, 2.0, 0.0)}))
    assert figure.layout.xaxis.range[0] < -2


def test_35_rows_are_legible(spread: Spread) -> None:
    one = (1.0, 2.0, 3.0, 4.0, 5.0, 3.0)
    many = a_spread({f"Area {n:02} PCN": one for n in range(35)})
    assert 35 * 25 < within_pcn_figure(many).layout.height < 1300
    assert len(within_pcn_figure(many).to_json()) < 14_000


def test_the_figure_in_words(spread: Spread) -> None:
    said = within_pcn_alt(spread)
    assert "inside 2 PCNs" in said
    assert "the mean of its lowest tenth" in said
    assert "Widest apart: Elm PCN 2.0 to 30.0, its own value 11.0" in said
    assert "Closest together: Ash PCN" in said
    assert "Fir PCN (suppressed), Oak PCN (no data)" in said
    assert "Widest" not in within_pcn_alt(a_spread({"Ash PCN": "suppressed"}))
    one = within_pcn_alt(a_spread({"Ash PCN": (1.0, 2.0, 3.0, 4.0, 5.0, 3.0)}))
    assert "Without" not in one
    assert "inside 1 PCN." in one


def test_numbers_have_the_decimals_of_the_measure() -> None:
    answer = by_scheme("sex", {}, measure=a_measure(decimals=2))
    one = {"Ash PCN": (0.81, 0.9, 1.0, 1.2, 1.44, 1.04)}
    spread = a_spread(one, answers=(answer,))
    figure = within_pcn_figure(spread)
    assert figure.layout.yaxis.ticktext == ("Ash   0.81 to 1.44",)
    own = trace(figure, "The PCN’s own value").hovertext[0]
    assert own == "<b>Ash PCN</b>: 1.04<br>22 neighbourhoods, 0.81 to 1.44"
    assert "Ash PCN 0.81 to 1.44, its own value 1.04" in within_pcn_alt(spread)


def test_a_name_is_never_read_as_markup() -> None:
    names = {"<b>Ash & Elm</b>": (1.0, 2.0, 3.0, 4.0, 5.0, 3.0)}
    figure = within_pcn_figure(a_spread(names))
    name = "&lt;b&gt;Ash &amp; Elm&lt;/b&gt;"
    assert figure.layout.yaxis.ticktext[0].startswith(name)
    own = trace(figure, "The PCN’s own value").hovertext[0]
    assert own.startswith(f"<b>{name}</b>: 3.0")
