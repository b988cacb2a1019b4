"""The Overview's sentence of a cohort alone."""

from phm.domain.areas import AreaLevel
from phm.measures.catalogue import load_measures
from phm.measures.results import Results
from phm.words.cohort_gap import cohort_gap_sentence
from tests.charts.builders import a_row, some_results


RATIO = load_measures()["equity_ratio"]
CARERS = "unpaid_carers"
CLEAR = a_row("ash", 0.5, lower=0.24, upper=0.92)
UNCLEAR = a_row("elm", 1.0, lower=0.6, upper=1.4)
HIDDEN = a_row("oak", status="suppressed")
ANOTHER = a_row("fir", status="suppressed")


def ratios(*rows: dict[str, object]) -> Results:
    """Of PCNs, read against everybody's."""
    return some_results(*rows, measure=RATIO, benchmark=1.0)


def whole(**row: object) -> Results:
    """Of the system."""
    return some_results(
        a_row("S", **{"value": 0.73, "lower": 0.62, "upper": 0.84} | row),
        measure=RATIO,
        level=AreaLevel.SYSTEM,
    )


def test_where_few_have_a_ratio_that_of_the_whole_is_said() -> None:
    assert cohort_gap_sentence(ratios(UNCLEAR, HIDDEN, ANOTHER), whole(), CARERS) == (
        "Unpaid carers: the equity ratio is 0.73 times what need implies (95 % "
        "interval 0.62 to 0.84) over 3 PCNs, most of them without a figure (2 "
        "suppressed)."
    )


def test_a_clear_one_is_named_though_few_are_told() -> None:
    said = cohort_gap_sentence(ratios(CLEAR, HIDDEN, ANOTHER), whole(), CARERS)
    assert said.startswith("Unpaid carers: only Ash PCN has a figure for equity ratio")


def test_the_lowest_is_said_where_half_or_more_are_told() -> None:
    said = cohort_gap_sentence(ratios(CLEAR, UNCLEAR, HIDDEN), whole(), CARERS)
    assert "Unpaid carers: equity ratio is lowest in Ash PCN: 0.50" in said


def test_a_whole_that_is_hidden_says_nothing() -> None:
    hidden = whole(value=float("nan"), status="suppressed")
    said = cohort_gap_sentence(ratios(UNCLEAR, HIDDEN, ANOTHER), hidden, CARERS)
    assert "over 3 PCNs" not in said
    assert "2 PCNs are suppressed" in said
