"""The sentence over all dimensions side by side."""

import re

import pytest

from phm.domain.indicators import Method
from phm.measures.catalogue import load_measures
from phm.words.standing_out import groups_sentence
from tests.charts.builders import NAN, a_measure
from tests.charts.group_builders import REACH, by_scheme


NO_ABODE = {"no_fixed_abode": (4.1, 3.0, 5.5)}
DECLINED = a_measure(
    short_title="Declined", unit="% of offers", method=Method.WILSON, group="pathway"
)


def test_who_how_much_against_whom_how_sure_and_which_place() -> None:
    panels = [
        by_scheme("deprivation", {"1": (12.0, 11.0, 13.0), **NO_ABODE}),
        by_scheme("rurality", {"urban": (16.5, 15.9, 17.1), **NO_ABODE}),
        by_scheme("ethnicity", {"other": "suppressed", "white": (18.0, 17.0, 19.0)}),
    ]
    assert groups_sentence(panels) == (
        "Reach is most clearly below everyone’s among people of no fixed abode: 4.1 "
        "people a year per 1,000 registered (95 % interval 3.0 to 5.5) against 16.0 "
        "for everyone, 11.9 below (the lowest of 4 groups). 1 other group is clearly "
        "below it too. 8 groups have nobody to count and 1 group is suppressed (small "
        "numbers)."
    )


def test_standardised_rates_are_called_that() -> None:
    answer = by_scheme("sex", {"male": (9.0, 8.0, 10.0)}, standardised=True)
    assert groups_sentence([answer]).startswith(
        "Reach, standardised for age and sex, is most clearly below everyone’s"
    )


