"""How far apart neighbourhoods of one PCN are, in words."""

from phm.words.within_pcn import spread_sentence
from tests.charts.builders import NAN, a_measure
from tests.charts.group_builders import REACH, Values, a_spread


NEED = a_measure(short_title="Unmet need per 1,000")
ASH = (10.0, 11.0, 12.0, 13.0, 14.0, 12.5)
ELM = (2.0, 8.0, 10.0, 15.0, 30.0, 17.0)


def said_of(*, system: float | None = None, **pcns: Values) -> str:
    names = {f"{name} PCN": values for name, values in pcns.items()}
    return spread_sentence(a_spread(names), REACH, system=system)


def test_the_widest_spread_and_the_pocket_that_its_average_hides() -> None:
    assert said_of(Ash=ASH, Elm=ELM, Fir="suppressed", system=16.0) == (
        "Neighbourhoods differ most within Elm PCN: from 2.0 in the lowest tenth to "
        "30.0 people a year per 1,000 registered in the highest, half of them between "
        "8.0 and 15.0. The average of Elm PCN hides a pocket: 17.0 is above the "
        "system’s 16.0, but the lowest tenth of its neighbourhoods is at 2.0. 1 PCN is "
        "suppressed (small numbers)."
    )


def test_several_pockets_name_the_deepest() -> None:
    oak = (5.0, 9.0, 12.0, 16.0, 20.0, 18.0)
    said = said_of(Elm=ELM, Oak=oak, system=16.0)
    assert "average of Elm PCN hides a pocket" in said
    assert "So does that of 1 other PCN." in said
    assert "So does that of 2 other PCNs." in said_of(
        Elm=ELM, Oak=oak, Yew=oak, system=16.0
    )


def test_no_pocket_where_the_worst_is_not_far_or_the_average_tells() -> None:
    near = (13.7, 14.0, 15.0, 18.0, 20.0, 17.0)
    below = (2.0, 8.0, 10.0, 15.0, 30.0, 15.0)
    assert "pocket" not in said_of(Ash=near, system=16.0)
    assert "pocket" not in said_of(Ash=below, system=16.0)


def test_fifteen_percent_of_the_systems_value_is_far() -> None:
    far = (13.6, 14.0, 15.0, 18.0, 20.0, 17.0)
    assert "pocket" in said_of(Ash=far, system=16.0)


def test_where_high_asks_for_attention_the_pocket_is_high() -> None:
    groups = {"Ash PCN": (5.0, 6.0, 7.0, 8.0, 30.0, 9.0)}
    said = spread_sentence(a_spread(groups), NEED, system=10.0)
    assert "9.0 is below the system’s 10.0, but the highest tenth of its" in said
    assert "neighbourhoods is at 30.0" in said


def test_no_pocket_is_told_without_the_systems_value() -> None:
    assert "pocket" not in said_of(Elm=ELM)
    assert "pocket" not in said_of(Elm=ELM, system=NAN)


def test_one_pcn_is_not_called_the_widest() -> None:
    assert said_of(Elm=ELM).startswith("Within Elm PCN: from 2.0 in the lowest tenth")


def test_pcns_equally_far_apart() -> None:
    other = (20.0, 21.0, 22.0, 23.0, 24.0, 22.0)
    assert said_of(Ash=ASH, Elm=other) == (
        "Neighbourhoods are equally far apart in all PCNs: 4.0 people a year per 1,000 "
        "registered."
    )


def test_a_shared_first_place_is_said() -> None:
    narrow = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    said = said_of(Ash=ASH, Oak=ASH, Fir=narrow)
    assert said.startswith(
        "Neighbourhoods differ most within Ash PCN (as far apart as in"
    )
    assert "Oak PCN): from 10.0 in the lowest tenth to 14.0" in said


def test_nothing_known() -> None:
    gone = (NAN, NAN, NAN, NAN, NAN, 9.0)
    assert said_of(Ash="suppressed", Elm=gone, Oak="no data") == (
        "No PCN has values for its neighbourhoods. 1 PCN is suppressed (small numbers) "
        "and 2 PCNs have no data."
    )


def test_numbers_have_the_decimals_of_the_measure() -> None:
    ratio = a_measure(short_title="Equity ratio", group="coverage", decimals=2)
    groups = {
        "Ash PCN": (0.81, 0.9, 1.0, 1.2, 1.44, 1.04),
        "Elm PCN": (0.80, 0.9, 1.0, 1.2, 1.41, 0.996),
    }
    said = spread_sentence(a_spread(groups), ratio, system=1.0)
    assert "differ most within Ash PCN: from 0.81 in the lowest tenth to 1.44" in said
    assert "1.04 is above the system’s 1.00, but the lowest tenth of its" in said
    assert "other PCN" not in said


def test_an_average_that_prints_as_the_systems_is_not_above_it() -> None:
    ratio = a_measure(short_title="Equity ratio", group="coverage", decimals=2)
    same = {"Ash PCN": (0.5, 0.9, 1.0, 1.2, 1.4, 1.003)}
    assert "pocket" not in spread_sentence(a_spread(same), ratio, system=1.0)
