"""Where a share of referrals falls short of a share of need, in words."""

import pytest

from phm.words.shares import shares_sentence
from tests.charts.builders import NAN
from tests.charts.group_builders import Values, some_shares


ASIAN = (14.2, 8.1, 7.6, 8.6, 10.8)
WHITE = (72.9, 80.0, 79.3, 80.7, 74.6)
NO_ABODE = {"no_fixed_abode": (0.8, 0.2, 0.1, 0.3, 0.2)}


def test_the_widest_clear_shortfall_over_all_dimensions() -> None:
    shares = [
        some_shares("deprivation", NO_ABODE),
        some_shares("ethnicity", {"asian": ASIAN, "white": WHITE}),
        some_shares("rurality", NO_ABODE),
    ]
    assert shares_sentence(shares) == (
        "Asian people are 14.2 % of the need but 8.1 % of the referrals (95 % interval "
        "7.6 to 8.6): 6.1 percentage points short, the widest clear shortfall of 3 "
        "groups. 1 other group is clearly short too."
    )


def test_a_wider_shortfall_that_is_not_clear_does_not_lead() -> None:
    unclear = (30.0, 20.0, 9.0, 31.0, 20.0)
    shares = some_shares("ethnicity", {"asian": ASIAN, "black": unclear})
    said = shares_sentence([shares])
    assert said.startswith("Asian people")
    assert "short, the widest clear shortfall of 2 groups." in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            (0.24, 0.16, 0.11, 0.22, 0.2),
            "0.16 % of the referrals (95 % interval 0.11 to 0.22): 0.08 percentage",
        ),
        ((0.1004, 0.0996, 0.099, 0.1, 0.1), "0.100 % of the referrals"),
    ],
)
def test_small_shares_are_told_apart(row: Values, said: str) -> None:
    groups = {"homelessness": row}
    assert said in shares_sentence([some_shares("inclusion_health", groups)])


def test_people_in_no_known_group_do_not_lead() -> None:
    groups = {"not_known": (50.0, 1.0, 0.5, 1.5, 9.0), "asian": ASIAN}
    said = shares_sentence([some_shares("ethnicity", groups)])
    assert said.startswith("Asian people")
    assert "widest" not in said


def test_no_clear_shortfall() -> None:
    equal = (10.0, 10.0, 9.0, 11.0, 10.0)
    said = shares_sentence([some_shares("ethnicity", {"asian": equal, "white": WHITE})])
    assert said == (
        "None of the 2 groups known has a share of referrals clearly below its share "
        "of need."
    )


def test_an_interval_that_ends_at_the_share_of_need_is_not_clear() -> None:
    edge = (10.0, 9.0, 8.0, 10.0, 10.0)
    said = shares_sentence([some_shares("sex", {"male": edge})])
    assert said.startswith(
        "The one group known has no share of referrals clearly below"
    )


def test_nothing_known() -> None:
    groups = {"male": "suppressed", "female": (10.0, NAN, NAN, NAN, 50.0)}
    assert shares_sentence([some_shares("sex", groups)]) == (
        "No group’s share of need and of referrals can be told. 1 group is suppressed "
        "(small numbers) and 1 group has nobody to count."
    )
