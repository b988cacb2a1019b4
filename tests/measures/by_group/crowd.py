"""A crowd in the invented system: enough people to cross dimensions, all drawn here.

Everything that makes groups hard is in it: no fixed abode, homes unknown, in Wales and
in another system, ethnicity, age and sex unknown, closed practices in a PCN that is
still there and in one that is gone, opted out, referred twice, declined then referred.
"""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from phm.settings import Home
from phm.warehouse.connect import current_version
from tests.builders import (
    CLOSED,
    LSOAS,
    OPENED,
    OUTSIDE,
    WELSH,
    Row,
    Supplied,
    built,
    tiny_extracts,
    tiny_files,
)


GONE, GONE_PCN = "Z00011", "U90005"  # in the oldest map only, practice and PCN alike
LISTS = {
    "Z00001": 1500,
    "Z00002": 900,
    "Z00003": 800,
    OPENED: 400,
    "Z00005": 900,
    "Z00006": 500,
    "Z00007": 120,
    CLOSED: 300,
    GONE: 200,
    OUTSIDE: 200,
}
CATEGORIES = (*"AAAAAAAABCCDEFGHHHJJKLMNPRSZ", "99", None)
SEXES = (*("female", "male") * 20, "indeterminate", "not known", None)
FLAGS = (
    *("homeless", "drug_dependence", "alcohol_dependence", "vulnerable_migrant"),
    *("gypsy_roma_traveller", "justice_contact", "modern_slavery", "sex_worker"),
)
# of every language many people speak one, and few another; `xx` is nobody's row
SPOKEN = (*("en",) * 60, *("pl",) * 20, *("ro", "gu", "xx") * 6, "yo", *(None,) * 11)
BARRIERS = {"equipment": 0.05, "connectivity": 0.02, "confidence": 0.1, "skills": 0.2}
MONTHS = [(year, month) for year in (2024, 2025, 2026) for month in range(1, 13)][:30]
SAID = {"extract_date": "2026-06-30", "data_tier": "LOCAL"}


def crowd_files() -> dict[str, Supplied]:
    """Every file of the invented system, its extracts telling of the crowd."""
    files = tiny_files() | tiny_extracts()
    like = next(r for r in files["map_2022_01"].rows if r["practice_code"] == CLOSED)
    gone = {**like, "practice_code": GONE, "pcn_code": GONE_PCN, "pcn_name": "GONE PCN"}
    files["map_2022_01"] = files["map_2022_01"].added(gone)
    drawn = _drawn(Random(20))  # noqa: S311 - made-up people
    changed = {
        name: replace(files[name], rows=tuple(row | SAID for row in rows))
        for name, rows in drawn.items()
    }
    return {**files, **changed, "outcomes": replace(files["outcomes"], rows=())}


def _drawn(dice: Random) -> dict[str, list[Row]]:
    patients = [
        _person(dice, f"P{practice}{number:05d}", practice)
        for practice, size in LISTS.items()
        for number in range(size)
    ]
    drawn: dict[str, list[Row]] = {"patients": patients}
    drawn |= {name: [] for name in ("referrals", "contacts", "support")}
    for person in patients:
        for number in range(_offers(dice, person)):
            _offer(dice, drawn, f"R{person['person_key']}N{number}", person)
    return drawn


def _person(dice: Random, key: str, practice: str) -> dict[str, Any]:
    age = min(int(dice.triangular(0, 99, 40)), 95)
    known = dice.random()
    flags = {name: dice.choice((*[0] * 30, None, 1)) for name in FLAGS}
    return {
        "person_key": key,
        "practice_code": practice,
        "opted_out": int(dice.random() < 0.01),
        "age_years": age if known < 0.9 else None,
        "year_of_birth": 2026 - age if 0.9 <= known < 0.98 else None,
        "sex": dice.choice(SEXES),
        "ethnic_category": dice.choice(CATEGORIES),
        "diabetes": dice.choice(("none", "none", "none", "type 2")),
        "hypertension": int(dice.random() < 0.3),
        "copd": dice.choice((0, 0, 0, 1, None)),
        "lonely": int(dice.random() < 0.1),
        "chronic_pain": int(dice.random() < 0.2),
        **_home(dice),
        **flags,
        **_speech(int(key[-5:])),
        **_tested(int(key[-5:])),
        **_digital(Random(key), age),  # noqa: S311 - made-up people
    }


