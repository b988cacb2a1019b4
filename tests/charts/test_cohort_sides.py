"""A cohort beside everybody else, as a figure."""

import pytest

from phm.charts.cohort_sides import sides_alt, sides_figure
from phm.measures.cohort_sides import ALIKE
from tests.charts.builders import NAN
from tests.charts.cohort_builders import some_sides


WORDS = {"title": "Steps", "about": "Men; Inventshire", "others": "everybody else"}
AGES = some_sides(
    "Age",
    young=(10.0, NAN, NAN, 30.0),
    old=(60.0, NAN, NAN, 20.0),
    few="suppressed",
    not_known=(1.0, NAN, NAN, 2.0),
)


def texts_of(figure) -> list[str]:
    return [one.text for one in figure.layout.annotations]


def marks(figure, name: str):
    return next(one for one in figure.data if one.name == name)


def test_both_sides_of_each_row_that_is_told() -> None:
    figure = sides_figure([AGES], **WORDS)
    assert list(marks(figure, "The cohort").x) == [10, 60, 1]
    assert list(marks(figure, "Others").x) == [30, 20, 2]
    assert figure.layout.yaxis.ticktext[0] == "young"


def test_both_values_are_printed() -> None:
    figure = sides_figure([AGES], **WORDS)
    printed = [text for one in figure.data for text in one.text or ()]
    assert {"10.0", "30.0", "60.0", "20.0"} <= {
        text.strip().replace("<b>", "").replace("</b>", "") for text in printed
    }


def test_a_hidden_row_says_why_in_words() -> None:
    assert "<i>suppressed</i>" in texts_of(sides_figure([AGES], **WORDS))


def test_limits_are_drawn_and_said_where_there_are_any() -> None:
    bare = sides_figure([AGES], **WORDS)
    steps = some_sides(As_counted=(30.0, 24.0, 36.0, 10.0))
    figure = sides_figure([steps], **WORDS)
    assert marks(figure, "The cohort").error_x.visible
    assert not marks(bare, "The cohort").error_x.visible
    assert any("Whiskers" in text for text in texts_of(figure))
    assert not any("Whiskers" in text for text in texts_of(bare))


def test_what_standardised_rows_are_held_against_is_said() -> None:
    steps = some_sides(**{ALIKE: (30.0, 24.0, 36.0, 10.0)})
    texts = texts_of(sides_figure([steps], **WORDS))
    assert any("held against the system" in text for text in texts)


def test_a_panel_each_with_a_scale_of_its_own() -> None:
    low = some_sides("Reach", As_counted=(3.0, 2.0, 4.0, 1.0))
    figure = sides_figure([AGES, low], **WORDS)
    assert figure.layout.xaxis.range[1] > 10 * figure.layout.xaxis2.range[1]
    assert any("scale of its own" in text for text in texts_of(figure))


def test_whom_and_where_it_is_about_stands_in_the_title() -> None:
    figure = sides_figure([AGES], **WORDS)
    assert "Men; Inventshire" in figure.layout.title.text


def test_text_from_outside_is_no_markup() -> None:
    steps = some_sides(**{"<b>x</b>": (30.0, 24.0, 36.0, 10.0)})
    figure = sides_figure([steps], **(WORDS | {"about": "<a href=x>y</a>"}))
    assert "<a" not in figure.layout.title.text
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;x&lt;/b&gt;",)


def test_in_words() -> None:
    said = sides_alt([AGES], **WORDS)
    assert "young: 10.0 against 30.0" in said
    assert "few: suppressed" in said
    assert "Beside: everybody else." in said


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs a panel"):
        sides_figure([], **WORDS)
