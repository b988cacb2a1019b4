"""Several measures side by side: rows, scales, words, and nothing but what is known."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from phm.charts import theme
from phm.charts.columns import Column, columns_figure, one_scale, own_scales
from phm.charts.columns_alt import MOST_ROWS, columns_alt
from phm.charts.columns_marks import FULL, HOLLOW, REST
from phm.charts.columns_rows import rows_of_areas, rows_of_groups
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Method
from phm.measures.results import Results
from tests.charts.builders import NAN, a_measure, a_row, some_results
from tests.charts.group_builders import by_scheme


KIT = a_measure(
    id="kit", short_title="No equipment", unit="% of people asked", method=Method.WILSON
)
SKILLS = a_measure(
    id="skills", short_title="No skills", unit="% of people asked", method=Method.WILSON
)
AGES = {"0-17": (1.0, 0.5, 2.0), "65-79": "suppressed", "80+": (30.0, 28.0, 32.0)}


def by_age(measure=KIT, **changes) -> Results:
    return by_scheme("age", AGES, measure=measure, benchmark=10.0, **changes)


def areas(*rows, measure=KIT, **changes) -> Results:
    return some_results(*rows, measure=measure, benchmark=10.0, **changes)


def three_pcns(measure=KIT) -> Results:
    return areas(
        a_row("ash", 4.0, lower=3.0, upper=5.0),
        a_row("beech", 20.0, lower=9.0, upper=25.0),
        a_row("U", 30.0, lower=20.0, upper=40.0, area_name="Unallocated"),
        a_row("cedar"),
        measure=measure,
    )


def columns_of(answers: Sequence[Results], rows) -> list[Column]:
    pairs = zip(answers, rows, strict=True)
    return [Column(*pair, under=("of those asked",)) for pair in pairs]


def of_groups(*answers: Results) -> list[Column]:
    return columns_of(answers, rows_of_groups(answers))


def drawn(columns, **changes) -> go.Figure:
    usual = {"title": "Barriers", "spans": one_scale(columns)}
    return columns_figure(columns, **(usual | changes))


def texts(figure: go.Figure, name: str) -> list[str]:
    return [one.text for one in figure.layout.annotations if one.name == name]


def dots_of(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_groups_stand_in_their_order_with_the_rest_last_and_apart() -> None:
    (rows,) = rows_of_groups([by_age()])
    assert rows["key"].tolist()[0] == "0-17"
    assert rows["key"].tolist()[-1] == "not_known"
    assert np.diff(rows["place"]).tolist() == [1.0] * 5 + [1.5]


def test_areas_run_from_the_highest_of_the_chosen_measure_in_every_column() -> None:
    skills = areas(a_row("ash", 50.0), a_row("beech", 40.0), measure=SKILLS)
    rows = rows_of_areas([three_pcns(), skills], by=1)
    assert [one["key"].tolist() for one in rows] == [["ash", "beech"]] * 2
    usual = rows_of_areas([three_pcns()])[0]
    assert usual["key"].tolist() == ["beech", "ash", "cedar", "U"]
    assert usual["place"].tolist() == [0.0, 1.0, 2.0, 3.5]
    assert usual["is_rest"].tolist() == [False, False, False, True]


def test_rows_that_do_not_fit_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="same scheme"):
        rows_of_groups([by_age(), by_scheme("sex", {}, measure=KIT)])
    with pytest.raises(ValueError, match="one level"):
        rows_of_areas([three_pcns(), areas(a_row("x", 1.0), level=AreaLevel.PLACE)])
    with pytest.raises(ValueError, match="one row per area"):
        rows_of_areas([areas(a_row("ash", 1.0), a_row("ash", 2.0))])


def test_all_columns_are_on_one_scale_that_holds_every_limit() -> None:
    columns = of_groups(by_age(), by_scheme("age", {"80+": (60, 55, 65)}, measure=KIT))
    spans = one_scale(columns)
    assert spans[0] == spans[1]
    assert spans[0][0] == 0
    assert spans[0][1] > 65
    own = own_scales(columns)
    assert own[0][1] < own[1][1]


def test_with_nothing_known_there_is_still_a_scale() -> None:
    silent = by_scheme("age", {}, measure=KIT, benchmark=None)
    figure = drawn(of_groups(silent))
    assert len(texts(figure, "silence")) == 7
    assert figure.layout.xaxis.range[1] > 0


def test_a_value_is_printed_for_each_dot_and_none_where_it_is_hidden() -> None:
    figure = drawn(of_groups(by_age(), by_age(SKILLS)))
    printed = [trace for trace in figure.data if trace.mode == "text"]
    assert [list(one.text) for one in printed] == [["1.0", "30.0"]] * 2
    assert [len(one.x) for one in dots_of(figure)] == [2, 2]
    silent = texts(figure, "silence")
    assert sum("suppressed" in one for one in silent) == 2
    assert "NaN" not in figure.to_json()


@pytest.mark.parametrize("highest", [0.7, 3.1, 4.7, 9.99, 28.5, 309.0])
def test_printed_values_lie_within_their_axis(highest: float) -> None:
    answers = [areas(a_row("ash", highest), measure=KIT)]
    columns = columns_of(answers, rows_of_areas(answers))
    figure = drawn(columns, spans=[[0.0, highest * 1.04]])
    (printed,) = (trace for trace in figure.data if trace.mode == "text")
    sent = float(np.asarray(printed.x)[0])
    assert figure.layout.xaxis.range[0] <= sent <= figure.layout.xaxis.range[1]


def test_dots_and_names_share_their_rows() -> None:
    figure = drawn(of_groups(by_age()))
    (dots,) = dots_of(figure)
    ticks = dict(
        zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True)
    )
    assert [ticks[float(place)] for place in dots.y] == ["0 to 17", "80 and over"]


def test_rows_without_a_gap_leave_their_places_to_plotly() -> None:
    rows = (a_row("ash", 4.0), a_row("beech", 3.0))
    answers = [areas(*rows)]
    (dots,) = dots_of(drawn(columns_of(answers, rows_of_areas(answers))))
    assert dots.y is None
    assert list(dots.x) == [4.0, 3.0]  # highest first, as the names are


def test_dots_and_whiskers_are_drawn_where_their_numbers_are_printed() -> None:
    answers = [areas(a_row("ash", 4.04, lower=3.06, upper=5.14))]
    (dots,) = dots_of(drawn(columns_of(answers, rows_of_areas(answers))))
    assert list(dots.x) == [4.0]
    assert list(dots.error_x.array) == [1.1]
    assert list(dots.error_x.arrayminus) == [0.9]


def test_some_rows_without_an_interval_have_no_whisker() -> None:
    rows = (a_row("ash", 4.0, lower=3.0, upper=5.0), a_row("beech", 3.0))
    answers = [areas(*rows)]
    figure = drawn(columns_of(answers, rows_of_areas(answers)))
    assert "NaN" not in figure.to_json()


def test_hollow_where_the_interval_holds_everyones_value() -> None:
    answers = [three_pcns()]
    (dots,) = dots_of(drawn(columns_of(answers, rows_of_areas(answers))))
    assert dots.marker.color.tolist() == [HOLLOW, FULL, REST]
    scale = drawn(columns_of(answers, rows_of_areas(answers))).layout.coloraxis
    assert [colour for _, colour in scale.colorscale] == [
        theme.MARK,
        theme.OTHERS,
        theme.PAPER,
    ]
    assert (scale.cmin, scale.cmax) == (FULL, HOLLOW)


def test_headings_say_the_measure_of_whom_and_everyones_value() -> None:
    figure = drawn(of_groups(by_age()))
    (heading,) = texts(figure, "column-heading")
    lines = heading.split("<br>")
    assert lines == ["<b>No equipment</b>", "of those asked", "Everyone <b>10.0</b>"]


def test_a_long_heading_is_broken_where_columns_are_narrow() -> None:
    long = a_measure(short_title="Online consultations per 1,000")
    answers = [areas(a_row("ash", 1.0), measure=long)] * 4
    figure = drawn(columns_of(answers, rows_of_areas(answers)))
    first = texts(figure, "column-heading")[0]
    assert first.startswith("<b>Online consultations per</b><br><b>1,000</b><br>")


def test_without_a_benchmark_there_is_no_line_and_no_word_of_one() -> None:
    alone = by_scheme("age", AGES, measure=KIT, benchmark=None)
    figure = drawn(of_groups(alone))
    assert not [trace for trace in figure.data if trace.mode == "lines"]
    assert "Everyone" not in figure.to_json()
    assert "Dotted line" not in texts(figure, "notes")[0]


def test_the_area_in_focus_is_bold_on_a_band() -> None:
    answers = [three_pcns()]
    columns = columns_of(answers, rows_of_areas(answers))
    figure = drawn(columns, selected="ash")
    assert "<b>Ash</b>" in figure.layout.yaxis.ticktext
    (band,) = (s for s in figure.layout.shapes if s.fillcolor == theme.BAND)
    assert (band.y0, band.y1) == (0.5, 1.5)
    assert not drawn(columns, selected="nowhere").layout.shapes


def test_names_cannot_be_markup() -> None:
    answers = [areas(a_row("x", 1.0, area_name="<b>Ash</b> & Co PCN"))]
    figure = drawn(columns_of(answers, rows_of_areas(answers)))
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;Ash&lt;/b&gt; &amp; Co",)


def test_an_invented_figure_says_so() -> None:
    figure = drawn(of_groups(by_age(tier="synthetic")))
    assert "SYNTHETIC" in texts(figure, "tier-badge")[0]


@pytest.mark.parametrize("count", [1, 4])
def test_columns_lie_side_by_side_within_the_figure(count: int) -> None:
    figure = drawn(of_groups(*[by_age()] * count))
    domains = [axis.domain for axis in figure.select_xaxes()]
    assert len(domains) == count
    ends = [end for domain in domains for end in domain]
    assert ends == sorted(ends)
    assert ends[0] == 0
    assert ends[-1] == pytest.approx(1.0)


def test_what_marks_share_is_theirs_alone() -> None:
    """The house's own template is not changed by that of columns."""
    figure = drawn(of_groups(by_age()))
    shared = figure.layout.template.data.scatter[0]
    assert shared.marker.size == theme.MARKER_SIZE
    assert shared.error_x.color == theme.WHISKER
    assert not theme.house_template().to_plotly_json().get("data")
    (dots,) = dots_of(figure)
    assert list(dots.error_x.array) == [1.0, 2.0]
    assert list(dots.error_x.arrayminus) == [0.5, 2.0]


