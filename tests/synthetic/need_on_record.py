"""Need of one person by the published numbers, from the row that a supplier sends."""

from typing import Any


FIFTHS = {1: 1.45, 2: 1.15, 3: 0.97, 4: 0.80, 5: 0.63}
NO_FIXED_ABODE = 1.45
LONELY, CHRONIC_PAIN, MULTIMORBIDITY = 2.20, 1.78, 2.02
CONDITIONS = (
    *("hypertension", "coronary_heart_disease", "stroke", "heart_failure", "copd"),
    *("asthma", "chronic_kidney_disease", "cancer", "dementia", "depression"),
    "severe_mental_illness",
)
CELLS = (
    *("person_key", "opted_out", "age_years", "sex", "ethnic_category", "lsoa_code"),
    *("practice_code", "hba1c_mmol_mol", "hba1c_date", "diabetes", "no_fixed_abode"),
    *("lonely", "chronic_pain", *CONDITIONS),
)


def need_on_record(row: dict[str, Any], fifth: int) -> float:
    """Likelihood in any unit; what is not recorded does not raise it."""
    age = int(row["age_years"])
    if age < 18:
        return 0.0
    need = NO_FIXED_ABODE if row["no_fixed_abode"] == "1" else FIFTHS[fifth]
    need *= 1.02 ** max(age - 50, 0)
    need *= LONELY if row["lonely"] == "1" else 1
    need *= CHRONIC_PAIN if row["chronic_pain"] == "1" else 1
    ill = sum(row[name] == "1" for name in CONDITIONS)
    ill += row["diabetes"] not in (None, "none")
    return need * (MULTIMORBIDITY if ill >= 2 else 1)
