"""One measure by the groups of several dimensions, read from the figure."""

import re
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from phm.charts import theme
from phm.charts.groups import groups_figure
from phm.charts.groups_alt import groups_alt
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group
from phm.domain.indicators import Polarity
from phm.measures.catalogue import load_measures
from phm.measures.results import Results
from phm.measures.schemes import load_schemes
from tests.charts.builders import NAN, a_measure
from tests.charts.group_builders import REACH, by_scheme, replaced


DEPRIVATION = {
    "1": (12.0, 11.0, 13.0),
    "2": (15.0, 13.0, 17.0),
    "3": "suppressed",
    "5": (18.0, 17.0, 19.0),
    "not_known": (6.0, 4.0, 8.0),
}
ETHNICITY = {"asian": (10.0, 9.0, 11.0), "white": (40.0, 38.0, 42.0)}
INDEX = a_measure(unit="times expected", denominator=None, diverges_at=1.0)


@pytest.fixture
def panels() -> list[Results]:
    return [by_scheme("deprivation", DEPRIVATION), by_scheme("ethnicity", ETHNICITY)]


def named(figure: go.Figure, name: str) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.name == name]


def notes(figure: go.Figure) -> str:
    return named(figure, "notes")[0].replace("<br>", " ")


def dots_of(figure: go.Figure) -> go.Scatter:
    """The dots of the first panel."""
    return next(t for t in figure.data if t.mode == "markers" and t.xaxis == "x")


def test_every_panel_is_on_the_same_scale_from_zero(panels: list[Results]) -> None:
    layout = groups_figure(panels).layout
    assert layout.xaxis.range == layout.xaxis2.range
    assert layout.xaxis.range[0] == 0
    assert layout.xaxis.range[1] > 42
    first, second = layout.xaxis.domain, layout.xaxis2.domain
    assert first[1] - first[0] == pytest.approx(second[1] - second[0])
    assert first[1] < second[0]


def test_panels_stand_two_abreast_and_never_on_each_other(
    panels: list[Results],
) -> None:
    layout = groups_figure([*panels, *panels]).layout
    upper = [layout.yaxis.domain[0], layout.yaxis2.domain[0]]
    lower = [layout.yaxis3.domain[1], layout.yaxis4.domain[1]]
    assert min(upper) > max(lower)
    assert layout.xaxis3.domain == layout.xaxis.domain


def test_a_long_panel_leaves_no_hole_beside_it() -> None:
    short, long = by_scheme("sex", {}), by_scheme("ethnicity_16", {})
    middling = by_scheme("inclusion_health", {})
    layout = groups_figure([short, long, middling, short]).layout
    apart = layout.yaxis.domain[0] - layout.yaxis3.domain[1]
    assert 0 < apart * layout.height < 150
    assert layout.yaxis3.domain[1] > layout.yaxis2.domain[0]
    assert layout.yaxis4.domain[1] < layout.yaxis2.domain[0]


def test_groups_keep_the_order_of_their_scheme_with_values_beside_names(
    panels: list[Results],
) -> None:
    texts = groups_figure(panels).layout.yaxis.ticktext
    assert texts[:4] == ("1 (most deprived)   12.0", "2   15.0", "3", "4")
    assert texts[4] == "5 (least deprived)   18.0"
    assert "Not known   6.0" in texts[-1]


def test_titles_name_the_dimension_and_the_scheme(panels: list[Results]) -> None:
    assert named(groups_figure(panels), "panel-title") == [
        "<b>Deprivation</b>, national fifths",
        "<b>Ethnicity</b>, five groups, Census 2021",
    ]
    sex = by_scheme("sex", {"male": (1.0, 0.5, 2.0)})
    assert named(groups_figure([sex]), "panel-title") == ["<b>Sex</b>"]


def test_dots_have_their_intervals(panels: list[Results]) -> None:
    dots = dots_of(groups_figure(panels))
    assert list(dots.x) == [12.0, 15.0, 18.0, 6.0]
    assert list(dots.error_x.array) == [1.0, 2.0, 1.0, 2.0]
    assert list(dots.error_x.arrayminus) == [1.0, 2.0, 1.0, 2.0]


def test_intervals_that_hold_everyones_value_are_hollow(panels: list[Results]) -> None:
    figure = groups_figure(panels)
    fills = list(dots_of(figure).marker.color)
    assert fills == [theme.MARK, theme.PAPER, theme.MARK, theme.OTHERS]
    assert "○ interval holds everyone’s value" in notes(figure)


