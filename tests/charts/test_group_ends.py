"""Shares of need and referrals, and reach before and now, read from the figures."""

import plotly.graph_objects as go
import pytest

from phm.charts import theme
from phm.charts.change import change_figure
from phm.charts.groups_alt import change_alt, shares_alt
from phm.charts.shares import shares_figure
from phm.domain.areas import AreaLevel
from phm.measures.change import Change
from phm.measures.shares import Shares
from tests.charts.builders import NAN
from tests.charts.group_builders import (
    by_scheme,
    replaced,
    some_change,
    some_shares,
)


@pytest.fixture
def shares() -> list[Shares]:
    ethnicity = {
        "asian": (14.0, 8.0, 7.5, 8.5, 11.0),
        "black": "suppressed",
        "white": (70.0, 80.0, 79.0, 81.0, 75.0),
        "not_known": (3.0, 2.0, 1.8, 2.2, 5.0),
    }
    inclusion = {"homelessness": (1.2, 0.4, 0.3, 0.5, 0.3)}
    return [
        some_shares("ethnicity", ethnicity),
        some_shares("inclusion_health", inclusion),
    ]


@pytest.fixture
def changes() -> list[Change]:
    ethnicity = {
        "asian": (8.0, 7.0, 9.0, 10.0, 9.0, 11.0, 1.25, 1.1, 1.4),
        "white": (18.0, 17.0, 19.0, 18.0, 17.0, 19.0, 1.0, 0.9, 1.1),
        "black": "suppressed",
        "not_known": (5.0, 4.0, 6.0, 4.0, 3.0, 5.0, 0.8, 0.6, 1.1),
    }
    return [some_change("ethnicity", ethnicity), some_change("sex", {})]


def trace(figure: go.Figure, name: str, axis: str = "x") -> go.Scatter:
    (found,) = [t for t in figure.data if t.name == name and t.xaxis == axis]
    return found


def words(figure: go.Figure, name: str) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.name == name]


def test_need_is_hollow_and_referrals_are_filled(shares: list[Shares]) -> None:
    figure = shares_figure(shares)
    need, referrals = (
        trace(figure, "Share of need"),
        trace(figure, "Share of referrals"),
    )
    assert list(need.x) == [14, 70]
    assert list(referrals.x) == [8, 80]
    assert need.marker.color == theme.PAPER
    assert referrals.marker.color == theme.MARK
    assert list(referrals.error_x.arrayminus) == pytest.approx([0.5, 1.0])
    assert "○ share of need" in words(figure, "notes")[0]


def test_both_values_are_printed_at_their_outer_sides(shares: list[Shares]) -> None:
    figure = shares_figure(shares)
    need = trace(figure, "Share of need, printed")
    referrals = trace(figure, "Share of referrals, printed")
    assert [text.strip() for text in need.text] == ["14.0", "70.0"]
    assert [text.strip() for text in referrals.text] == ["<b>8.0</b>", "<b>80.0</b>"]
    assert list(need.textposition) == ["middle right", "middle left"]
    assert list(referrals.textposition) == ["middle left", "middle right"]
    assert list(referrals.x) == [7.5, 81.0]


def test_a_line_joins_each_pair_and_breaks_between_them(shares: list[Shares]) -> None:
    joins = trace(shares_figure(shares), "Difference")
    assert list(joins.x[:2]) == [14, 8]
    assert joins.x[2] != joins.x[2]


def test_the_share_of_people_is_a_small_mark_under_the_row(
    shares: list[Shares],
) -> None:
    people = trace(shares_figure(shares), "Share of people")
    assert list(people.x) == [11, 75]
    assert list(people.y) == pytest.approx([0.46, 4.46])


def test_each_dimension_has_its_own_scale_and_says_so(shares: list[Shares]) -> None:
    figure = shares_figure(shares)
    assert figure.layout.xaxis.range[1] > 80
    assert figure.layout.xaxis2.range[1] < 3
    assert min(figure.layout.xaxis.tickvals) == 0
    assert figure.layout.xaxis.range[0] < 0
    assert "Each panel has a scale of its own" in words(figure, "notes")[0]


