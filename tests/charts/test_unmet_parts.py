"""Unmet need in its parts: one bar an area, and nothing by colour alone."""

import re
from dataclasses import replace

import pytest

from phm.charts import theme
from phm.charts.unmet_parts import unmet_parts_alt, unmet_parts_figure
from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from tests.charts.builders import a_measure, a_row, some_results


AREAS = ("ash", "elm", "oak")


def part(name: str, *values: float, benchmark: float | None = None) -> Results:
    rows = [a_row(code, value) for code, value in zip(AREAS, values, strict=True)]
    measure = a_measure(short_title=f"{name} per 1,000")
    return some_results(*rows, measure=measure, benchmark=benchmark)


@pytest.fixture
def whole() -> Results:
    rows = a_row("ash", 20.0), a_row("elm", 12.0), a_row("oak", status="suppressed")
    return some_results(*rows, benchmark=16.0)


@pytest.fixture
def parts() -> list[Results]:
    nan = float("nan")
    return [
        part("Not referred", 15.0, 9.0, nan, benchmark=12.0),
        part("Declined (people)", 4.0, 3.0, nan, benchmark=3.0),
        part("No suitable service", 1.0, nan, nan, benchmark=1.0),
    ]


def bars(figure):
    return [trace for trace in figure.data if trace.type == "bar"]


def test_parts_are_stacked_in_order_and_named_without_their_unit(whole, parts) -> None:
    figure = unmet_parts_figure(whole, parts)

    assert figure.layout.barmode == "stack"
    names = [trace.name for trace in bars(figure)]
    assert names == ["not referred", "declined", "no suitable service"]
    assert [list(trace.x) for trace in bars(figure)] == [[15, 9], [4, 3], [1]]


def test_areas_are_ranked_by_the_whole_with_its_value_beside_the_name(
    whole, parts
) -> None:
    labels = unmet_parts_figure(whole, parts).layout.yaxis.ticktext

    assert labels[:2] == ("Ash   20.0", "Elm   12.0")


def test_parts_differ_by_pattern_and_outline_too(whole, parts) -> None:
    drawn = bars(unmet_parts_figure(whole, parts))

    assert len({trace.marker.pattern.shape for trace in drawn}) == 3
    assert all(trace.marker.line.color == theme.INK for trace in drawn)


def test_a_suppressed_area_says_so_and_has_no_bar(whole, parts) -> None:
    figure = unmet_parts_figure(whole, parts)
    (silent,) = [trace for trace in figure.data if trace.type == "scatter"]

    assert "suppressed" in silent.text[0]
    assert 2 not in {y for trace in bars(figure) for y in trace.y}


def test_a_hidden_part_is_counted_in_words_and_not_drawn(whole, parts) -> None:
    said = unmet_parts_figure(whole, parts).layout.xaxis.title.text

    assert "1 part is suppressed" in said.replace("<br>", " ")


def test_the_key_says_in_words_what_each_pattern_is(whole, parts) -> None:
    title = unmet_parts_figure(whole, parts).layout.title.text
    words = re.sub(r"<[^>]*>", " ", title)

    assert "Solid: not referred; stripes: declined; dots: no suitable" in words


def test_the_words_for_it_name_the_extremes_and_the_parts(whole, parts) -> None:
    said = unmet_parts_alt(whole, parts)

    assert "Ash PCN 20.0" in said
    assert said.endswith(
        "of the whole system: Not referred per 1,000 12.0, "
        "Declined (people) per 1,000 3.0, No suitable service per 1,000 1.0."
    )


def test_what_cannot_be_stacked_is_refused(whole, parts) -> None:
    with pytest.raises(ValueError, match="level"):
        unmet_parts_figure(whole, [replace(parts[0], level=AreaLevel.PLACE)])
    with pytest.raises(ValueError, match="three"):
        unmet_parts_figure(whole, [parts[0]] * 4)


def test_nothing_known_still_draws(parts) -> None:
    figure = unmet_parts_figure(some_results(a_row("ash")), parts)

    assert figure.layout.xaxis.range == (0, 1)


def test_hovering_names_area_part_and_unit(whole, parts) -> None:
    first, *_ = bars(unmet_parts_figure(whole, parts))

    # The label of a row is what Plotly says for its place: name and the whole.
    assert first.hovertemplate.startswith("<b>%{y}</b>")
    assert "not referred: %{x:,.1f} people a year per 1,000" in first.hovertemplate
