"""The house look: legible from three metres, and never global."""

import re

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from phm.charts import theme


TEXT_COLOURS = ("INK", "QUIET_INK", "SELECTED")
MARK_COLOURS = ("MARK", "ABOVE", "BELOW", "WHISKER", "OTHERS", "AXIS")


def luminance(colour: str) -> float:
    parts = [int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str) -> float:
    return 1.05 / (luminance(colour) + 0.05)


@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_stands_out_from_white(name: str) -> None:
    assert contrast(getattr(theme, name)) >= 4.5


@pytest.mark.parametrize("name", MARK_COLOURS)
def test_marks_stand_out_from_white(name: str) -> None:
    assert contrast(getattr(theme, name)) >= 3


@pytest.mark.parametrize("colour", theme.SERIES)
def test_series_colours_can_also_be_text(colour: str) -> None:
    assert contrast(colour) >= 4.5


def test_the_synthetic_badge_has_the_strongest_contrast_of_all() -> None:
    ink, paper = luminance(theme.SYNTHETIC_INK), luminance(theme.SYNTHETIC_PAPER)
    assert (paper + 0.05) / (ink + 0.05) >= 12


def test_the_watermark_stays_behind_what_is_read() -> None:
    assert contrast(theme.WATERMARK) <= 1.3


def test_nothing_is_smaller_than_18_pixels() -> None:
    layout = go.Figure(layout=theme.house_layout(title="A", height=400)).to_json()
    sizes = re.findall(r'"size":(\d+)', layout)
    assert sizes
    assert min(map(int, sizes)) >= 18


def test_the_default_template_is_left_alone() -> None:
    before = pio.templates.default
    theme.house_layout(title="A title", height=400)
    assert pio.templates.default == before


def test_a_second_title_line_gets_its_room() -> None:
    one = theme.house_layout(title="One line", height=400)
    two = theme.house_layout(title="One line<br>and another", height=400)
    assert two["margin"]["t"] - one["margin"]["t"] == theme.LINE_HEIGHT
    assert two["title"]["y"] < one["title"]["y"] == 1