def _speech(number: int) -> Row:
    """What somebody speaks, by number, so that nothing else is drawn otherwise."""
    language = SPOKEN[number % len(SPOKEN)]
    foreign = language not in (None, "en")
    needs = (None, 1, 0)[number % 3] if foreign else (0, None)[number % 2]
    return {"main_language": language, "interpreter_needed": needs}


def _tested(number: int) -> Row:
    """An old HbA1c of a few: results are sent, nobody's of the last 12 months."""
    if number % 50:
        return {}
    return {"hba1c_mmol_mol": 45, "hba1c_date": "2024-01-15"}


def _digital(dice: Random, age: int) -> Row:
    """What is known of going online: of few, more of the old, and not always all."""
    app = {"nhs_app": dice.choice((*[1] * 6, *[0] * 4, None))}
    if dice.random() > 0.3 + 0.004 * age:
        return app
    return app | {
        f"digital_no_{what}": dice.choice(
            (None, *(int(dice.random() < chance + age / 200) for _ in range(12)))
        )
        for what, chance in BARRIERS.items()
    }


def _home(dice: Random) -> Row:
    """An address; 3 in 100 have none, a few of those a hostel's."""
    if dice.random() < 0.03:
        hostel = dice.choice((None, None, None, LSOAS[0].code))
        return {"no_fixed_abode": 1, "lsoa_code": hostel}
    homes = [one.code for one in LSOAS] * 5 + [WELSH, None]
    return {
        "no_fixed_abode": dice.choice((0, 0, None)),
        "lsoa_code": dice.choice(homes),
    }


def _offers(dice: Random, person: Row) -> int:
    """How often somebody is offered it: men less, the lonely more."""
    chance = 0.25 + 0.15 * person["lonely"] - 0.1 * (person["sex"] == "male")
    return dice.choice((1, 1, 2, 3)) if dice.random() < chance else 0


def _offer(dice: Random, drawn: dict[str, list[Row]], key: str, person: Row) -> None:
    year, month = dice.choice(MONTHS[-18:] if dice.random() < 0.7 else MONTHS)
    decision = dice.choice(("referred", "referred", "referred", "declined", "offered"))
    closed = decision == "referred" and dice.random() < 0.3
    drawn["referrals"].append(
        {
            "referral_key": key,
            "person_key": person["person_key"],
            "referral_date": f"{year}-{month:02d}-{dice.randint(1, 28):02d}",
            "route": "gp",
            "decision": decision,
            "closed_date": "2026-06-29" if closed else None,
            "close_reason": _reason(dice) if closed else None,
        }
    )
    for number in range(dice.choice((0, 1, 1, 2))):
        contact = {"contact_key": f"C{key}N{number}", "referral_key": key}
        seen = {"contact_date": "2026-06-29", "attended": dice.choice((0, 1, 1))}
        drawn["contacts"].append(contact | seen)
    for number in range(dice.choice((0, 0, 1))):
        offer = {"support_key": f"S{key}N{number}", "referral_key": key}
        kind = {"offered_date": "2026-06-29", "kind": "nature"}
        drawn["support"].append(offer | kind | {"taken_up": dice.choice((0, 1, None))})


def _reason(dice: Random) -> str:
    return dice.choice(("no suitable service", "completed"))


def crowd_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of the crowd, built once for a test run; for reading only."""
    home = Home(tmp_path_factory.getbasetemp() / "crowd-home")
    if current_version(home) is None:
        built(home, crowd_files())
    return home