def test_people_in_no_known_group_and_silent_groups_are_in_words(
    shares: list[Shares],
) -> None:
    said = words(shares_figure(shares), "silence")
    assert "<i>3.0 of need, <b>2.0</b> of referrals</i>" in said
    assert "<i>suppressed</i>" in said
    assert "<i>nobody to count</i>" in said


def test_overlapping_groups_are_told_not_to_add_up(shares: list[Shares]) -> None:
    assert (
        "Inclusion health: people may be in several"
        in (words(shares_figure(shares), "notes")[0])
    )
    assert "several" not in words(shares_figure(shares[:1]), "notes")[0]


def test_shares_of_several_areas_or_none_are_refused(shares: list[Shares]) -> None:
    elsewhere = some_shares("sex", {}, area_name="Elsewhere")
    with pytest.raises(ValueError, match="one area"):
        shares_figure([*shares, elsewhere])
    with pytest.raises(ValueError, match="one area"):
        shares_figure([])


def test_a_figure_of_silent_groups_still_has_an_axis() -> None:
    figure = shares_figure([some_shares("sex", {"male": "suppressed"})])
    assert figure.layout.xaxis.range == (0, 1)
    assert len(words(figure, "silence")) == 3


def test_before_is_hollow_now_is_filled_and_neither_hides_the_other(
    changes: list[Change],
) -> None:
    figure = change_figure(changes)
    before, now = trace(figure, "Before"), trace(figure, "Now")
    assert list(before.x) == [8, 18, 5]
    assert list(now.x) == [10, 18, 4]
    assert before.marker.color == theme.PAPER
    assert all(down > up for down, up in zip(now.y, before.y, strict=True))
    assert list(before.error_x.array) == list(now.error_x.array) == [1, 1, 1]
    assert list(now.marker.color) == [theme.MARK, theme.MARK, theme.OTHERS]


def test_equal_values_are_printed_on_both_sides(changes: list[Change]) -> None:
    figure = change_figure(changes)
    before, now = trace(figure, "Before, printed"), trace(figure, "Now, printed")
    assert before.textposition[1] == "middle left"
    assert now.textposition[1] == "middle right"


def test_changes_are_on_one_scale_with_their_periods(changes: list[Change]) -> None:
    figure = change_figure(changes)
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range
    notes = words(figure, "notes")[0]
    assert "before: 12 months to June 2025" in notes
    assert "now, in bold: 12 months to June 2026" in notes
    assert notes.startswith("People a year per 1,000 registered")
    assert notes.endswith("Local extract")


def test_changes_of_several_periods_are_refused(changes: list[Change]) -> None:
    with pytest.raises(ValueError, match="one pair of periods"):
        change_figure([*changes, some_change("age", {}, period="June 2020")])


def test_a_group_without_one_of_the_years_is_not_drawn() -> None:
    numbers = (NAN, NAN, NAN, 4.0, 3.0, 5.0, NAN, NAN, NAN)
    figure = change_figure([some_change("sex", {"male": numbers})])
    assert "<i>nobody to count</i>" in words(figure, "silence")
    assert len(trace(figure, "Now").x) == 0


def test_the_figures_are_sent_in_few_bytes(
    shares: list[Shares], changes: list[Change]
) -> None:
    assert len(shares_figure(shares * 2).to_json()) < 20_000
    assert len(change_figure(changes * 2).to_json()) < 20_000


def test_the_figures_in_words(shares: list[Shares], changes: list[Change]) -> None:
    said = shares_alt(shares)
    assert "Asian: 14.0 of need, 8.0 of referrals; Black: suppressed" in said
    assert "Inventshire, 12 months to June 2026" in said
    said = change_alt(changes)
    assert "Asian: 8, then 10; Black: suppressed" in said
    assert "in people a year per 1,000 registered." in said


def test_a_change_in_one_area_says_where_in_words() -> None:
    answer = replaced(by_scheme("sex", {}), {"level": AreaLevel.PCN})
    change = some_change("sex", {}, answers=(answer,))
    assert "per 1,000 registered; Inventshire." in change_alt([change])
    assert "Inventshire" in change_figure([change]).layout.title.text