def test_without_intervals_there_are_no_whiskers() -> None:
    answers = [areas(a_row("ash", 4.0))]
    figure = drawn(columns_of(answers, rows_of_areas(answers)))
    assert dots_of(figure)[0].error_x.array is None
    assert "Whiskers" not in texts(figure, "notes")[0]


def test_whiskers_of_two_kinds_name_their_columns() -> None:
    counted = replace(three_pcns(), interval="95 % limits")
    modelled = replace(
        three_pcns(replace(KIT, short_title="Low capability")), interval="of the model"
    )

    alike = texts(drawn(of_areas(counted, counted)), "notes")[0]
    assert "Whiskers: 95 % limits" in alike

    (notes,) = texts(drawn(of_areas(counted, modelled)), "notes")
    assert f"Whiskers, {KIT.short_title}: 95 % limits" in notes
    assert "Whiskers, Low capability: of the model" in notes


def of_areas(*answers: Results) -> list[Column]:
    return columns_of(answers, rows_of_areas(answers))


def test_all_text_can_be_read_across_a_room() -> None:
    figure = drawn(of_groups(by_age()))
    sizes = [one.font.size for one in figure.layout.annotations if one.font.size]
    assert min([theme.TEXT_SIZE, *sizes]) >= 18


def test_the_figure_in_words_has_each_row_or_its_reason() -> None:
    said = columns_alt(of_groups(by_age()))
    assert "Everyone: 10.0." in said
    assert "80 and over: 30.0 (28.0 to 32.0)" in said
    assert "65 to 79: suppressed" in said


def test_of_many_rows_the_ends_are_said_and_those_without_a_value() -> None:
    known = (a_row(f"p{n:02}", float(n)) for n in range(MOST_ROWS + 5))
    answers = [areas(*known, a_row("silent", NAN))]
    said = columns_alt(columns_of(answers, rows_of_areas(answers)))
    assert "P16: 16.0" in said
    assert "P00: 0.0" in said
    assert "P08" not in said
    assert "Silent: not reported" in said
