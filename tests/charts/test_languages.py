"""Languages spoken most, read from the figure."""

import pytest

from phm.charts.languages import languages_alt, languages_figure
from tests.charts.builders import NAN
from tests.charts.presence_builders import a_cut


LANGUAGES = a_cut(
    "language",
    {
        "en": (7000.0, 17.0, 15.0, 19.0),
        "ro": (40.0, NAN),
        "pl": (100.0, 16.5, 14.0, 19.0),
        "gu": "suppressed",
        "another_or_none": (900.0, 2.0, 1.0, 3.0),
    },
)


def test_languages_stand_in_the_order_of_people_without_english_and_the_rest():
    layout = languages_figure(LANGUAGES).layout
    assert layout.yaxis.ticktext == ("Polish   100", "Romanian   40")
    assert layout.yaxis2.ticktext == ("Polish   16.5", "Romanian")


def test_reach_has_whiskers_a_line_for_everybody_and_words_where_it_is_hidden():
    figure = languages_figure(LANGUAGES)
    (line,) = [trace for trace in figure.data if trace.name == "Everybody"]
    assert line.x == (16.0, 16.0)
    (reach,) = [trace for trace in figure.data if trace.name == "reach"]
    assert list(reach.x) == [16.5]
    assert list(reach.error_x.array) == [2.5]
    silent = [one.text for one in figure.layout.annotations if one.name == "silence"]
    assert silent == ["<i>suppressed</i>"]


def test_without_everybodys_reach_there_is_no_line():
    figure = languages_figure(a_cut("language", {"pl": (9.0, NAN)}, everyone=NAN))
    assert "Everybody" not in [trace.name for trace in figure.data]


def test_no_language_is_no_figure():
    with pytest.raises(ValueError, match="enough people"):
        languages_figure(a_cut("language", {"en": (9.0, 1.0, 0.5, 2.0)}))


def test_only_ten_are_shown():
    names = ["pl", "ro", "pa", "ur", "pt", "es", "ar", "bn", "gu", "it", "ta", "fr"]
    many = {name: (10.0 * n, 1.0, 0.5, 2.0) for n, name in enumerate(names, 1)}
    figure = languages_figure(a_cut("language", many))
    assert len(figure.layout.yaxis.ticktext) == 10
    assert figure.layout.yaxis.ticktext[0].startswith("French")


def test_alt_text_reads_every_language():
    alt = languages_alt(LANGUAGES)
    assert (
        "Polish: 100 people, 16.5 in 1,000 referred (95 % interval 14.0 to 19.0)" in alt
    )
    assert "Romanian: 40 people, how many of them were referred is not told" in alt
