"""The Overview's one sentence."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.words.overview import overview_sentence
from tests.charts.builders import a_measure, a_row, some_results


NEED = a_measure(short_title="Unmet need per 1,000", unit="people per 1,000")
COUNT = a_measure(short_title="Unmet need", unit="people a year", denominator=None)
COVER = a_measure(short_title="Link workers per 10,000", group="coverage")


@pytest.fixture
def unmet() -> Results:
    rows = a_row("ash", 23.6, lower=14.0, upper=56.0), a_row("elm", 2.0), a_row("U")
    return some_results(*rows, measure=NEED, benchmark=12.6)


def cover(*values: float) -> Results:
    nan = float("nan")
    rows = [a_row(f"area{n}", value) for n, value in enumerate([*values, nan][:-1])]
    return some_results(*rows, a_row("U"), measure=COVER)


def test_where_how_big_and_who_has_nobody(unmet: Results) -> None:
    nan = float("nan")
    assert overview_sentence(unmet, cover(0.0, 0.0, 1.0, nan)) == (
        "Unmet need is highest in Ash PCN, about 24 people per 1,000; "
        "the average across Inventshire is 13 (range 5.0 to 40); "
        "of 4 PCNs, 2 have no link worker and 1 is not reported."
    )


def test_the_size_in_people(unmet: Results) -> None:
    system = a_row("SYS", 20_342.0)
    total = some_results(
        system, measure=COUNT, benchmark=20_342.0, level=AreaLevel.SYSTEM
    )
    said = overview_sentence(unmet, cover(1.0), total=total)
    assert "across Inventshire it comes to about 20,000 people a year" in said
    alone = overview_sentence(total, cover(1.0))
    assert alone.startswith("across Inventshire")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0.0, 1.0), "of 2 PCNs, 1 has no link worker."),
        ((1.0, 1.0), "of 2 PCNs, all have a link worker."),
        ((1.0, float("nan")), "none is without a link worker and 1 is not reported."),
        (
            (0.0, float("nan"), float("nan")),
            "1 has no link worker and 2 are not reported.",
        ),
    ],
)
def test_zero_and_not_reported_are_told_apart(
    unmet: Results, values: tuple[float, ...], said: str
) -> None:
    assert overview_sentence(unmet, cover(*values)).endswith(said)


def test_nothing_known() -> None:
    unmet = some_results(a_row("ash"), measure=NEED)
    said = overview_sentence(unmet, cover(1.0))
    assert said.startswith("Unmet need is not known for any PCN; of 1 PCN")
