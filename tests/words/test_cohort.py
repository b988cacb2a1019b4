"""The one sentence of a cohort: every branch of it."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.cohort_card import BY_AGE, BY_NEED
from phm.words.cohort import cohort_sentence
from phm.words.numbers import percent_text
from tests.charts.builders import NAN
from tests.charts.cohort_builders import (
    ALIKE,
    CENTRAL,
    NEEDS,
    NORTH,
    SOUTH,
    a_card,
)


WHO = "Men from ethnic minority communities with unmanaged diabetes"
SIZE = f"{WHO} – 4,200 people, 0.27 % of everybody registered"
NOBODY, HIDDEN = "no data", "suppressed"
OTHERS = (99.7, NAN, NAN, 1_500_000)


def test_the_lowest_area_with_its_interval_and_who_is_alike() -> None:
    assert cohort_sentence(a_card()) == (
        f"{SIZE}: the equity ratio is lowest in Watford Central PCN, 0.50 times what "
        "need implies (95 % interval 0.24 to 0.92), of the 2 PCNs with a figure (1 "
        "suppressed); no clear difference there from everybody alike in age and sex, "
        "1.00 times (0.48 to 1.84)."
    )


def test_all_areas_have_a_figure_and_the_difference_is_clear() -> None:
    needs = NEEDS | {NORTH: (0.9, 0.7, 1.1, 30)}
    alike = ALIKE | {CENTRAL: (0.4, 0.2, 0.8, 10)}
    said = cohort_sentence(a_card(needs=needs, alike=alike))
    assert "(95 % interval 0.24 to 0.92), of 3 PCNs; referred 0.40 times" in said
    assert said.endswith(
        "referred 0.40 times as often there as everybody alike in age and sex (0.20 to "
        "0.80)."
    )


def test_the_only_area_with_a_figure_is_said_to_be_that() -> None:
    needs = {CENTRAL: NEEDS[CENTRAL], SOUTH: HIDDEN}
    said = cohort_sentence(a_card(needs=needs))
    assert "lowest in Watford Central PCN, 0.50 times what need implies" in said
    assert "the only one of 2 PCNs with a figure (1 suppressed);" in said


def test_where_most_areas_are_hidden_an_unclear_one_does_not_stand_for_all() -> None:
    clear = cohort_sentence(a_card(needs=NEEDS | {SOUTH: HIDDEN}))
    assert "lowest in Watford Central PCN" in clear  # a third is hidden already
    needs = NEEDS | {CENTRAL: (0.8, 0.5, 1.2, 10), SOUTH: HIDDEN}
    said = cohort_sentence(a_card(needs=needs))
    assert "lowest" not in said
    assert "0.96 times what need implies (95 % interval 0.80 to 1.15, no clear" in said
    assert ") over 3 PCNs, most of them without a figure (2 suppressed);" in said


def test_where_there_is_but_one_area_it_is_not_called_the_only_one() -> None:
    alone = {CENTRAL: NEEDS[CENTRAL]}
    for focus in ((AreaLevel.SYSTEM, ""), (AreaLevel.PCN, CENTRAL)):
        rates = {BY_NEED: (NEEDS[CENTRAL], HIDDEN), BY_AGE: (ALIKE[CENTRAL], HIDDEN)}
        said = cohort_sentence(a_card(focus=focus, needs=alone, rates=rates))
        assert "0.50 times what need implies (95 % interval 0.24 to 0.92);" in said
        assert "lowest" not in said
        assert "only" not in said
    hidden = cohort_sentence(a_card(needs={CENTRAL: HIDDEN}))
    assert "the equity ratio in Watford Central PCN is suppressed;" in hidden


def test_an_interval_that_holds_one_is_no_clear_difference() -> None:
    needs = NEEDS | {CENTRAL: (0.8, 0.5, 1.2, 10)}
    said = cohort_sentence(a_card(needs=needs))
    assert "(95 % interval 0.50 to 1.20, no clear difference)" in said


def test_limits_are_judged_as_printed() -> None:
    needs = NEEDS | {CENTRAL: (0.8, 0.5, 0.998, 10)}
    said = cohort_sentence(a_card(needs=needs))
    assert "(95 % interval 0.50 to 1.00, no clear difference)" in said


def test_areas_that_print_alike_share_the_last_place() -> None:
    needs = NEEDS | {SOUTH: (0.503, 0.3, 0.8, 40), NORTH: (0.9, 0.7, 1.1, 30)}
    said = cohort_sentence(a_card(needs=needs))
    assert said.endswith(
        "lowest in Little South PCN and Watford Central PCN alike of 3 PCNs, 0.50 "
        "times what need implies."
    )


def test_the_same_in_every_area() -> None:
    same = (0.5, 0.24, 0.92, 10)
    said = cohort_sentence(a_card(needs=dict.fromkeys(NEEDS, same)))
    assert "the equity ratio is the same in all 3 PCNs, 0.50 times" in said
    two = cohort_sentence(a_card(needs={CENTRAL: same, SOUTH: same}))
    assert "the same in both PCNs, 0.50 times" in two
    most = cohort_sentence(a_card(needs={CENTRAL: same, SOUTH: same, NORTH: HIDDEN}))
    assert "the same in all of the 2 PCNs with a figure (1 suppressed)" in most


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((HIDDEN,) * 3, "is suppressed in all 3 PCNs;"),
        (
            (HIDDEN, NOBODY, HIDDEN),
            (
                "has no figure in any of 3 PCNs (2 suppressed, 1 without anybody in "
                "the cohort);"
            ),
        ),
        (("not reported",) * 3, "is not reported in all 3 PCNs;"),
    ],
)
def test_no_area_has_a_figure(statuses: tuple[str, ...], said: str) -> None:
    needs = dict(zip(NEEDS, statuses, strict=True))
    sentence = cohort_sentence(a_card(needs=needs, alike=needs))
    assert f"the equity ratio {said}" in sentence
    assert "over all of them the equity ratio is 0.96 times" in sentence
    assert "referred 1.79 times as often as everybody alike" in sentence


def test_the_area_in_focus_with_its_rank() -> None:
    card = a_card(
        focus=(AreaLevel.PCN, CENTRAL),
        rates={BY_NEED: (NEEDS[CENTRAL], HIDDEN), BY_AGE: (ALIKE[CENTRAL], HIDDEN)},
    )
    assert cohort_sentence(card) == (
        f"{SIZE} in Inventshire: the equity ratio is 0.50 times what need implies (95 "
        "% interval 0.24 to 0.92), the lowest of the 2 PCNs with a figure (1 "
        "suppressed); no clear difference from everybody alike in age and sex, 1.00 "
        "times (0.48 to 1.84)."
    )


def test_the_area_in_focus_is_the_only_one_with_a_figure() -> None:
    needs = {CENTRAL: NEEDS[CENTRAL], SOUTH: HIDDEN, NORTH: HIDDEN}
    card = a_card(focus=(AreaLevel.PCN, CENTRAL), needs=needs)
    assert ", the only one of 3 PCNs with a figure (2 suppressed);" in cohort_sentence(
        card
    )


def test_the_area_in_focus_has_no_figure_itself() -> None:
    hidden = {BY_NEED: (HIDDEN, HIDDEN), BY_AGE: (HIDDEN, HIDDEN)}
    card = a_card(focus=(AreaLevel.PCN, NORTH), rates=hidden)
    said = cohort_sentence(card)
    assert said.endswith(": the equity ratio is suppressed (small numbers).")


def test_a_cohort_told_for_no_smaller_area() -> None:
    said = cohort_sentence(a_card("people_experiencing_homelessness", needs=None))
    assert "PCN" not in said
    assert "the equity ratio is 0.96 times what need implies" in said


def test_nobody_is_in_it() -> None:
    said = cohort_sentence(a_card(size=(NOBODY, OTHERS)))
    assert said == f"Nobody recorded in Inventshire is in this cohort: {WHO}."


def test_everybody_is_in_it() -> None:
    size = ((100.0, NAN, NAN, 1_500_000), NOBODY)
    said = cohort_sentence(a_card("everybody_registered", size=size))
    assert "– 1,500,000 people, everybody registered: the equity ratio" in said
    assert " %" not in said.partition(":")[0]


def test_of_too_few_people_no_number_is_told() -> None:
    said = cohort_sentence(a_card(size=(HIDDEN, HIDDEN)))
    assert said.startswith(
        "Too few people in Inventshire are in this cohort, or outside"
    )
    assert "fewer than 8" in said
    assert "4,200" not in said
    assert "0.50" not in said


def test_nothing_is_said_of_causes() -> None:
    assert not {"because", "due to", "causes", "leads to"} & set(
        cohort_sentence(a_card()).split()
    )


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (100.0, "100.0 %"),
        (99.96, "over 99.9 %"),
        (99.94, "99.9 %"),
        (2.66, "2.7 %"),
        (0.266, "0.27 %"),
        (0.0316, "0.032 %"),
        (0.0004, "under 0.001 %"),
        (0.0, "0.0 %"),
    ],
)
def test_small_shares_are_told_apart(percent: float, said: str) -> None:
    assert percent_text(percent) == said
