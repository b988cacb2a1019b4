"""Every measure by groups agrees with plain loops, as it may be published.

Hidden where the loops count 1 to 7, and elsewhere only to protect such a count; all
other numbers are the same to the last digit.
"""

import math
from dataclasses import dataclass

import pytest

from phm.measures.schemes import find_scheme
from tests.measures.by_group import twin
from tests.measures.naive_people import as_published


LEVELS = ("system", "place", "pcn")
RATES = {  # measure → over, under, per how many
    "reach_per_1000": ("referred", "people", 1000),
    "reach_per_1000_in_need": ("referred", "need_central", 1000),
    "reach_before_per_1000": ("referred_before", "people", 1000),
    "demand_per_1000": ("offered", "people", 1000),
    "referrals_per_1000": ("referrals", "people", 1000),
    "declined_percent": ("declined", "offered", 100),
    "reached_link_worker_percent": ("reached", "referred", 100),
    "got_intervention_percent": ("supported", "referred", 100),
    "unmet_need_declined_per_1000": ("declined", "people", 1000),
    "equity_ratio": ("referred", "expected_by_need", 1),
    "equity_ratio_age_and_sex": ("referred", "expected_by_age_and_sex", 1),
}
SHARES = {  # measure → what of
    "share_of_people_percent": "people",
    "share_of_need_percent": "need_central",
    "share_of_referrals_percent": "referred",
}
TOLD_OF_ALL = {  # shares of people in which everybody, or all but a few, may be told
    *("declined_percent", "reached_link_worker_percent", "got_intervention_percent"),
    "share_of_referrals_percent",
}
STANDARDISED = {
    "reach_per_1000": ("referred", "people", 1000),
    "declined_percent": ("declined", "offered", 100),
}
CROSSED = (
    (("deprivation", "ethnicity_two"), "pcn"),
    (("sex", "deprivation"), "pcn"),  # not in the order of the declarations
    (("ethnicity", "sex"), "place"),
    (("ethnicity_2001", "rurality"), "place"),
    (("inclusion_health", "sex"), "place"),
    (("ethnicity_two", "rurality", "sex"), "system"),
    (("inclusion_health", "ethnicity_two", "sex"), "system"),
)
SINGLE = [
    (scheme, level)
    for scheme in twin.GROUPS
    for level in LEVELS
    if level != "pcn" or find_scheme(scheme).finest == "pcn"
]
MOST_HIDDEN_BESIDE = 0.15  # of what is not small itself


@dataclass(frozen=True)
class Told:
    """What the loops say of one row: exact counts, and how many people there are."""

    over: float
    under: float
    people: float
    per: float
    of_all: bool = False

    @property
    def is_small(self):
        apart = self.under - self.over
        told_of_all = self.of_all and self.over > 0 and (0 <= apart < 8)
        counts = as_published(self.over), as_published(self.under)
        return self.under > 0 and (None in counts or told_of_all)

    @property
    def is_empty(self):
        return self.people == 0 or self.under == 0

    def value(self):
        return self.per * as_published(self.over) / as_published(self.under)


def rate_told(people, measure, schemes):
    """Area and groups → what the loops say of a rate."""
    over, under, per = RATES[measure]
    counts = twin.counted(people, schemes)
    everybody = twin.counted(people, [])["tiny",]
    by_need = everybody["referred"] / everybody["need_central"]
    by_age = twin.expected(people, list(schemes), "referred", "people")
    told = {}
    for cell, of in counts.items():
        extra = {
            "expected_by_need": of["need_central"] * by_need,
            "expected_by_age_and_sex": by_age[cell],
        }
        below = {**of, **extra}[under]
        told[cell] = Told(of[over], below, of["people"], per, measure in TOLD_OF_ALL)
    return told


def share_told(people, measure, schemes):
    of_what, whole = SHARES[measure], twin.counted(people, [])
    return {
        cell: Told(
            *(of[of_what], whole[cell[0],][of_what], of["people"], 100),
            of_all=measure in TOLD_OF_ALL,
        )
        for cell, of in twin.counted(people, schemes).items()
    }


def compare(results, told, names, nobody):
    """How many rows are hidden without being small; all others must agree."""
    beside = 0
    for _, row in results.frame.iterrows():
        one = told.get((row["area_code"], *(row[name] for name in names)))
        one = one or nobody(row["area_code"])
        assert math.isfinite(row["value"]) == (row["status"] == "ok"), row
        if one.is_small:
            assert row["status"] == "suppressed", (row, one)
        elif row["status"] == "suppressed":
            beside += 1
        elif one.is_empty:
            assert row["status"] == "no data", (row, one)
        else:
            assert row["status"] == "ok", (row, one)
            counts = as_published(one.over), as_published(one.under)
            assert (row["numerator"], row["denominator"]) == counts, (row, one)
            assert row["value"] == pytest.approx(one.value(), rel=1e-12)
            assert row["lower"] <= row["value"] <= row["upper"]
    small = sum(one.is_small for one in told.values())
    assert beside <= MOST_HIDDEN_BESIDE * (len(results.frame) - small) + 2
    return beside


def nobody_of(_):
    return Told(0, 0, 0, 1)


def test_the_crowd_is_as_hard_as_it_is_meant_to_be(crowd_people):
    alike = {
        "no fixed abode": [p for p in crowd_people if p["no_fixed_abode"] == "1"],
        "home unknown": [p for p in crowd_people if not p["lsoa_code"]],
        "ethnicity unknown": [p for p in crowd_people if p["ethnic_category"] in "Z99"],
        "age unknown": [p for p in crowd_people if p["age"] is None],
        "in no PCN": [p for p in crowd_people if "pcn" not in p["areas"]],
        "referred twice": [p for p in crowd_people if p["referrals"] > 1],
        "in several groups": [
            p for p in crowd_people if len(twin.groups_of(p, "inclusion_health")) > 1
        ],
    }
    assert {what: len(some) for what, some in alike.items() if len(some) < 30} == {}


@pytest.mark.parametrize(("scheme", "level"), SINGLE)
def test_rate_by_every_scheme_at_every_level(
    crowd_answer, crowd_people, scheme, level
):
    results = crowd_answer("equity_ratio", level, by=(scheme,))
    told = rate_told(crowd_people, "equity_ratio", [scheme])
    compare(results, told, [scheme], nobody_of)


@pytest.mark.parametrize("measure", RATES)
@pytest.mark.parametrize(
    ("scheme", "level"), [("deprivation", "pcn"), ("inclusion_health", "place")]
)
def test_every_rate_by_a_scheme(crowd_answer, crowd_people, measure, scheme, level):
    results = crowd_answer(measure, level, by=(scheme,))
    told = rate_told(crowd_people, measure, [scheme])
    compare(results, told, [scheme], nobody_of)


@pytest.mark.parametrize("measure", SHARES)
@pytest.mark.parametrize(
    ("scheme", "level"), [("ethnicity", "pcn"), ("age", "place"), ("sex", "system")]
)
def test_every_share_by_a_scheme(crowd_answer, crowd_people, measure, scheme, level):
    results = crowd_answer(measure, level, by=(scheme,))
    told = share_told(crowd_people, measure, [scheme])
    compare(results, told, [scheme], nobody_of)


@pytest.mark.parametrize("measure", ["reach_per_1000", "equity_ratio"])
@pytest.mark.parametrize(("schemes", "level"), CROSSED)
def test_rate_where_schemes_cross(crowd_answer, crowd_people, measure, schemes, level):
    results = crowd_answer(measure, level, by=schemes)
    compare(results, rate_told(crowd_people, measure, schemes), schemes, nobody_of)
