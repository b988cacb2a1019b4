"""Groups of people counted the slow and plain way: the CSV files sent, and loops.

Written from docs/methods and the titles of the groups, not from the SQL or the
declarations, so that they can disagree.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from phm.warehouse.configuration import need_model
from tests.builders import SAMPLE_KEY, Files, rows_of
from tests.measures.by_group.twin_groups import Person, band_of, groups_told
from tests.measures.naive import local_quintiles, of_lsoa
from tests.measures.naive_people import CONDITIONS, FIRST_DAY, LAST_DAY, NEED


Cell = tuple[str, ...]  # area, then a group of each scheme
Amounts = Mapping[str, float]

PLACES = {"9AA": "tiny_place", "9BB": "little_place"}
YEAR_BEFORE = date(2024, 7, 1)


def read_people(raw: Path, files: Files) -> list[Person]:
    """Everybody registered in the system and not opted out, with what came of it."""
    practices = _practices(files)
    rural = {row["lsoa21_code"]: row for row in rows_of(files, "rural_urban_2021")}
    decile = of_lsoa(files, "iod_2025", "imd_decile")
    local = local_quintiles(files)
    offers = _offers(raw)
    found = []
    for row in _rows(raw, "patients"):
        person: Person = dict(row)
        if row["opted_out"] == "1" or row["practice_code"] not in practices:
            continue
        home = row["lsoa_code"]
        person["areas"] = practices[row["practice_code"]]
        person["fifth"] = (decile[home] + 1) // 2 if home in decile else None
        person["local_fifth"] = local.get(home)
        person["rural"] = rural.get(home)
        person["age"] = _age(row)
        drawn = sha256(f"{SAMPLE_KEY.strip()}{row['person_key']}".encode())
        person["in_sample"] = drawn.digest()[0] < 128
        person |= _outcome(offers[row["person_key"]])
        found.append(person)
    _share_out_need(found)
    for person in found:
        outcomes = {name: int(person[name]) for name in OUTCOMES}
        person["amounts"] = {"people": 1, **outcomes, **person["need"]}
    return found


class Loops:
    """Counts of everybody, by area and groups; each table is made once."""

    def __init__(self, people: list[Person], standard: list[Person] = ()) -> None:
        """``standard`` are those whose rates are expected, if others than these."""
        self.people, self.standard = people, standard or people
        self.everybody = self.counted(())

    def sampled(self) -> "Loops":
        """Those whom built cohorts are counted in, at the rates of all of them."""
        return Loops([one for one in self.people if one["in_sample"]], self.people)

    @cache  # noqa: B019 - one for the whole test run
    def counted(self, schemes: tuple[str, ...]) -> dict[Cell, Amounts]:
        """Area and groups → how many of what."""
        return self._sums(schemes, lambda person: person["amounts"])

    @cache  # noqa: B019
    def expected(
        self, schemes: tuple[str, ...], over: str, under: str
    ) -> dict[Cell, float]:
        """Area and groups → what the system's rates by age band and sex imply."""
        top, bottom = defaultdict[Any, float](float), defaultdict[Any, float](float)
        for one in self.standard:
            top[_stratum(one)] += one["amounts"][over]
            bottom[_stratum(one)] += one["amounts"][under]
        rates = {key: top[key] / below if below else 0 for key, below in bottom.items()}
        sums = self._sums(
            schemes, lambda one: {"n": one["amounts"][under] * rates[_stratum(one)]}
        )
        return {cell: of["n"] for cell, of in sums.items()}

    def _sums(
        self, schemes: tuple[str, ...], what: Callable[[Person], Amounts]
    ) -> dict[Cell, Amounts]:
        found: dict[Cell, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for person in self.people:
            adds = {name: n for name, n in what(person).items() if n}
            for level, area in person["areas"].items():
                groups = [groups_told(person, scheme, level) for scheme in schemes]
                for cell in product([area], *groups):
                    sums = found[cell]
                    for name, number in adds.items():
                        sums[name] += number
        return dict(found)


def _stratum(person: Person) -> tuple[str, str]:
    return band_of(person), person["sex"] or "not known"


def unmet(of: Amounts) -> dict[str, float]:
    """Unmet need of a group taken as a whole: low, central, high."""
    served = of["referred"] + of["declined"]
    rest = of["declined"] + of["no_service"]
    return {band: max(of[band] - served, 0) + rest for band in NEED}


OUTCOMES = (
    *("offered", "declined", "referred", "referred_before"),
    *("reached", "supported", "no_service", "referrals"),
)


def _practices(files: Files) -> dict[str, dict[str, str]]:
    """Practice → its areas by level, by the newest map that names it."""
    maps = [files[name].rows for name in ("map_2026_07", "map_2026_01", "map_2022_01")]
    now = {row["pcn_code"] for row in maps[0]}
    found: dict[str, dict[str, str]] = {}
    for row in (row for rows in maps for row in rows):
        if row["sub_icb_code"] in PLACES and row["practice_code"] not in found:
            above = {"place": PLACES[row["sub_icb_code"]], "system": "tiny"}
            pcn = {"pcn": row["pcn_code"]} if row["pcn_code"] in now else {}
            found[row["practice_code"]] = pcn | above
    return found


def _offers(raw: Path) -> dict[str, list[Person]]:
    attended, taken_up = Counter[str](), Counter[str]()
    for row in _rows(raw, "contacts"):
        attended[row["referral_key"]] += row["attended"] == "1"
    for row in _rows(raw, "support"):
        taken_up[row["referral_key"]] += row["taken_up"] == "1"
    found: dict[str, list[Person]] = defaultdict(list)
    for row in _rows(raw, "referrals"):
        key = row["referral_key"]
        more = {"attended": attended[key], "taken_up": taken_up[key]}
        found[row["person_key"]].append({**row, **more})
    return found


def _outcome(offers: list[Person]) -> Person:
    days = [(date.fromisoformat(one["referral_date"]), one) for one in offers]
    now = [one for day, one in days if FIRST_DAY <= day <= LAST_DAY]
    before = [one for day, one in days if YEAR_BEFORE <= day < FIRST_DAY]
    sent = [one for one in now if one["decision"] == "referred"]
    last = max(
        now, key=lambda one: (one["referral_date"], one["referral_key"]), default={}
    )
    helped = any(one["taken_up"] for one in sent)
    nothing = [one for one in sent if one["close_reason"] == "no suitable service"]
    return {
        "offered": bool(now),
        "referred": bool(sent),
        "declined": bool(now) and last["decision"] == "declined" and not sent,
        "referred_before": any(one["decision"] == "referred" for one in before),
        "reached": any(one["attended"] for one in sent),
        "supported": helped,
        "no_service": bool(nothing) and not helped,
        "referrals": len(sent),
    }


def _share_out_need(people: list[Person]) -> None:
    """The stated total, by ratios of what is recorded about every adult."""
    model = need_model()
    ratio, years = model["person_ratio"], model["ratio"]["age_per_year_over_50"]
    weights = []
    for one in people:
        weight = 0.0 if one["age"] is not None and one["age"] < 18 else 1.0
        if one["fifth"]:
            weight *= model["deprivation_multiplier"][str(one["fifth"])]
        elif one["no_fixed_abode"] == "1":
            weight *= ratio["no_fixed_abode"]
        weight *= years ** max((one["age"] or 0) - 50, 0)
        ill = sum(one[name] not in ("", "0", "none") for name in CONDITIONS)
        weight *= ratio["multimorbidity"] if ill >= 2 else 1
        weight *= ratio["lonely"] if one["lonely"] == "1" else 1
        weight *= ratio["chronic_pain"] if one["chronic_pain"] == "1" else 1
        weights.append(weight)
    whole = sum(weights)
    for one, weight in zip(people, weights, strict=True):
        stated = {band: model["per_1000"][band] * len(people) / 1000 for band in NEED}
        one["need"] = {band: stated[band] * weight / whole for band in NEED}


def _age(row: Mapping[str, str]) -> int | None:
    if row["age_years"]:
        return int(row["age_years"])
    return LAST_DAY.year - int(row["year_of_birth"]) if row["year_of_birth"] else None


def _rows(raw: Path, extract: str) -> list[dict[str, str]]:
    with (raw / f"{extract}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
