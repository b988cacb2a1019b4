"""The gap between two groups in words."""

from typing import Any

from phm.domain.indicators import Method
from phm.measures.gap import Gap
from phm.stats.limits import Limits
from phm.stats.slopes import Scale, SlopeIndex
from phm.words.gaps_between import gap_sentence
from tests.charts.builders import NAN, a_measure
from tests.charts.group_builders import by_scheme


UNKNOWN = Limits(NAN, NAN, NAN)
FIFTHS = {"1": (10.0, 9.0, 11.0), "5": (18.2, 17.6, 18.8)}


def a_gap(**changes: Any) -> Gap:
    usual = {
        "results": by_scheme("deprivation", FIFTHS),
        "worse": "1",
        "better": "5",
        "ratio": Limits(0.55, 0.50, 0.61),
        "difference": Limits(-8.2, -9.3, -7.1),
        "slope": None,
    }
    return Gap(**(usual | changes))


def a_slope(value: float, lower: float, upper: float) -> SlopeIndex:
    ratio = Limits(1.6, 1.5, 1.7)
    return SlopeIndex(Limits(value, lower, upper), ratio, 10.0, Scale.LOG, 5)


def test_absolute_and_relative_with_their_intervals() -> None:
    assert gap_sentence(a_gap()) == (
        "Reach is 8.2 lower among people in the most deprived fifth of England than "
        "among people in the least deprived fifth of England (95 % interval 7.1 to "
        "9.3): 10.0 against 18.2 people a year per 1,000 registered, 0.55 times as "
        "high (0.50 to 0.61)."
    )


def test_a_gap_the_other_way_round_is_said_as_found() -> None:
    higher = {"1": (20.2, 19.6, 20.8), "5": (18.2, 17.6, 18.8)}
    said = gap_sentence(
        a_gap(
            results=by_scheme("deprivation", higher),
            difference=Limits(2.0, 1.0, 3.0),
            ratio=Limits(2, 1.5, 3),
        )
    )
    assert said.startswith("Reach is 2.0 higher among people in the most deprived")
    assert "(95 % interval 1.0 to 3.0)" in said
    assert "2.00 times as high (1.50 to 3.00)" in said


def test_no_clear_difference_gives_the_interval_on_both_sides() -> None:
    said = gap_sentence(a_gap(difference=Limits(-0.8, -2.0, 0.4)))
    assert said == (
        "No clear difference in reach between people in the most deprived fifth of "
        "England and people in the least deprived fifth of England: 10.0 against 18.2 "
        "people a year per 1,000 registered (95 % interval from 2.0 lower to 0.4 "
        "higher)."
    )
    acronym = a_measure(short_title="FTE per 10,000", method=Method.BYAR)
    results = by_scheme("deprivation", FIFTHS, measure=acronym)
    said = gap_sentence(a_gap(results=results, difference=Limits(-0.8, -2.0, 0.4)))
    assert said.startswith("No clear difference in FTE between")


def test_an_end_at_zero_is_not_clear() -> None:
    assert gap_sentence(a_gap(difference=Limits(-0.8, -1.6, 0.0))).startswith(
        "No clear"
    )


def test_a_ratio_that_cannot_be_worked_out_is_left_out() -> None:
    said = gap_sentence(a_gap(ratio=UNKNOWN))
    assert said.endswith("10.0 against 18.2 people a year per 1,000 registered.")


def test_the_slope_runs_from_the_most_to_the_least_deprived() -> None:
    said = gap_sentence(a_gap(slope=a_slope(8.6, 7.9, 9.3)))
    assert said.endswith(
        " Over the whole range, from most deprived to least deprived, it is 8.6 lower "
        "at the most deprived end (95 % interval 7.9 to 9.3)."
    )
    said = gap_sentence(a_gap(slope=a_slope(-8.6, -9.3, -7.9)))
    assert (
        "it is 8.6 higher at the most deprived end (95 % interval 7.9 to 9.3)" in said
    )


def test_a_slope_that_may_be_none_is_said_so() -> None:
    said = gap_sentence(a_gap(slope=a_slope(0.6, -0.3, 1.4)))
    assert said.endswith(
        "from most deprived to least deprived, there is no clear slope."
    )


def test_a_slope_that_is_not_known_is_not_said() -> None:
    assert "range, from" not in gap_sentence(a_gap(slope=a_slope(NAN, NAN, NAN)))


def test_other_ordered_groups_have_a_first_and_a_last_end() -> None:
    ages = by_scheme("age", {"0-17": (4.0, 3.5, 4.5), "80+": (30.0, 29.0, 31.0)})
    gap = a_gap(results=ages, worse="0-17", better="80+", slope=a_slope(20, 19, 21))
    assert "from first to last, it is 20.0 lower at the first end" in gap_sentence(gap)


def test_a_suppressed_group_makes_the_gap_untold() -> None:
    results = by_scheme("ethnicity", {"asian": "suppressed", "white": (18, 17, 19)})
    gap = a_gap(
        results=results,
        worse="asian",
        better="white",
        ratio=UNKNOWN,
        difference=UNKNOWN,
        slope=a_slope(1.0, 0.5, 1.5),
    )
    assert gap_sentence(gap) == (
        "The gap between Asian people and White people cannot be told: no figure for "
        "Asian people (suppressed)."
    )


def test_nobody_in_both_groups() -> None:
    gap = a_gap(results=by_scheme("deprivation", {}), difference=UNKNOWN)
    said = gap_sentence(gap)
    assert "fifth of England (nobody to count) and people in the least" in said


def test_values_without_an_interval_of_their_gap_say_only_that() -> None:
    said = gap_sentence(a_gap(difference=UNKNOWN))
    assert said.endswith("cannot be told.")


def test_a_readers_own_subtraction_agrees() -> None:
    fifths = {"1": (10.04, 9.0, 11.0), "5": (18.16, 17.6, 18.8)}
    gap = a_gap(
        results=by_scheme("deprivation", fifths), difference=Limits(-8.12, -9.3, -7.1)
    )
    assert "8.2 lower" in gap_sentence(gap)
    assert "10.0 against 18.2 people" in gap_sentence(gap)


def test_shares_differ_by_percentage_points() -> None:
    declined = a_measure(
        short_title="Declined", unit="% of offers", method=Method.WILSON
    )
    gap = a_gap(
        results=by_scheme("deprivation", FIFTHS, measure=declined),
        slope=a_slope(8.6, 7.9, 9.3),
    )
    said = gap_sentence(gap)
    assert said.startswith("“Declined” is 8.2 percentage points lower among people")
    assert "it is 8.6 percentage points lower at the most deprived end" in said
