"""Which place open data point at, every branch."""

from phm.words.signals import signals_sentence
from tests.charts.builders import NAN, a_measure
from tests.charts.presence_builders import a_signal


ROMA = a_measure(
    title="Roma residents", short_title="Roma", unit="per 1,000", decimals=2
)


def test_the_place_that_stands_out_most_is_named():
    answers = [
        a_signal({"Eastshire": 1.8, "Westshire": 1.2}, 1.4),
        a_signal({"Eastshire": 2.0, "Westshire": 2.1}, 2.05, measure=ROMA),
    ]
    assert signals_sentence(answers) == (
        "Eastshire stands out most. Asylum support: 1.80 per 1,000 residents, against "
        "1.40 everywhere."
    )


def test_places_that_print_alike_stand_out_together() -> None:
    alike = a_signal({"Eastshire": 1.801, "Westshire": 1.8, "Southshire": 0.5}, 1.4)
    assert signals_sentence([alike]).startswith(
        "Eastshire and Westshire stand out most. Asylum support: 1.80"
    )


def test_places_that_lie_close_together_are_said_to():
    alike = a_signal({"Eastshire": 2.0, "Westshire": 2.1}, 2.05, measure=ROMA)
    assert signals_sentence([alike, alike]) == (
        "Both figures of open data lie close together in all places."
    )
    assert signals_sentence([alike] * 3).startswith("All 3 figures of open data lie")
    assert signals_sentence([alike]).startswith("The one figure of open data lies")


def test_what_is_not_loaded_is_said_and_a_single_place_is_not_compared():
    silent = a_signal({"Eastshire": NAN}, None)
    assert signals_sentence([silent]) == (
        "No place can be compared with another. Not loaded: Asylum support."
    )
    alone = a_signal({"Eastshire": 1.0}, 1.0)
    assert signals_sentence([alone]) == "No place can be compared with another."
    nought = a_signal({"Eastshire": 0.0, "Westshire": 0.0}, 0.0)
    assert "close together" in signals_sentence([nought])
