"""What is made from the extracts, the slow and plain way: loops over the rows sent.

Written from docs/methods and METHODS, not from the SQL, so that the two can disagree.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from phm.warehouse.configuration import need_model
from tests.builders import PCNS, PRACTICES, Files, rows_of
from tests.measures.naive import Area, areas_above, of_lsoa


LAST_DAY = date(2026, 6, 30)
FIRST_DAY = date(2025, 7, 1)  # of the 12 months
CONDITIONS = ("diabetes", "hypertension", "copd")  # those that anybody here has
NEED = ("low", "central", "high")


@dataclass
class Person:
    """One patient, with what came of social prescribing in the 12 months."""

    facts: dict[str, Any]
    area: Area
    decisions: list[tuple[str, str, str]] = field(default_factory=list)
    reached: bool = False
    supported: bool = False
    sent_away: bool = False
    need: dict[str, float] = field(default_factory=dict)

    @property
    def referred(self) -> bool:
        return any(decision == "referred" for _, _, decision in self.decisions)

    @property
    def declined(self) -> bool:
        last = max(self.decisions, default=("", "", ""))[2]
        return last == "declined" and not self.referred

    @property
    def without_service(self) -> bool:
        return self.sent_away and not self.supported


def people(files: Files) -> list[Person]:
    """Every patient of a practice of the system."""
    found = {
        row["person_key"]: Person(dict(row), ("pcn", PRACTICES[row["practice_code"]]))
        for row in rows_of(files, "patients")
    }
    attended = {r["referral_key"] for r in rows_of(files, "contacts") if r["attended"]}
    taken_up = {r["referral_key"] for r in rows_of(files, "support") if r["taken_up"]}
    for row in rows_of(files, "referrals"):
        if not FIRST_DAY <= date.fromisoformat(row["referral_date"]) <= LAST_DAY:
            continue
        person, key = found[row["person_key"]], row["referral_key"]
        person.decisions.append((row["referral_date"], key, row["decision"]))
        if row["decision"] == "referred":
            person.reached |= key in attended
            person.supported |= key in taken_up
            person.sent_away |= row["close_reason"] == "no suitable service"
    ours = [one for one in found.values() if PCNS[one.area[1]][1] in ("9AA", "9BB")]
    _share_out_need(files, ours)
    return ours


def counts(files: Files) -> dict[str, dict[Area, float]]:
    """Quantity → area → how many, for PCNs, places and the system."""
    total: dict[str, dict[Area, float]] = defaultdict(Counter)
    for one in people(files):
        said = {
            "people": 1,
            "offered": bool(one.decisions),
            "declined": one.declined,
            "referred": one.referred,
            "reached": one.reached,
            "supported": one.supported,
            "without_service": one.without_service,
            "referrals": sum(d == "referred" for _, _, d in one.decisions),
            **{f"need_{band}": need for band, need in one.need.items()},
        }
        for area in areas_above(one.area):
            for name, amount in said.items():
                total[name][area] += amount
    return total


def unmet_need(files: Files) -> dict[str, dict[str, dict[Area, float]]]:
    """Part → low, central, high → area: floored in every PCN, then added up."""
    total = counts(files)
    found: dict[str, dict[str, dict[Area, float]]] = {
        part: {band: Counter() for band in NEED} for part in ("not_referred", "whole")
    }
    for area in [area for area in total["people"] if area[0] == "pcn"]:
        referred, declined = total["referred"][area], total["declined"][area]
        sent_away = total["without_service"][area]
        for band in NEED:
            missed = max(0.0, total[f"need_{band}"][area] - referred - declined)
            for above in areas_above(area):
                found["not_referred"][band][above] += missed
                found["whole"][band][above] += missed + declined + sent_away
    return found


def link_workers(files: Files) -> dict[Area, float]:
    """Average FTE of link workers in post over the 12 months, in PCNs with posts."""
    total: dict[Area, float] = Counter()
    months = [f"2025-{m:02d}" for m in range(7, 13)] + [
        f"2026-{m:02d}" for m in range(1, 7)
    ]
    for row in rows_of(files, "caseloads"):
        is_one = row["role"] == "link worker" and row["month"] in months
        for area in areas_above(("pcn", row["pcn_code"])):
            total[area] += row["fte_in_post"] / 12 if is_one else 0
    return total


def as_published(count: float) -> float | None:
    """0 shown, 1 to 7 hidden (and anything between), the rest to the nearest 5."""
    if 0 < count < 8:
        return None
    return 5 * int(count / 5 + 0.5)


def tells_of_all_but_few(part: float, whole: float) -> bool:
    """Whether a share says something of everybody, or of all but 1 to 7."""
    return part > 0 and whole - part < 8


def _share_out_need(files: Files, ours: list[Person]) -> None:
    """The stated total, by ratios of what is recorded about every adult."""
    model = need_model()
    ratio, years = model["person_ratio"], model["ratio"]["age_per_year_over_50"]
    decile = of_lsoa(files, "iod_2025", "imd_decile")
    weights = []
    for one in ours:
        facts, age = one.facts, _age(one.facts)
        weight = 0.0 if age is not None and age < 18 else 1.0
        if facts.get("lsoa_code"):
            quintile = (decile[facts["lsoa_code"]] + 1) // 2
            weight *= model["deprivation_multiplier"][str(quintile)]
        elif facts.get("no_fixed_abode"):
            weight *= ratio["no_fixed_abode"]
        weight *= years ** max((age or 0) - 50, 0)
        ill = sum(facts.get(name) not in (None, 0, "none") for name in CONDITIONS)
        weight *= ratio["multimorbidity"] if ill >= 2 else 1
        weight *= ratio["lonely"] if facts.get("lonely") else 1
        weight *= ratio["chronic_pain"] if facts.get("chronic_pain") else 1
        weights.append(weight)
    for one, weight in zip(ours, weights, strict=True):
        for band in NEED:
            stated = model["per_1000"][band] * len(ours) / 1000
            one.need[band] = stated * weight / sum(weights)


def _age(facts: dict[str, Any]) -> int | None:
    if facts.get("age_years") is not None:
        return int(facts["age_years"])
    born = facts.get("year_of_birth")
    return None if born is None else LAST_DAY.year - born
