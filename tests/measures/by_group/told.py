"""What the loops say of every row of an answer, and whether the answer says the same.

A row is hidden where the loops count 1 to 7, and elsewhere only beside such a count;
all else must be the same to the last digit.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from phm.measures.results import Results
from tests.measures.by_group.twin import Cell, Loops
from tests.measures.naive_people import as_published


RATES = {  # measure → over, under, per how many
    "reach_per_1000": ("referred", "people", 1000),
    "reach_per_1000_in_need": ("referred", "central", 1000),
    "reach_before_per_1000": ("referred_before", "people", 1000),
    "demand_per_1000": ("offered", "people", 1000),
    "referrals_per_1000": ("referrals", "people", 1000),
    "declined_percent": ("declined", "offered", 100),
    "reached_link_worker_percent": ("reached", "referred", 100),
    "got_intervention_percent": ("supported", "referred", 100),
    "unmet_need_declined_per_1000": ("declined", "people", 1000),
    "unmet_need_no_suitable_service_per_1000": ("no_service", "people", 1000),
    "equity_ratio": ("referred", "expected_by_need", 1),
    "equity_ratio_age_and_sex": ("referred", "expected_by_age_and_sex", 1),
}
SHARES = {  # measure → what of
    "share_of_people_percent": "people",
    "share_of_need_percent": "central",
    "share_of_referrals_percent": "referred",
}
# Shares of people: all of a group, or all but a few, may not be told to have declined.
TOLD_OF_ALL = {
    *("declined_percent", "reached_link_worker_percent", "got_intervention_percent"),
    "share_of_referrals_percent",
}
MOST_HIDDEN_BESIDE = 0.1


@dataclass(frozen=True)
class Told:
    """One row: exact counts, as the loops have them."""

    over: float = 0
    under: float = 0
    people: float = 0
    per: float = 1
    of_all: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it must be hidden for its own sake."""
        all_of_them = self.of_all and self.over > 0 and 0 <= self.under - self.over < 8
        return all_of_them or None in self.published

    @property
    def is_empty(self) -> bool:
        return self.people == 0 or self.under == 0

    @property
    def published(self) -> tuple[float | None, float | None]:
        """Both counts, rounded."""
        return as_published(self.over), as_published(self.under)


def rates(loops: Loops, measure: str, schemes: Sequence[str]) -> dict[Cell, Told]:
    """Area and groups → a rate."""
    over, under, per = RATES[measure]
    names = tuple(schemes)
    system = loops.everybody["tiny",]
    by_need = system["referred"] / system["central"]
    by_age = loops.expected(names, "referred", "people")
    found = {}
    for cell, counts in loops.counted(names).items():
        expected = {
            "expected_by_need": counts["central"] * by_need,
            "expected_by_age_and_sex": by_age[cell],
        }
        below = {**counts, **expected}.get(under, 0)
        of_all = measure in TOLD_OF_ALL
        found[cell] = Told(counts[over], below, counts["people"], per, of_all)
    return found


def shares(loops: Loops, measure: str, schemes: Sequence[str]) -> dict[Cell, Told]:
    """Area and groups → a share of everybody in the area."""
    what, of_all = SHARES[measure], measure in TOLD_OF_ALL
    return {
        cell: Told(
            counts[what],
            loops.everybody[cell[0],][what],
            counts["people"],
            per=100,
            of_all=of_all,
        )
        for cell, counts in loops.counted(tuple(schemes)).items()
    }


def hidden_beside(
    results: Results, told: Mapping[Cell, Told], schemes: Sequence[str]
) -> int:
    """How many rows with people are hidden though not small; others must agree."""
    names, beside = ["area_code", *schemes], 0
    assert not results.frame.duplicated(names).any()
    for _, row in results.frame.iterrows():
        one = told.get(tuple(row[names]), Told())
        assert math.isfinite(row["value"]) == (row["status"] == "ok"), row
        if row["status"] == "suppressed" and not one.is_small:
            beside += tuple(row[names]) in told
        else:
            _assert_same(row, one, results.counted_share)
    missing = set(told) - set(results.frame[names].itertuples(index=False, name=None))
    assert {
        cell for cell in missing if cell[0] in set(results.frame.area_code)
    } == set()
    assert beside <= 1 + MOST_HIDDEN_BESIDE * len(results.frame)
    return beside


def _assert_same(row: Mapping[str, float], one: Told, share: float) -> None:
    if one.is_small:
        assert row["status"] == "suppressed", (row, one)
        numbers = ("value", "lower", "upper", "numerator", "denominator")
        assert all(math.isnan(row[name]) for name in numbers), row
    elif one.is_empty:
        assert row["status"] == "no data", (row, one)
    else:
        over, under = (count / share for count in one.published)
        assert (row["numerator"], row["denominator"]) == (over, under), (row, one)
        assert row["value"] == pytest.approx(one.per * over / under, rel=1e-12)
        assert not row["lower"] > row["value"]
        assert not row["upper"] < row["value"]
