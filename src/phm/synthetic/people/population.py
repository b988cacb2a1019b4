"""A population drawn to the area facts: one row per registered person, as columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import generator, key_bytes
from phm.synthetic.parameters import Parameters
from phm.synthetic.people.diabetes import diabetes_columns
from phm.synthetic.people.health import (
    UNKNOWN,
    condition_count,
    frailty,
    recorded,
    true_flags,
)
from phm.synthetic.people.life import (
    employment,
    language,
    languages,
    opted_out,
    recorded_ethnic,
)
from phm.synthetic.people.model import Crowd, Small, crowd
from phm.synthetic.people.need import in_any_group, need
from phm.synthetic.people.places import NOWHERE, place_people
from phm.synthetic.people.table import people_table
from phm.synthetic.people.use import asked_about_digital, use_columns


Columns = dict[str, npt.NDArray[np.generic]]
Progress = Callable[[str], None]

PREFIX = "SYN"
DIGITAL = "digital_no_"
NONE_OR_LOW, HIGHER_RISK, DEPENDENT = range(3)


@dataclass(frozen=True)
class People:
    """Everybody registered, in random but fixed order; every column has one row each.

    ``columns``, as compact codes (-1 = not recorded, or not asked):
    person_key (S15) · practice, lsoa (positions in the facts; lsoa -1 = no fixed abode)
    age (years) · sex (0 female, 1 male) · quintile (national, 1-5; 0 = no address)
    ethnic (position in ETHNIC_CODES, as recorded) · true_ethnic (before unknowns)
    every flag of patients.toml under its own name, 0, 1 or -1, as recorded; and
    true_NAME for those whose record differs from the truth (inclusion-health groups,
    loneliness, digital barriers …)
    diabetes, frailty, alcohol, employment, main_language (positions in their values)
    hba1c_mmol_mol (-1 = none) · hba1c_days (days before the extract, -1 = none)
    gp_contacts_12m, ae_attendances_12m, emergency_admissions_12m (counts)
    need (float32, chance of needing social prescribing; sums to the total asked)
    uncontrolled, unmonitored (0/1, people of 17 and over with diabetes)
    conditions (number of long-term conditions)
    """

    columns: Mapping[str, npt.NDArray[np.generic]]
    extract_date: str
    practice_codes: tuple[str, ...]
    lsoa_codes: tuple[str, ...]
    languages: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.columns["age"])

    def table(self) -> pa.Table:
        """The patients extract: exactly the declared columns, as text codes."""
        return people_table(self)


def generate_people(
    facts: AreaFacts,
    parameters: Parameters,
    *,
    seed: int,
    on_progress: Progress = lambda _what: None,
) -> People:
    """Everybody on the lists of the facts; the same arguments give the same people."""
    on_progress("homes, ages and ethnic categories")
    people = crowd(
        facts, place_people(facts, parameters.ethnicity, seed=seed), seed=seed
    )
    on_progress("conditions and circumstances")
    have = true_flags(facts, people, parameters)
    columns = _columns(people, have, parameters)
    on_progress("use of services and what is recorded")
    columns |= _as_recorded(people, have, columns, parameters)
    columns |= _life(facts, people, parameters)
    on_progress("order and keys")
    order = generator(seed, "order of people").permutation(len(people))
    for name in columns:
        columns[name] = columns[name][order]
    columns["person_key"] = key_bytes(PREFIX, len(people), seed=seed)
    return People(
        columns,
        extract_date=_last_day(facts.month),
        practice_codes=tuple(facts.practices["practice_code"]),
        lsoa_codes=tuple(facts.lsoas["lsoa_code"]),
        languages=languages(parameters.language),
    )


def _columns(people: Crowd, have: dict[str, Small], parameters: Parameters) -> Columns:
    """What a person is and has, need included; none of it depends on recording."""
    conditions = condition_count(have)
    in_group = in_any_group(have, parameters.inclusion.groups)
    return {
        "practice": people.placed.practice,
        "lsoa": people.placed.lsoa,
        "age": people.placed.age,
        "sex": people.placed.sex,
        "quintile": people.quintile,
        "true_ethnic": people.placed.ethnic,
        "no_fixed_abode": (people.placed.lsoa == NOWHERE).astype(np.int8),
        "conditions": conditions,
        "need": need(
            people,
            have,
            conditions,
            in_group,
            parameters.need,
            parameters.deprivation,
        ),
        **diabetes_columns(people, have["diabetes"], parameters),
        **use_columns(
            people, conditions, in_group, have["severe_mental_illness"], parameters.use
        ),
    }


def _as_recorded(
    people: Crowd, have: dict[str, Small], columns: Columns, parameters: Parameters
) -> Columns:
    """Every flag as the record has it, and the truth beside it where they differ."""
    contacts = columns["gp_contacts_12m"]
    asked = asked_about_digital(people, contacts, parameters.digital)
    found: Columns = {}
    for name, truth in have.items():
        if name == "diabetes":
            continue
        if name.startswith(DIGITAL):
            found[name] = np.where(asked, truth, UNKNOWN)
        else:
            found[name] = recorded(name, truth, people, parameters)
        if found[name] is not truth:
            found[f"true_{name}"] = truth
    higher = found.pop("alcohol_higher_risk")
    del found["true_alcohol_higher_risk"]
    alcohol = np.where(higher == 1, HIGHER_RISK, np.minimum(higher, NONE_OR_LOW))
    is_dependent = found["alcohol_dependence"] == 1
    found["alcohol"] = np.where(is_dependent, DEPENDENT, alcohol).astype(np.int8)
    return found


def _life(facts: AreaFacts, people: Crowd, parameters: Parameters) -> Columns:
    main_language, interpreter = language(facts, people, parameters.language)
    return {
        "ethnic": recorded_ethnic(people, parameters.ethnicity),
        "opted_out": opted_out(people, parameters.opted_out),
        "frailty": frailty(people, parameters.frailty),
        "employment": employment(people, parameters.employment),
        "main_language": main_language,
        "interpreter_needed": interpreter,
    }


def _last_day(month: str) -> str:
    """The last day of a month such as 2026-06."""
    return str((np.datetime64(month, "M") + 1).astype("datetime64[D]") - 1)
