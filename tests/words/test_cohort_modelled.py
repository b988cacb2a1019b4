"""A modelled cohort in a sentence: never without saying that it is modelled."""

from dataclasses import replace

from phm.cohorts.catalogue import load_cohorts
from phm.domain.indicators import Method
from phm.measures.results import Results
from phm.words.cohort_modelled import modelled_sentence, shown_first
from tests.charts.builders import a_measure, a_row, some_results
from tests.charts.cohort_builders import CENTRAL, MEN, SOUTH


COHORT = load_cohorts()[MEN]


def estimate(*names: str) -> Results:
    measure = a_measure(
        id="modelled_people",
        unit="people (MODELLED)",
        method=Method.RANGE,
        denominator=None,
        decimals=0,
    )
    rows = [
        a_row(name, 300 - 10 * place, area_name=name, lower=200, upper=500)
        for place, name in enumerate(names)
    ]
    return some_results(*rows, measure=measure, benchmark=25.0)


def test_the_area_that_the_cohort_names_comes_first() -> None:
    results = estimate(SOUTH, CENTRAL)
    assert modelled_sentence(results, COHORT) == (
        "MODELLED – Men from ethnic minority communities with unmanaged diabetes: "
        "about 25 people in Inventshire (range 5 to 40); in Watford Central PCN, about "
        "290 (range 200 to 500)."
    )
    assert shown_first(results, COHORT) == CENTRAL


def test_where_it_is_not_here_the_area_with_most_is_named() -> None:
    said = modelled_sentence(estimate(SOUTH, "north"), COHORT)
    assert said.endswith("; most in Little South PCN, about 300 (range 200 to 500).")
    assert shown_first(estimate(SOUTH), COHORT) is None


def test_of_one_area_nothing_more_is_said_than_of_the_whole() -> None:
    said = modelled_sentence(estimate(SOUTH), COHORT)
    assert said.endswith("about 25 people in Inventshire (range 5 to 40).")


def test_no_area_can_be_told() -> None:
    nothing = replace(estimate(), benchmark=None)
    assert "no area here can be told" in modelled_sentence(nothing, COHORT)
