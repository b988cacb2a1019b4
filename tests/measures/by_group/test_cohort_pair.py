"""Two cohorts side by side: each as the door gives it, nothing from the other."""

import math
from functools import partial

import pytest

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.measures.cohort_card import BY_AGE, Focus
from phm.measures.cohort_pair import CONFIDENCE, JUDGED, STEPS, find_pair
from phm.measures.cohort_scheme import INSIDE
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, OK
from phm.stats.comparison import proportion_differences, rate_differences


MEN, WOMEN = "sex = male", "sex = female"  # in the crowd men are reached less
OVERLAPPING = "hypertension"
FEW = "modern_slavery and sex_worker"  # three people of the crowd


@pytest.fixture
def pair_of(crowd_connection):
    """Two cohorts by condition or id, in an area of the crowd."""

    def found(first, second, level="system", area=""):
        ask_all = partial(_ask_all, crowd_connection)
        focus = Focus(find_cohort(first), AreaLevel(level), area)
        return find_pair(ask_all, focus, find_cohort(second))

    return found


def _ask_all(connection, questions):
    return [ask(connection, one) for one in questions]


@pytest.fixture(scope="session")
def told_alone(crowd_connection):
    """What the door says of a cohort that is asked for by itself."""

    def told(cohort, measure, standardised, level=AreaLevel.SYSTEM, area=""):
        question = Question(
            measure,
            level,
            by=("cohort",),
            cohort=find_cohort(cohort).address,
            standardised=standardised,
            area=area,
        )
        frame = ask(crowd_connection, question).frame
        return frame[frame["cohort"].eq(INSIDE)].iloc[0]

    return told


NUMBERS = ["value", "lower", "upper", "numerator", "denominator"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MEN, WOMEN),
        (MEN, OVERLAPPING),
        ("hypertension and copd", OVERLAPPING),  # one within the other
        (OVERLAPPING, "hypertension and copd"),
        ("people_with_long_term_conditions", "unpaid_carers"),
    ],
)
def test_each_is_told_as_if_the_other_had_never_been_asked_for(
    pair_of, told_alone, first, second
):
    pair = pair_of(first, second)
    assert [(b.first.measure.id, b.first.standardised) for b in pair.rates] == list(
        STEPS
    )
    for both, step in zip(pair.rates, STEPS, strict=True):
        for row, cohort in zip(both.rows, (first, second), strict=True):
            alone = told_alone(cohort, *step)
            assert row[NUMBERS].equals(alone[NUMBERS])
            assert row["status"] == alone["status"]


def test_counts_are_shown_as_published_and_never_taken_from_each_other(pair_of):
    pair = pair_of("hypertension and copd", OVERLAPPING)
    for both in (pair.size, *pair.rates):
        for row in both.rows:
            for name in ("numerator", "denominator"):
                count = row[name]
                assert math.isnan(count) or count == 0 or count >= 8
                assert math.isnan(count) or count % 5 == 0
    fields = set(vars(pair)) | {name for both in pair.rates for name in vars(both)}
    assert "difference" in fields
    assert not {"missing", "both", "only_first", "only_second"} & fields


def test_a_difference_is_that_of_the_rates_as_shown(pair_of, in_everybody):
    pair = pair_of(MEN, WOMEN)
    reach = next(b for b in pair.rates if b.first.measure.id == "reach_per_1000")
    men, women = reach.rows
    assert reach.difference.value == pytest.approx(men["value"] - women["value"])
    by_hand = rate_differences(
        men["numerator"],
        men["denominator"],
        women["numerator"],
        women["denominator"],
        confidence=CONFIDENCE,
    ).scaled(1000)
    assert reach.difference == by_hand.at()
    assert reach.is_clear
    assert reach.difference.value < 0  # planted: men are reached less


def test_proportions_are_compared_as_proportions(pair_of):
    pair = pair_of(MEN, WOMEN)
    declined = next(b for b in pair.rates if b.first.measure.id == "declined_percent")
    # both are built: of those shown half were counted, and are no surer than that
    counts = [row[name] / 2 for row in declined.rows for name in NUMBERS[3:]]
    by_hand = proportion_differences(*counts, confidence=CONFIDENCE).scaled(100).at()
    assert declined.difference == by_hand


def test_a_cohort_beside_itself_differs_in_nothing(pair_of):
    pair = pair_of(OVERLAPPING, OVERLAPPING)
    judged = [both for both in pair.rates if both.is_judged and both.is_known]
    assert judged
    assert not any(both.is_clear for both in judged)


def test_what_is_held_against_its_own_ages_is_not_held_against_the_other(pair_of):
    pair = pair_of(MEN, WOMEN)
    for both in pair.rates:
        apart = both.first.standardised or both.first.measure.id == BY_AGE
        assert both.is_judged == (not apart)
        if apart:
            assert math.isnan(both.difference.value)
            assert not both.is_clear
    assert [b.first.measure.id for b in pair.rates if b.is_judged] == list(JUDGED)


def test_nobody_and_everybody_compare_with_nothing(pair_of):
    pair = pair_of("carer and not carer", MEN)
    nobody, _ = pair.size.rows
    assert nobody["status"] == NO_DATA
    assert not any(both.is_known or both.is_clear for both in pair.rates)
    everybody, _ = pair_of("everybody", MEN).size.rows
    assert everybody["status"] == OK
    assert everybody["value"] == 100


def test_an_area_is_kept_where_both_may_be_told_there(pair_of):
    pair = pair_of(MEN, WOMEN, "pcn", "U90001")
    assert not pair.is_widened
    areas = {one.frame["area_code"].iloc[0] for one in pair.answers}
    assert areas == {"U90001"}


@pytest.mark.parametrize("second", ["homeless", "sex_worker"])
def test_both_are_widened_where_the_second_is_not_told_for_the_area(pair_of, second):
    pair = pair_of(MEN, second, "pcn", "U90001")
    assert pair.is_widened
    assert {one.level for one in pair.answers} == {AreaLevel.SYSTEM}


def test_a_place_is_enough_for_what_is_told_by_place(pair_of):
    assert not pair_of(MEN, "homeless", "place", "tiny_place").is_widened


@pytest.mark.parametrize(("first", "second", "side"), [(MEN, FEW, 1), (FEW, MEN, 0)])
def test_of_too_few_people_not_even_a_nought_is_told(pair_of, first, second, side):
    pair = pair_of(first, second)
    assert pair.size.rows[side]["status"] == SUPPRESSED
    for both in pair.rates:
        few, told = both.rows[side], both.rows[1 - side]
        assert few["status"] == SUPPRESSED
        assert few[NUMBERS].isna().all()
        assert told["status"] == OK
        assert not both.is_clear
