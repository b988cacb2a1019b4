"""Places by what is published, read from the figure."""

import pytest

from phm.charts.signals import signals_alt, signals_figure
from tests.charts.builders import NAN, a_measure
from tests.charts.presence_builders import a_signal


ROMA = a_measure(
    title="Roma residents",
    short_title="Roma (census)",
    unit="per 1,000 residents (estimated)",
    decimals=2,
)
ANSWERS = [
    a_signal({"Eastshire": 1.2, "Westshire": 1.8, "Northshire": NAN}, 1.4),
    a_signal({"Eastshire": 20.0, "Westshire": 21.0}, None, measure=ROMA),
]


def test_places_are_ranked_and_each_panel_has_its_own_scale_from_zero():
    figure = signals_figure(ANSWERS)
    assert [t.partition("   ")[0] for t in figure.layout.yaxis.ticktext] == [
        *("Westshire", "Eastshire", "Northshire")
    ]
    first, second = figure.layout.xaxis.range, figure.layout.xaxis2.range
    assert first[0] == second[0] == 0
    assert second[1] > 21 > first[1] > 1.8


def test_everywheres_own_value_is_a_line_where_it_is_known():
    figure = signals_figure(ANSWERS)
    lines = [trace for trace in figure.data if trace.name == "Everywhere"]
    assert [line.x for line in lines] == [(1.4, 1.4)]
    (notes,) = [one.text for one in figure.layout.annotations if one.name == "notes"]
    assert "Dotted line: Inventshire" in notes


def test_a_place_without_a_figure_says_so():
    figure = signals_figure(ANSWERS)
    silent = [one.text for one in figure.layout.annotations if one.name == "silence"]
    assert silent == ["<i>not loaded</i>"]
    assert len(figure.data[1].x) == 2


def test_headings_say_measure_unit_and_period():
    titles = [
        one.text
        for one in signals_figure(ANSWERS).layout.annotations
        if one.name == "panel-title"
    ]
    assert titles == [
        "<b>Asylum support</b>, per 1,000 residents, June 2026",
        "<b>Roma</b>, per 1,000 residents, June 2026",
    ]


def test_alt_text_and_no_answers():
    alt = signals_alt(ANSWERS)
    assert "Westshire: 1.80; Eastshire: 1.20; Northshire: not known" in alt
    with pytest.raises(ValueError, match="at least one"):
        signals_figure([])
