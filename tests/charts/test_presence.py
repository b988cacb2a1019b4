"""Who is on record against who ought to be, read from the figure."""

import pytest

from phm.charts import theme
from phm.charts.presence import BESIDE, presence_alt, presence_figure
from phm.measures.disclose import SUPPRESSED
from phm.measures.presence import NOT_FILLED
from tests.charts.presence_builders import LABELS, a_group, some_presence


PRESENCE = some_presence(
    homelessness=a_group(300, low=100, high=400),
    drug_dependence=a_group(440, low=880, high=1010),
    alcohol_dependence=a_group(low=950, high=1360, status=SUPPRESSED),
    vulnerable_migrant=a_group(90, low=140),
    gypsy_roma_traveller=a_group(0, low=290, high=650),
    justice_contact=a_group(50),
    modern_slavery=a_group(low=16, high=180, filled=0, status=NOT_FILLED),
)
SAID = [f"words {number} & more" for number in range(len(LABELS))]


@pytest.fixture(scope="module")
def figure():
    return presence_figure(PRESENCE, SAID)


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def test_bars_run_from_low_to_high_on_one_scale_from_zero(figure):
    bars = trace(figure, "Expected")
    assert list(bars.base) == pytest.approx([1.0, 8.8, 9.5, 2.9, 0.16])
    assert list(bars.x) == pytest.approx([3.0, 1.3, 4.1, 3.6, 1.64])
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > 13.6
    assert figure.layout.xaxis.type != "log"


def test_dots_are_drawn_for_whom_anybody_is_on_record_and_for_nobody_else(figure):
    dots = trace(figure, "On record")
    assert list(dots.x) == pytest.approx([3.0, 4.4, 0.9, 0.5])
    assert 0 not in dots.x
    assert dots.marker.color == theme.ABOVE


def test_where_nothing_tells_the_high_end_an_arrow_points_onwards(figure):
    assert list(trace(figure, "Expected, at least").x) == pytest.approx([1.4])
    (arrow,) = [one for one in figure.layout.annotations if one.name == "onwards"]
    assert arrow.ax == pytest.approx(1.4)
    assert arrow.x > arrow.ax


def test_words_stand_beside_every_row_and_are_no_markup(figure):
    beside = [one for one in figure.layout.annotations if one.name == "beside"]
    assert [one.text for one in beside] == [one.replace("&", "&amp;") for one in SAID]
    assert [one.y for one in beside] == list(figure.layout.yaxis.tickvals)
    assert [t.replace("&amp;", "&") for t in figure.layout.yaxis.ticktext] == [
        *LABELS.values()
    ]
    heads = [one.text for one in figure.layout.annotations if one.name == "beside-head"]
    assert heads == [BESIDE]


def test_wide_models_and_the_tier_are_named_below(figure):
    (notes,) = [one.text for one in figure.layout.annotations if one.name == "notes"]
    assert "Modern slavery and Sex work: a wide range of models" in notes
    assert "Local extract" in notes


def test_no_text_is_smaller_than_can_be_read(figure):
    assert figure.layout.template.layout.font.size >= 18
    assert all(not one.font.size for one in figure.layout.annotations)


def test_nothing_known_at_all_still_draws_rows():
    figure = presence_figure(some_presence(), SAID)
    assert len(figure.layout.yaxis.ticktext) == len(LABELS)
    assert figure.layout.xaxis.range[1] > 1
    texts = [one.text for one in figure.layout.annotations]
    assert figure.layout.title.text.startswith("Expected, per 1,000 people")
    assert BESIDE not in texts
    assert not any("on record" in text for text in texts)


def test_the_alt_text_says_every_row():
    alt = presence_alt(PRESENCE, SAID)
    assert "Inventshire" in alt
    for label, words in zip(LABELS.values(), SAID, strict=True):
        assert f"{label}: {words}" in alt
