"""Where a cohort is reached least, as a figure."""

from dataclasses import replace

from phm.charts.cohort_places import places_alt, places_figure
from phm.measures.catalogue import find_measure
from phm.measures.cohort_card import BY_NEED
from tests.charts.cohort_builders import CENTRAL, HERE, NEEDS, NORTH, SOUTH, by_area


RATIOS = by_area(find_measure(BY_NEED), NEEDS)
PEOPLE = by_area(find_measure("share_of_people_percent"), HERE)


def column(figure) -> list[str]:
    return list(next(o.text for o in figure.data if o.name == "People of the cohort"))


def names(figure) -> list[str]:
    return [text.partition("   ")[0] for text in figure.layout.yaxis.ticktext]


def test_the_lowest_comes_first_and_the_hidden_last() -> None:
    figure = places_figure(RATIOS, PEOPLE)
    assert names(figure) == ["Watford Central", "Little South", "Little North"]
    assert list(figure.data[0].x) == [0.5, 1.100000023841858]


def test_how_many_people_stands_beside_each_area_that_is_hidden_too() -> None:
    assert column(places_figure(RATIOS, PEOPLE)) == [
        "570",
        "235",
        "30",
    ]


def test_a_hidden_count_is_left_out_and_nobody_is_nought() -> None:
    few = by_area(PEOPLE.measure, HERE | {NORTH: "suppressed"})
    nobody = PEOPLE.frame.assign(
        status=["ok", "ok", "no data"], numerator=[570.0, 235.0, 0.0]
    )
    assert column(places_figure(RATIOS, few))[-1] == ""
    assert column(places_figure(RATIOS, replace(PEOPLE, frame=nobody)))[-1] == ("0")


def test_of_hidden_areas_the_one_with_most_people_comes_first() -> None:
    hidden = by_area(RATIOS.measure, dict.fromkeys((NORTH, SOUTH), "suppressed"))
    assert names(places_figure(hidden, PEOPLE)) == ["Little South", "Little North"]


def test_one_is_in_view_and_has_its_line() -> None:
    low = by_area(RATIOS.measure, {CENTRAL: (0.2, 0.1, 0.3, 10)})
    figure = places_figure(low, PEOPLE)
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > 1
    assert any(shape.x0 == shape.x1 == 1 for shape in figure.layout.shapes)


def test_the_area_in_focus_stands_out() -> None:
    plain, chosen = (places_figure(RATIOS, PEOPLE, selected=s) for s in (None, SOUTH))
    assert len(chosen.layout.shapes) == len(plain.layout.shapes) + 1
    assert "<b>Little South" in chosen.layout.yaxis.ticktext[1]


def test_the_plot_is_as_wide_with_an_area_in_focus() -> None:
    plain, chosen = (places_figure(RATIOS, PEOPLE, selected=s) for s in (None, CENTRAL))
    assert chosen.layout.margin.l == plain.layout.margin.l


def test_invented_numbers_carry_their_badge() -> None:
    figure = places_figure(replace(RATIOS, tier="synthetic"), PEOPLE)
    assert any("SYNTHETIC" in one.text for one in figure.layout.annotations)


def test_in_words() -> None:
    said = places_alt(RATIOS, PEOPLE)
    assert f"{CENTRAL}: 0.50 (0.24 to 0.92), 570 people." in said
    assert "1 PCN suppressed." in said
