"""Diabetes: its type, the latest HbA1c and its day, control, and the care processes."""

import numpy as np
import numpy.typing as npt

from phm.synthetic.areas.facts import ETHNIC_ORDER
from phm.synthetic.drawing.draws import Floats, generator
from phm.synthetic.parameter_groups import CareProcesses, Diabetes
from phm.synthetic.parameters import Parameters
from phm.synthetic.people.model import Crowd, Small, by_age, deprivation_scores
from phm.synthetic.people.places import TILT_GROUPS


Columns = dict[str, npt.NDArray[np.generic]]

NONE, TYPE_1, TYPE_2, OTHER = range(4)
CONTROLLED_UP_TO = 58  # mmol/mol; NHS England DM020
LOWEST, HIGHEST = 30, 150
YEAR = 365
OLDEST_TEST = 3 * YEAR
REGISTER_FROM = 17
PROCESSES = (
    *("blood_pressure", "cholesterol", "creatinine", "urine_acr", "foot", "bmi"),
    "smoking",
)
NOT_ASKED = -1


def diabetes_columns(people: Crowd, have: Small, parameters: Parameters) -> Columns:
    """Columns of the diabetes record; -1 where a person has no diabetes or no test."""
    who = np.flatnonzero(have)
    rng = generator(people.seed, "diabetes")
    model = parameters.diabetes
    kind = _types(people, who, model, rng)
    days = _days_since_test(people, who, model, rng)
    is_recent = (days >= 0) & (days < YEAR)
    value = _values(people, who, kind, model, rng)
    is_high = value > CONTROLLED_UP_TO
    on_register = people.placed.age[who] >= REGISTER_FROM
    columns: Columns = {
        "diabetes": _spread(kind, who, people, otherwise=NONE),
        "hba1c_mmol_mol": _spread(np.where(days >= 0, value, NOT_ASKED), who, people),
        "hba1c_days": _spread(days, who, people),
        "uncontrolled": _spread(
            is_recent & is_high & on_register, who, people, otherwise=0
        ),
        "unmonitored": _spread(~is_recent & on_register, who, people, otherwise=0),
        "care_process_hba1c": _spread(is_recent, who, people),
    }
    done = _processes(people, who, is_recent, parameters.care_processes, rng)
    return columns | {
        f"care_process_{name}": _spread(flag, who, people)
        for name, flag in done.items()
    }


def _types(
    people: Crowd,
    who: npt.NDArray[np.intp],
    model: Diabetes,
    rng: np.random.Generator,
) -> Small:
    age = people.placed.age[who]
    first = by_age(model.type_1_percent_by_age)[age] / 100
    point = rng.random(len(who))
    other = first + model.other_type_percent / 100
    kinds = np.where(point < other, OTHER, TYPE_2)
    return np.where(point < first, TYPE_1, kinds).astype(np.int8)


def _days_since_test(
    people: Crowd,
    who: npt.NDArray[np.intp],
    model: Diabetes,
    rng: np.random.Generator,
) -> npt.NDArray[np.int16]:
    """Days from the latest HbA1c to the extract; -1 when there never was one."""
    missed = by_age(model.not_measured_percent_by_age)[people.placed.age[who]] / 100
    recent = rng.integers(1, YEAR, len(who))
    older = rng.integers(YEAR, OLDEST_TEST, len(who))
    older[rng.random(len(who)) < model.never_measured_percent / 100] = NOT_ASKED
    days = np.where(rng.random(len(who)) < missed, older, recent)
    return np.asarray(days, dtype=np.int16)


def _values(
    people: Crowd,
    who: npt.NDArray[np.intp],
    kind: Small,
    model: Diabetes,
    rng: np.random.Generator,
) -> npt.NDArray[np.int16]:
    """Latest HbA1c in mmol/mol: first whether it is above 58, then by how much."""
    scores = _control_scores(people, who, model)
    scores = np.where(kind == TYPE_1, model.type_1_uncontrolled_logit, scores)
    is_high = rng.random(len(who)) < 1 / (1 + np.exp(-scores))
    above = 1 + np.floor(rng.gamma(1.5, model.excess_mean / 1.5, len(who)))
    below = np.floor(rng.gamma(1.8, model.below_mean / 1.8, len(who)))
    value = CONTROLLED_UP_TO + np.where(is_high, above, -below)
    return np.asarray(np.clip(value, LOWEST, HIGHEST), dtype=np.int16)


def _control_scores(
    people: Crowd, who: npt.NDArray[np.intp], model: Diabetes
) -> Floats:
    """Log odds of more than 58 mmol/mol in type 2 (NDA, crude splits)."""
    ethnic = np.zeros(len(ETHNIC_ORDER))
    for group, extra in (
        ("asian", model.asian),
        ("black", model.black),
        ("mixed", model.other),
        ("other", model.other),
    ):
        for letter in TILT_GROUPS[group]:
            ethnic[ETHNIC_ORDER.index(letter)] = extra * model.ethnic_shrink
    ratio = float(np.exp(model.deprivation))
    age = people.placed.age[who].astype(np.float64)
    return np.asarray(
        model.uncontrolled_logit
        + ethnic[people.placed.ethnic[who]]
        + deprivation_scores(ratio)[people.quintile[who]]
        + model.per_year_from_60 * (age - 60)
    )


def _processes(
    people: Crowd,
    who: npt.NDArray[np.intp],
    is_recent: npt.NDArray[np.bool_],
    model: CareProcesses,
    rng: np.random.Generator,
) -> dict[str, npt.NDArray[np.bool_]]:
    """The seven other care processes, which come together in the same people."""
    shared = model.engagement * rng.standard_normal(len(who))
    shared += np.log(model.under_40) * (people.placed.age[who] < 40)
    shared += np.log(model.not_measured) * ~is_recent
    done = {}
    for name in PROCESSES:
        share = getattr(model, f"{name}_percent") / 100
        # A trait of that spread pulls a mean towards a half: undo it (Zeger 1988).
        level = np.log(share / (1 - share)) * np.sqrt(1 + 0.346 * model.engagement**2)
        done[name] = rng.random(len(who)) < 1 / (1 + np.exp(-(level + shared)))
    return done


def _spread(
    values: npt.NDArray[np.generic],
    who: npt.NDArray[np.intp],
    people: Crowd,
    otherwise: int = NOT_ASKED,
) -> npt.NDArray[np.generic]:
    """Values of the people concerned, among everybody."""
    kind = np.int16 if values.dtype.itemsize > 1 else np.int8
    column = np.full(len(people), otherwise, dtype=kind)
    column[who] = values
    return column
