"""The Overview's one sentence."""

from dataclasses import replace

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.words.overview import cover_words, overview_sentence, referral_sentence
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
        "the system’s average is about 13 (range 5.0 to 40); "
        "2 of 4 PCNs have no link worker and 1 is not reported."
    )


def test_the_size_in_people(unmet: Results) -> None:
    system = a_row("SYS", 20_342.0)
    total = some_results(
        system, measure=COUNT, benchmark=20_342.0, level=AreaLevel.SYSTEM
    )
    said = overview_sentence(unmet, cover(1.0), total=total)
    assert "the system’s total is about 20,000 (range 5.0 to 40);" in said
    alone = overview_sentence(total, cover(1.0))
    assert alone.startswith("The system’s total is about 20,000")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0.0, 1.0), "1 of 2 PCNs has no link worker."),
        ((1.0, 1.0), "all 2 PCNs have a link worker."),
        (
            (1.0, float("nan")),
            "none of 2 PCNs is without a link worker and 1 is not reported.",
        ),
        (
            (0.0, float("nan"), float("nan")),
            "1 of 3 PCNs has no link worker and 2 are not reported.",
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
    assert said.startswith("Unmet need is not known for any PCN; all 1 PCN has")


def test_where_all_is_suppressed_it_says_why() -> None:
    rows = a_row("ash", status="suppressed"), a_row("elm", status="suppressed")
    said = overview_sentence(some_results(*rows, measure=NEED), cover(1.0))
    assert said.startswith("Unmet need is suppressed for every PCN: numbers are too")


def test_what_is_suppressed_is_not_called_unreported(unmet: Results) -> None:
    rows = a_row("ash", 1.0), a_row("elm", status="suppressed"), a_row("oak")
    said = cover_words(some_results(*rows, measure=COVER))
    assert said == (
        "none of 3 PCNs is without a link worker, 1 is suppressed and 1 is not reported"
    )


PARTS = [
    some_results(a_row("ash", value), measure=a_measure(short_title=name), benchmark=b)
    for name, value, b in (
        ("Not referred per 1,000", 15.0, 17.0),
        ("Declined (people) per 1,000", 3.0, 2.0),
        ("No suitable service per 1,000", 1.0, 1.0),
    )
]


def test_unmet_need_from_referrals_is_said_with_its_parts(unmet: Results) -> None:
    measure = replace(NEED, short_title="Unmet need (referrals) per 1,000")
    total = some_results(a_row("SYS", 20_342.0), measure=COUNT, benchmark=20_342.0)

    said = referral_sentence(replace(unmet, measure=measure), PARTS, total=total)

    assert said == (
        "Unmet need is highest in Ash PCN, about 24 people per 1,000; "
        "the system’s total is about 20,000 (range 5.0 to 40), "
        "85 % of it not referred, 10 % declined, 5 % no suitable service."
    )


def test_shares_are_left_unsaid_where_a_part_is_hidden(unmet: Results) -> None:
    parts = [*PARTS[:2], replace(PARTS[2], benchmark=None)]

    assert "%" not in referral_sentence(unmet, parts, total=unmet)