def test_certainty_counts_for_more_than_a_wide_interval() -> None:
    groups = {"asian": (9.0, 8.5, 9.5), "other": (6.0, 1.0, 15.5)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert "among Asian people" in said
    assert "(the highest of 2 groups)" in said


def test_the_rest_never_stands_out() -> None:
    groups = {"white": (15.0, 14.0, 15.5), "not_known": (1.0, 0.5, 2.0)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert "among White people" in said
    assert "not known" not in said


def test_a_lone_group_has_no_place() -> None:
    said = groups_sentence([by_scheme("sex", {"male": (9.0, 8.0, 10.0)})])
    assert "of 1 group" not in said
    assert "7.0 below." in said


def test_a_shared_place_is_called_joint() -> None:
    groups = {
        "asian": (9.0, 8.0, 10.0),
        "black": (9.0, 7.0, 11.0),
        "white": (16, 15, 17),
    }
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert "(joint lowest of 3 groups)" in said


def test_where_high_asks_for_attention_the_highest_leads() -> None:
    groups = {
        "asian": (30.0, 28.0, 32.0),
        "white": (17.0, 16.5, 17.5),
        "black": (40.0, 29.0, 51.0),
    }
    said = groups_sentence([by_scheme("ethnicity", groups, measure=DECLINED)])
    assert said.startswith("“Declined” is most clearly above everyone’s among Black")
    assert (
        "24.0 percentage points above (the highest of 3 groups). 2 other groups are"
        in said
    )


def test_an_equity_ratio_below_everyones_is_what_asks_for_attention() -> None:
    ratio = load_measures()["equity_ratio"]
    groups = {"asian": (0.6, 0.5, 0.7), "white": (1.3, 1.2, 1.4)}
    said = groups_sentence(
        [by_scheme("ethnicity", groups, measure=ratio, benchmark=1.0)]
    )
    assert said.startswith("Equity ratio is most clearly below everyone’s among Asian")


def test_second_places_are_counted() -> None:
    groups = {
        "asian": (9.0, 8.5, 9.5),
        "other": (6.0, 1.0, 15.5),
        "white": (17.0, 16.9, 17.1),
        "black": (17.5, 17.4, 17.6),
    }
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert "(2nd lowest of 4 groups)" in said


def test_only_the_other_side_is_clear() -> None:
    groups = {"asian": (15.0, 13.0, 17.0), "white": (18.0, 17.0, 19.0)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert said.startswith(
        "No group is clearly below everyone’s value. Reach is most clearly above "
        "everyone’s among White people: 18.0"
    )


def test_no_clear_difference() -> None:
    groups = {"asian": (15.0, 13.0, 17.0), "white": (16.5, 15.5, 17.5)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert said.startswith(
        "No clear difference: the 95 % interval of each of 2 groups holds everyone’s "
        "value, 16.0 people a year per 1,000 registered."
    )


def test_no_clear_difference_of_a_lone_group() -> None:
    said = groups_sentence([by_scheme("sex", {"male": (15.0, 13.0, 17.0)})])
    assert said.startswith(
        "No clear difference between men and everyone: 15.0 people a year per 1,000 "
        "registered (95 % interval 13.0 to 17.0) against 16.0 for everyone."
    )


def test_a_limit_on_everyones_value_is_no_difference() -> None:
    said = groups_sentence([by_scheme("sex", {"male": (15.0, 14.0, 16.0)})])
    assert said.startswith("No clear difference")


def test_only_groups_with_an_interval_are_said_to_hold_everyones_value() -> None:
    groups = {"asian": (15.0, NAN, NAN), "white": (16.5, 15.5, 17.5)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert said.startswith("No clear difference between White people and everyone")
    groups |= {"black": (16.2, 15.0, 17.4)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert "interval of each of 2 groups holds" in said


def test_groups_without_an_interval_are_not_called_clear() -> None:
    groups = {"asian": (5.0, NAN, NAN), "white": (17.0, 16.9, 17.1)}
    said = groups_sentence([by_scheme("ethnicity", groups)])
    assert "among White people" in said


def test_without_intervals_the_end_is_named_and_nothing_is_called_clear() -> None:
    plain = a_measure(short_title="Unmet need per 1,000")
    groups = {"asian": (25.0, 15.0, 50.0), "white": (15.0, 10.0, 30.0)}
    said = groups_sentence([by_scheme("ethnicity", groups, measure=plain)])
    assert said.startswith(
        "Unmet need is highest among Asian people: about 25 people a year per 1,000 "
        "registered patients (range 15 to 50) against 16 for everyone."
    )
    bare = {"asian": (9.0, NAN, NAN), "white": (17.0, NAN, NAN)}
    said = groups_sentence([by_scheme("ethnicity", bare)])
    assert said.startswith("Reach is lowest among Asian people: 9.0 people a year")
    assert "clear" not in said


def test_an_end_that_several_share_is_said_of_all_of_them() -> None:
    bare = {
        "asian": (9.0, NAN, NAN),
        "black": (9.04, NAN, NAN),
        "white": (17.0, NAN, NAN),
    }
    assert groups_sentence([by_scheme("ethnicity", bare)]).startswith(
        "Reach is lowest among Asian people and Black people: 9.0 people a year per "
        "1,000 registered against 16.0 for everyone."
    )
    same = dict.fromkeys(("K", "H", "J", "R"), (9.0, NAN, NAN))
    said = groups_sentence([by_scheme("ethnicity_16", same | {"A": (17.0, NAN, NAN)})])
    assert said.startswith("Reach is lowest among 4 groups alike: 9.0")


def test_a_total_of_everyone_is_not_set_against_groups() -> None:
    people = a_measure(short_title="People referred", unit="people", denominator=None)
    groups = {"male": (90.0, NAN, NAN), "female": (120.0, NAN, NAN)}
    said = groups_sentence([by_scheme("sex", groups, measure=people, benchmark=210)])
    assert said.startswith("People referred is highest among women")
    assert "everyone" not in said


def test_without_everyones_value() -> None:
    groups = {"male": (9.0, 8.0, 10.0), "female": (19.0, 18.0, 20.0)}
    said = groups_sentence([by_scheme("sex", groups, benchmark=None)])
    assert said == (
        "Reach is lowest among men: 9.0 people a year per 1,000 registered (95 % "
        "interval 8.0 to 10.0); there is no figure for everyone to set it against."
    )
    lone = by_scheme("sex", {"male": (9.0, 8.0, 10.0)}, benchmark=None)
    assert groups_sentence([lone]).startswith("Only men have a figure for reach: 9.0")


def test_identical_values() -> None:
    groups = {"male": (9.0, 8.0, 10.0), "female": (9.04, 8.0, 10.0)}
    assert groups_sentence([by_scheme("sex", groups)]) == (
        "Reach is the same in both groups: 9.0 people a year per 1,000 registered."
    )
    three = dict.fromkeys(("asian", "black", "white"), (9.0, 8.0, 10.0))
    said = groups_sentence([by_scheme("ethnicity", three)])
    assert said.startswith("Reach is the same in all 3 groups: 9.0")


def test_nothing_known() -> None:
    said = groups_sentence([by_scheme("sex", {"male": "suppressed"})])
    assert said == (
        "No group has a figure for reach. 1 group has nobody to count and 1 group is "
        "suppressed (small numbers)."
    )


def test_several_measures_are_refused() -> None:
    with pytest.raises(ValueError, match="one measure"):
        groups_sentence([by_scheme("sex", {}), by_scheme("sex", {}, measure=DECLINED)])


@pytest.mark.parametrize("measure", load_measures().values(), ids=lambda m: m.id)
def test_every_measure_makes_a_sentence(measure: object) -> None:
    groups = {"male": (9.0, 8.0, 10.0), "female": (19.0, NAN, NAN)}
    for benchmark in (16.0, None):
        said = groups_sentence(
            [by_scheme("sex", groups, measure=measure, benchmark=benchmark)]
        )
        assert said.endswith(".")
        assert not re.search(r"\bnan\b", said)


def test_no_sentence_says_why() -> None:
    said = groups_sentence([by_scheme("deprivation", {"1": (12.0, 11.0, 13.0)})])
    assert not any(word in said for word in ("because", "due to", "caused", "blame"))
    assert REACH.unit in said
