"""Use of services in the last 12 months, and who was asked about getting online."""

import numpy as np
import numpy.typing as npt

from phm.synthetic.drawing.draws import generator
from phm.synthetic.parameter_groups import Digital, Use
from phm.synthetic.people.model import (
    Crowd,
    Scores,
    Small,
    by_age,
    deprivation_scores,
)


Columns = dict[str, npt.NDArray[np.generic]]
MOST = {"gp_contacts_12m": 250, "ae_attendances_12m": 60}
MOST_ADMISSIONS = 30
# One person's use of everything goes up and down together; crises of people with a
# severe mental illness, and of others: assumption.
CRISIS = {1: 0.09, 0: 0.0025}


def use_columns(
    people: Crowd, conditions: Small, in_group: Small, smi: Small, model: Use
) -> Columns:
    """Contacts, attendances, admissions, crises and recent discharges."""
    rng = generator(people.seed, "use of services")
    shape = np.float32(model.spread)
    uneven = rng.standard_gamma(shape, len(people), dtype=np.float32) / shape
    ill = np.float32(model.per_condition) ** np.arange(conditions.max(initial=0) + 1)
    deprived = np.exp(deprivation_scores(model.deprived)).astype(np.float32)
    level: Scores = uneven * ill.astype(np.float32)[conditions]
    level *= deprived[people.quintile]
    sex = np.array([model.female_gp, 1 / model.female_gp], dtype=np.float32)
    group = np.array([1.0, model.inclusion], dtype=np.float32)[in_group]
    gp = _counts(people, model.gp_by_age, level * sex[people.placed.sex], rng)
    ae = _counts(people, model.ae_by_age, level * group, rng)
    admitted = _counts(people, model.admissions_by_age, level * group, rng)
    crisis = np.array([CRISIS[0], CRISIS[1]], dtype=np.float32)[smi]
    point = rng.random(len(people), dtype=np.float32)
    discharged = rng.random(len(people), dtype=np.float32) < model.discharged_share
    return {
        "gp_contacts_12m": np.minimum(gp, MOST["gp_contacts_12m"]),
        "ae_attendances_12m": np.minimum(ae, MOST["ae_attendances_12m"]),
        "emergency_admissions_12m": np.minimum(admitted, MOST_ADMISSIONS),
        "mental_health_crisis_12m": (point < crisis).astype(np.int8),
        "discharged_90d": ((admitted > 0) & discharged).astype(np.int8),
    }


def asked_about_digital(
    people: Crowd, contacts: npt.NDArray[np.generic], model: Digital
) -> npt.NDArray[np.bool_]:
    """Whether a person was asked: few are, more often those who are seen."""
    share = (by_age(model.asked_percent_by_age) / 100).astype(np.float32)
    times = np.log1p(np.asarray(contacts, dtype=np.float32))
    lift = np.float32(model.asked_if_contacts) ** (times - times.mean())
    chance: Scores = share[people.placed.age] * lift
    return np.less(people.chance("asked about digital"), chance)


def _counts(
    people: Crowd,
    steps: dict[int, float],
    level: Scores,
    rng: np.random.Generator,
) -> npt.NDArray[np.int16]:
    """Poisson counts about a level, scaled so that the mean by age is kept."""
    expected = by_age(steps).astype(np.float32)[people.placed.age]
    wanted, got = expected.sum(dtype=float), (expected * level).sum(dtype=float)
    rate = expected * level * np.float32(wanted / max(got, 1e-9))
    return rng.poisson(rate).astype(np.int16)
