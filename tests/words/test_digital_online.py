"""Whom an online-only pathway would miss, and where open data see a risk."""

from phm.domain.areas import UNALLOCATED_PCN
from phm.measures.catalogue import find_measure
from phm.words.digital_online import NOT_KNOWN, TOO_FEW, missed_sentence
from phm.words.digital_risk import risk_sentence
from tests.charts.builders import NAN, a_row, some_results
from tests.words.digital_builders import of_everyone


MISSED = of_everyone("missed_if_online_only_percent", 59.4, 59.1, 59.7)
APP = of_everyone(
    "no_nhs_app_percent", 39.4, 39.3, 39.5, numerator=622_245, denominator=1_580_575
)
NO_MISSED = of_everyone("missed_if_online_only_percent", NAN, NAN, NAN)
NO_APP = of_everyone("no_nhs_app_percent", NAN, NAN, NAN)


def test_the_share_of_those_asked_and_the_least_of_everybody() -> None:
    assert missed_sentence(MISSED, APP) == (
        "If a pathway were online only, 59.4 % of the people asked in Inventon would "
        "be missed (95 % interval 59.1 to 59.7). The least that is known of everybody: "
        "not registered for the NHS App are 622,245 of 1,580,575 people in Inventon "
        "(39.4 %)."
    )


def test_either_alone_is_said_alone() -> None:
    assert missed_sentence(NO_MISSED, APP).startswith("The least that is known")
    assert "NHS App" not in missed_sentence(MISSED, NO_APP)


def test_neither_is_not_nobody() -> None:
    assert missed_sentence(NO_MISSED, NO_APP) == NOT_KNOWN


def test_too_few_is_not_called_unrecorded() -> None:
    hidden = of_everyone("no_nhs_app_percent", NAN, NAN, NAN, status="suppressed")
    assert missed_sentence(NO_MISSED, hidden) == TOO_FEW


def risk(measure: str, *rows: dict, benchmark: float | None = 3.0):
    return some_results(*rows, measure=find_measure(measure), benchmark=benchmark)


def test_each_risk_is_named_where_it_is_highest() -> None:
    score = risk("digital_exclusion_risk", a_row("ash", 4.0), a_row("beech", 2.0))
    slow = risk("slow_broadband_percent", a_row("ash", 1.0), a_row("beech", 20.0))
    model = risk(
        "low_digital_capability_percent",
        a_row("ash", 33.0, lower=23.0, upper=39.0),
        benchmark=28.0,
    )
    assert risk_sentence([score, slow, model]) == (
        "Open data point to digital exclusion risk in Ash PCN (4.0 of 10, everyone "
        "3.0), slow broadband in Beech PCN (20.0 % of patients, everyone 3.0) and low "
        "digital capability, MODELLED, in Ash PCN (33 %, range 23 to 39, everyone 28)."
    )


def test_patients_in_no_pcn_and_use_are_passed_over() -> None:
    score = risk(
        "digital_exclusion_risk",
        a_row(UNALLOCATED_PCN, 9.0),
        a_row("beech", 2.0),
        benchmark=None,
    )
    use = risk("online_consultations_per_1000", a_row("ash", 300.0))
    assert risk_sentence([score, use]) == (
        "Open data point to digital exclusion risk in Beech PCN (2.0 of 10)."
    )


def test_areas_that_print_alike_are_all_named_and_many_are_counted() -> None:
    rows = [a_row(name, 4.0) for name in ("ash", "beech")]
    two = risk_sentence([risk("digital_exclusion_risk", *rows, a_row("elm", 1.0))])
    assert two.endswith("risk in Ash PCN and Beech PCN (4.0 of 10, everyone 3.0).")
    rows += [a_row(name, 3.99) for name in ("fir", "oak")]
    four = risk_sentence([risk("digital_exclusion_risk", *rows, a_row("elm", 1.0))])
    assert four.endswith("risk in 4 PCNs alike (4.0 of 10, everyone 3.0).")


def test_an_area_that_prints_no_more_than_everyone_is_not_pointed_to() -> None:
    alone = risk("digital_exclusion_risk", a_row("ash", 3.01))
    assert risk_sentence([alone]) == (
        "No PCN stands above everyone by open data on digital risk."
    )


def test_without_a_figure_that_is_said() -> None:
    said = risk_sentence([risk("digital_exclusion_risk", a_row("ash"))])
    assert said == "No open figure says where people are at risk of digital exclusion."