def test_the_rest_stands_apart_in_another_shape(panels: list[Results]) -> None:
    figure = groups_figure(panels)
    assert list(dots_of(figure).marker.symbol) == [*["circle"] * 3, "square"]
    assert list(dots_of(figure).y)[-1] == 6.5
    assert theme.QUIET_INK in figure.layout.yaxis.ticktext[-1]
    assert "Square" in notes(figure)


def test_groups_without_a_value_say_why_on_their_row(panels: list[Results]) -> None:
    figure = groups_figure(panels)
    rows = {
        note.y: note.text
        for note in figure.layout.annotations
        if note.name == "silence" and note.yref == "y"
    }
    assert rows[2] == "<i>suppressed</i>"
    assert rows[3] == "<i>nobody to count</i>"
    assert 2 not in dots_of(figure).y


def test_an_ok_group_without_a_value_is_not_drawn() -> None:
    figure = groups_figure([by_scheme("sex", {"male": (NAN, NAN, NAN)})])
    assert len(named(figure, "silence")) == 3
    assert figure.layout.xaxis.range == (0, 16.0 * 1.05)


def test_everyones_value_goes_through_every_panel_and_is_said_once(
    panels: list[Results],
) -> None:
    figure = groups_figure(panels)
    lines = [trace for trace in figure.data if trace.name == "Everyone"]
    assert [line.x for line in lines] == [(16.0, 16.0), (16.0, 16.0)]
    assert [line.xaxis for line in lines] == ["x", "x2"]
    assert lines[0].y == (-0.5, 7.0)
    assert figure.data[0].name == "Everyone"  # drawn before the dots, so under them
    assert named(figure, "reference-words") == ["Everyone <b>16.0</b>"]
    assert "Dotted line: everyone in Inventshire" in notes(figure)


@pytest.mark.parametrize(
    ("benchmark", "anchor"), [(1.0, "left"), (20.0, "center"), (43.0, "right")]
)
def test_the_words_on_the_line_stay_in_the_panel(benchmark: float, anchor: str) -> None:
    figure = groups_figure([by_scheme("ethnicity", ETHNICITY, benchmark=benchmark)])
    (words,) = [a for a in figure.layout.annotations if a.name == "reference-words"]
    assert words.xanchor == anchor


def test_without_everyones_value_there_is_no_line() -> None:
    figure = groups_figure([by_scheme("ethnicity", ETHNICITY, benchmark=None)])
    assert len(figure.data) == 1
    assert named(figure, "reference-words") == []
    assert "○" not in notes(figure)


def test_a_ratio_is_read_around_one() -> None:
    groups = {"asian": (0.6, 0.5, 0.7), "white": (1.1, 1.0, 1.2)}
    answer = by_scheme("ethnicity", groups, measure=INDEX, benchmark=None)
    figure = groups_figure([answer])
    assert 0 < figure.layout.xaxis.range[0] < 0.5
    assert named(figure, "reference-words") == ["<b>1.0</b>"]


def test_values_without_intervals_have_no_whiskers() -> None:
    plain = by_scheme("ethnicity", {"asian": (9.0, NAN, NAN)})
    figure = groups_figure([plain])
    assert dots_of(figure).error_x.visible is False
    assert "Whiskers" not in notes(figure)


@pytest.mark.parametrize(("benchmark", "start"), [(1.0, 1.0), (39.0, 0.0)])
def test_words_on_a_row_keep_clear_of_the_line(benchmark: float, start: float) -> None:
    figure = groups_figure([by_scheme("ethnicity", ETHNICITY, benchmark=benchmark)])
    starts = {a.x for a in figure.layout.annotations if a.name == "silence"}
    assert starts == {start}


def test_notes_break_between_one_another(panels: list[Results]) -> None:
    long = replaced(panels[0], {"interval": "a sentence on intervals, " * 4})
    lines = named(groups_figure([long, panels[1]]), "notes")[0].split("<br>")
    assert all(len(line) <= 118 for line in lines)
    assert sum("Whiskers" in line for line in lines) == 1
    assert lines[1].startswith("Whiskers")


def test_the_title_says_where_and_about_whom() -> None:
    only = ((load_schemes()["sex"], "male"), (load_schemes()["age"], "18-29"))
    answer = replaced(
        by_scheme("ethnicity", ETHNICITY),
        {"level": AreaLevel.PCN, "where": only, "standardised": True},
    )
    title = groups_figure([answer]).layout.title.text
    assert title.startswith("Reach: people referred per 1,000 registered, June 2026")
    assert "Inventshire; only: Male, 18 to 29; standardised for age and sex" in title
    assert "<br>" not in groups_figure([by_scheme("sex", {})]).layout.title.text


