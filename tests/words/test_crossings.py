"""Groups where dimensions cross, in words."""

import pytest

from phm.measures.crossings import MOST_SHOWN, Crossing, Crossings
from phm.stats.limits import Limits
from phm.words.crossings import crossing_sentence, crossings_sentence
from tests.charts.builders import NAN
from tests.charts.group_builders import a_crossing


@pytest.fixture
def men() -> Crossing:
    return a_crossing(("sex", "male"), ("ethnicity", "asian"))


def some(
    *found: Crossing, examined: int = 214, too_small: int = 0, hidden: int = 0
) -> Crossings:
    period = "12 months to June 2026"
    return Crossings(found, examined, too_small, 0.05, period, "local", hidden)


def test_who_where_referred_of_expected_and_missed(men: Crossing) -> None:
    assert crossing_sentence(men) == (
        "Asian men in Watford Central PCN: about 60 of the 135 expected from their "
        "need were referred (0.45, 95 % interval 0.34 to 0.58); about 75 people missed."
    )


def test_three_deep_in_the_whole_system() -> None:
    crossing = a_crossing(
        ("deprivation", "1"), ("sex", "female"), ("age", "65-79"), area_name=""
    )
    assert crossing_sentence(crossing).startswith(
        "Women aged 65 to 79 in the most deprived fifth of England: about 60 of the 135"
    )


def test_nobody_referred_is_said_as_none() -> None:
    crossing = a_crossing(("sex", "male"), observed=0.0, ratio=Limits(0.0, 0.0, 0.03))
    assert "none of the 135 expected from their need was referred (0.00, 95 %" in (
        crossing_sentence(crossing)
    )


def test_thousands_have_their_comma() -> None:
    crossing = a_crossing(("sex", "male"), observed=1200.0, expected=2400.0)
    assert "about 1,200 of the 2,400" in crossing_sentence(crossing)


def test_a_ratio_without_limits_or_value() -> None:
    crossing = a_crossing(("sex", "male"), ratio=Limits(0.45, NAN, NAN))
    assert "referred (0.45); about" in crossing_sentence(crossing)
    crossing = a_crossing(("sex", "male"), ratio=Limits(NAN, NAN, NAN))
    assert "referred; about" in crossing_sentence(crossing)


def test_how_many_were_found_and_where_most_people_are_missed(men: Crossing) -> None:
    more = a_crossing(("sex", "female"), area_name="", missed=310.0)
    assert crossings_sentence(some(men, more, too_small=30)) == (
        "Of 214 groups examined where dimensions cross, 2 are reached clearly less "
        "than their need implies (up to 5 % of such findings may be false alarms). "
        "Most people are missed among women: about 310. 30 groups are too small to "
        "tell."
    )


def test_one_found(men: Crossing) -> None:
    said = crossings_sentence(some(men, too_small=1))
    assert "1 is reached clearly less than its need implies" in said
    assert "among Asian men in Watford Central PCN: about 75." in said
    assert said.endswith("1 group is too small to tell.")


def test_none_found() -> None:
    assert crossings_sentence(some()) == (
        "No crossing of dimensions stands out: of 214 groups examined, none is reached "
        "clearly less than its need implies."
    )


def test_none_examined() -> None:
    said = crossings_sentence(some(examined=0, too_small=9))
    assert said == (
        "No crossing of dimensions has enough people to be examined. 9 groups are too "
        "small to tell."
    )


def test_what_may_not_be_shown_is_counted(men: Crossing) -> None:
    said = crossings_sentence(some(men, hidden=2))
    assert "3 are reached clearly less than their need implies" in said
    assert said.endswith("2 of them have numbers too small to be shown.")
    only = crossings_sentence(some(hidden=1))
    assert "1 is reached clearly less" in only
    assert only.endswith("1 of them has numbers too small to be shown.")


def test_a_full_list_may_have_left_some_out(men: Crossing) -> None:
    said = crossings_sentence(some(*[men] * MOST_SHOWN))
    assert f"at least {MOST_SHOWN} are reached" in said
