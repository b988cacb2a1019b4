"""Who stands in which group, by hand: from the titles of the groups alone."""

from collections.abc import Callable
from typing import Any


Person = dict[str, Any]

FIVE = {"White": "ABC", "Mixed": "DEFG", "Asian": "HJKLR", "Black": "MNP", "Other": "S"}
BANDS = ((18, "0-17"), (30, "18-29"), (45, "30-44"), (65, "45-64"), (80, "65-79"))
INCLUSION = (
    *("drug_dependence", "alcohol_dependence", "vulnerable_migrant"),
    *("gypsy_roma_traveller", "justice_contact", "modern_slavery", "sex_worker"),
)
INTERPRETER = {"1": "needed", "0": "not_needed", "": "not_recorded"}


def groups_of(person: Person, scheme: str) -> list[str]:
    """The ids of the groups a person stands in: one, unless they overlap."""
    return GROUPS[scheme](person)


def groups_told(person: Person, scheme: str, level: str) -> list[str]:
    """Those told for areas of a level: few people are no group of a small area."""
    found = groups_of(person, scheme)
    if scheme == "inclusion_health":
        alone = ("modern_slavery", "sex_worker") if level != "system" else ()
        return [group for group in found if group not in alone]
    small = level not in ("system", "place")
    return ["not_known" if one == "no_fixed_abode" and small else one for one in found]


def band_of(person: Person) -> str:
    """The age band of a person."""
    if person["age"] is None:
        return "not_known"
    return next((band for below, band in BANDS if person["age"] < below), "80+")


def _at_home(person: Person, group: object) -> str:
    """The group of a neighbourhood; a hostel's is nobody's home."""
    if person["no_fixed_abode"] == "1":
        return "no_fixed_abode"
    return str(group or "not_known")


def _five(person: Person) -> str:
    letter = person["ethnic_category"]
    return next((name for name, of in FIVE.items() if letter and letter in of), "")


def _five_of_2001(person: Person) -> str:
    return "Other" if person["ethnic_category"] == "R" else _five(person)


def _letter(person: Person) -> str:
    return person["ethnic_category"] if _five(person) else "not_known"


def _two(person: Person) -> str:
    return {"White": "white", "": "not_known"}.get(_five(person), "minority")


def _inclusion(person: Person) -> list[str]:
    found = [name for name in INCLUSION if person[name] == "1"]
    if person["homeless"] == "1" or person["no_fixed_abode"] == "1":
        found.append("homelessness")
    return found or ["none_recorded"]


def _filled(person: Person) -> list[str]:
    """Which fields say yes or no of a person; an empty one says neither."""
    fields = {"homelessness": "homeless"} | {name: name for name in INCLUSION}
    found = [f"{name}_filled" for name, field in fields.items() if person[field] != ""]
    return found or ["nothing_filled"]


def _language(person: Person) -> str:
    spoken = person["main_language"]
    return "another_or_none" if spoken in ("", "xx") else spoken


def _is_recorded(person: Person) -> str:
    return "recorded" if person["main_language"] else "not_recorded"


def _settlement(person: Person) -> str:
    return str(person["rural"]["urban_rural"]).casefold() if person["rural"] else ""


def _class(person: Person) -> str:
    return person["rural"]["ruc21_code"] if person["rural"] else ""


GROUPS: dict[str, Callable[[Person], list[str]]] = {
    "deprivation": lambda p: [_at_home(p, p["fifth"])],
    "deprivation_local": lambda p: [_at_home(p, p["local_fifth"])],
    "ethnicity": lambda p: [_five(p).casefold() or "not_known"],
    "ethnicity_2001": lambda p: [_five_of_2001(p).casefold() or "not_known"],
    "ethnicity_16": lambda p: [_letter(p)],
    "ethnicity_two": lambda p: [_two(p)],
    "inclusion_health": _inclusion,
    "inclusion_health_filled": _filled,
    "interpreter": lambda p: [INTERPRETER[p["interpreter_needed"]]],
    "language": lambda p: [_language(p)],
    "language_recorded": lambda p: [_is_recorded(p)],
    "rurality": lambda p: [_at_home(p, _settlement(p))],
    "rurality_six": lambda p: [_at_home(p, _class(p))],
    "age": lambda p: [band_of(p)],
    "sex": lambda p: [p["sex"] if p["sex"] in ("female", "male") else "not_known"],
}