def test_the_good_direction_is_said_only_where_there_is_one(
    panels: list[Results],
) -> None:
    assert "better" not in notes(groups_figure(panels))
    good = a_measure(polarity=Polarity.HIGHER_IS_BETTER)
    figure = groups_figure([by_scheme("sex", {}, measure=good)])
    assert "(higher is better)" in notes(figure)


def test_the_height_follows_from_the_rows(panels: list[Results]) -> None:
    one = groups_figure(panels).layout.height
    tall = groups_figure([by_scheme("ethnicity_16", {}), panels[1]]).layout.height
    assert tall - one == pytest.approx(10 * theme.ROW_HEIGHT, abs=30)
    pixels = (one - groups_figure(panels).layout.margin.t) * (
        groups_figure(panels).layout.yaxis.domain[1]
        - groups_figure(panels).layout.yaxis.domain[0]
    )
    assert pixels / 7.5 > theme.TEXT_SIZE * 1.2


def test_no_text_is_smaller_than_18_pixels(panels: list[Results]) -> None:
    sent = groups_figure(panels).to_json()
    sizes = [int(n) for n in re.findall(r'"font":\{[^}]*"size":(\d+)', sent)]
    assert sizes
    assert min(sizes) >= 18


def test_four_panels_are_sent_in_few_bytes(panels: list[Results]) -> None:
    assert len(groups_figure([*panels, *panels]).to_json()) < 12_000


def test_nothing_several_measures_or_several_areas_are_refused(
    panels: list[Results],
) -> None:
    other = by_scheme("sex", {}, measure=a_measure())
    with pytest.raises(ValueError, match="one measure"):
        groups_figure([])
    with pytest.raises(ValueError, match="one measure"):
        groups_figure([panels[0], other])
    frame = panels[0].frame
    codes = ["a", "b", *frame["area_code"][2:]]
    two = replaced(panels[0], {"frame": frame.assign(area_code=codes)})
    with pytest.raises(ValueError, match="one area"):
        groups_figure([two])
    with pytest.raises(ValueError, match="one scheme"):
        groups_figure([replaced(panels[0], {"by": ()})])
    twice = replaced(panels[0], {"frame": frame.assign(deprivation="1")})
    with pytest.raises(ValueError, match="one row per group"):
        groups_figure([twice])


def test_the_figure_in_words(panels: list[Results]) -> None:
    said = groups_alt(panels)
    assert "Reach: people referred per 1,000 registered, June 2026" in said
    assert "Everyone in Inventshire: 16.0." in said
    assert (
        "Deprivation, national fifths. 1 (most deprived): 12.0 (11.0 to 13.0)" in said
    )
    assert "3: suppressed; 4: nobody to count" in said
    assert "nan" not in said
    plain = by_scheme("sex", {"male": (3.0, NAN, NAN)}, benchmark=None)
    assert "Male: 3.0; Not known or other" in groups_alt([plain])
    assert "Everyone" not in groups_alt([plain])


def test_the_measure_of_the_builders_is_the_declared_one() -> None:
    declared = load_measures()[REACH.id]
    for told in ("title", "short_title", "group", "unit", "decimals", "method"):
        assert getattr(REACH, told) == getattr(declared, told)


def test_a_total_is_not_written_on_the_line_of_a_midpoint() -> None:
    gap = a_measure(denominator=None, unit="FTE", diverges_at=0.0)
    groups = {"male": (-2.0, NAN, NAN), "female": (3.0, NAN, NAN)}
    figure = groups_figure([by_scheme("sex", groups, measure=gap, benchmark=210.0)])
    assert named(figure, "reference-words") == ["<b>0.0</b>"]
    assert "everyone" not in notes(figure)
    assert figure.layout.xaxis.range[1] < 10


def test_names_are_never_read_as_markup() -> None:
    usual = by_scheme("sex", {"male": (3.0, 2.0, 4.0)})
    (scheme,) = usual.by
    odd = Group("male", "<b>Male</b> & <a href=x>", scheme.groups[1].where)
    strange = replace(scheme, title="<i>Sex", groups=(scheme.groups[0], odd))
    where = ((strange, "male"),)
    benchmark = replace(usual.benchmark, name="<u>Here")
    changes = {"by": (strange,), "where": where, "benchmark": benchmark}
    drawn = groups_figure([replaced(usual, changes)])
    sent = str(drawn.to_dict())
    assert "<b>Sex</b>, &lt;i&gt;Sex" in sent
    for markup in ("<b>Male", "<a ", "<i>Sex", "<u>Here"):
        assert markup not in sent
    name = drawn.layout.yaxis.ticktext[1]
    assert name.startswith("&lt;b&gt;Male&lt;/b&gt; &amp; &lt;a href=x&gt;")
