"""Barriers beside money and support: two shares to a row, a panel to a place."""

import plotly.graph_objects as go

from phm.charts.digital_match import match_alt, match_figure, match_rows
from tests.charts.builders import NAN
from tests.words.digital_builders import a_match


KIT = (40_000.0, 0.0, 0.0, 10_000.0)


def texts(figure: go.Figure, name: str) -> list[str]:
    return [one.text for one in figure.layout.annotations if one.name == name]


def named(figure: go.Figure, name: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.name == name]


def test_both_shares_of_each_barrier_are_drawn_and_printed() -> None:
    figure = match_figure([a_match(pounds=KIT)])
    (hollow,) = named(figure, "Share of barriers")
    (filled,) = named(figure, "Share of money")
    assert hollow.x.tolist() == [12.5, 6.25, 31.25, 50.0]
    assert filled.x.tolist() == [80.0, 0.0, 0.0, 20.0]
    printed = [t for trace in figure.data if trace.mode == "text" for t in trace.text]
    assert "\u2002<b>80</b>\u2002" in printed
    assert "\u200250\u2002" in printed
    (support,) = named(figure, "Share of offers of support")
    assert support.x.tolist() == [5.0, 10.0, 15.0, 70.0]


def test_pounds_stand_beside_the_name_of_what_they_are_for() -> None:
    figure = match_figure([a_match(pounds=KIT)])
    assert figure.layout.yaxis.ticktext[0] == "No equipment   £40,000"
    assert figure.layout.yaxis.ticktext[1] == "No connection"
    assert texts(figure, "panel-title") == ["<b>Inventon</b>   £50,000"]


def test_without_money_the_barriers_stand_alone_and_the_heading_says_why() -> None:
    figure = match_figure([a_match()])
    (alone,) = named(figure, "Share of barriers, no money")
    assert alone.x.tolist() == [12.5, 6.25, 31.25, 50.0]
    assert not named(figure, "Share of money")
    assert texts(figure, "panel-title") == [
        "<b>Inventon</b>   no digital money of its own"
    ]
    assert not texts(figure, "silence")


def test_barriers_that_are_hidden_are_no_zero() -> None:
    match = a_match(pounds=KIT, barrier_share=(NAN,) * 4)
    figure = match_figure([match])
    assert texts(figure, "silence") == ["<i>barriers not known</i>"] * 4
    assert match_rows(match)["status"].eq("no data").all()


def test_panels_of_several_places_are_on_one_scale() -> None:
    figure = match_figure([a_match(pounds=KIT), a_match(area_name="Other")])
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range
    assert figure.layout.xaxis.range[1] > 80
    assert len(texts(figure, "panel-title")) == 2


def test_it_says_that_barriers_overlap_and_whose_the_systems_money_is() -> None:
    (notes,) = texts(match_figure([a_match(pounds=KIT)]), "notes")
    assert "One person can have several barriers" in notes
    assert "Money for the whole system stands with the system" in notes


def test_invented_numbers_are_badged_and_said_so_in_words() -> None:
    match = a_match(pounds=KIT, tier="synthetic")
    assert "SYNTHETIC" in texts(match_figure([match]), "tier-badge")[0]
    assert match_alt([match]).startswith("SYNTHETIC")


def test_in_words_every_place_has_its_four_rows() -> None:
    said = match_alt([a_match(pounds=KIT), a_match(area_name="Other")])
    assert "Inventon. No equipment: 12, 80, 5;" in said
    assert "Other. No equipment: 12, not known, 5;" in said
