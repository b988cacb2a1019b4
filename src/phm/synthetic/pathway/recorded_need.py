"""Need as the product reads it from the record: docs/methods/need.md, Need of persons.

People differ in more than a record tells (wealth, inclusion health, what nobody asked).
Were referrals to follow all of it, an analyst would find gaps where none were planted;
without signal they follow this need.
"""

import numpy as np
import numpy.typing as npt

from phm.synthetic.drawing.draws import Floats, Ints
from phm.synthetic.people.need import ADULT_FROM
from phm.synthetic.people.population import People
from phm.warehouse.configuration import need_model


OLDER_THAN = 50
# Counted by sql/marts/210_fct_person.sql; `diabetes` is a position, 0 = none.
COUNTED = (
    *("diabetes", "hypertension", "coronary_heart_disease", "stroke", "heart_failure"),
    *("copd", "asthma", "chronic_kidney_disease", "cancer", "dementia"),
    *("depression", "severe_mental_illness"),
)
MANY = 2


def recorded_need(people: People) -> Floats:
    """Likelihood per person in any unit, 0 for children; what is not recorded is no.

    Factor for factor the mart's, so that observed ÷ expected is 1 but for chance where
    people are referred in proportion to it.
    """
    model = need_model()
    ratio = {name: float(value) for name, value in model["person_ratio"].items()}
    fifths = [float(model["deprivation_multiplier"][str(q)]) for q in range(1, 6)]
    age = people.columns["age"].astype(np.int64)
    years = np.maximum(age - OLDER_THAN, 0)
    likelihood = np.array([ratio["no_fixed_abode"], *fifths])[_quintile(people)]
    likelihood *= float(model["ratio"]["age_per_year_over_50"]) ** years
    for name in ("lonely", "chronic_pain"):
        likelihood *= np.where(_has(people, name), ratio[name], 1.0)
    has_many = sum(_has(people, name).astype(np.int8) for name in COUNTED) >= MANY
    likelihood *= np.where(has_many, ratio["multimorbidity"], 1.0)
    return np.where(age < ADULT_FROM, 0.0, likelihood)


def _quintile(people: People) -> Ints:
    return people.columns["quintile"].astype(np.int64)


def _has(people: People, name: str) -> npt.NDArray[np.bool_]:
    """Recorded as having it."""
    return people.columns[name].astype(np.int8) > 0
