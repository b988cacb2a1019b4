"""People as the patients extract: dictionary columns of the texts a supplier sends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from phm.domain.tiers import MARK
from phm.sources.catalogue import load_catalogue
from phm.synthetic.people.life import EMPLOYMENT, ETHNIC_CODES


if TYPE_CHECKING:
    from phm.synthetic.people.population import People

EXTRACT = "patients"
LISTS = {  # column of the extract → the column of People it is, and its texts
    "sex": ("sex", ("female", "male")),
    "ethnic_category": ("ethnic", ETHNIC_CODES),
    "diabetes": ("diabetes", ("none", "type 1", "type 2", "other")),
    "frailty": ("frailty", ("none", "mild", "moderate", "severe")),
    "alcohol": ("alcohol", ("none or low risk", "higher risk", "dependent")),
    "employment": ("employment", EMPLOYMENT),
}
COUNTS = {
    "age_years": "age",
    "hba1c_mmol_mol": "hba1c_mmol_mol",
    "gp_contacts_12m": "gp_contacts_12m",
    "ae_attendances_12m": "ae_attendances_12m",
    "emergency_admissions_12m": "emergency_admissions_12m",
}
NOT_SENT = ("year_of_birth",)  # age is


def people_table(people: "People") -> pa.Table:
    """Exactly the declared columns, in their order; -1 becomes an empty cell."""
    declared = load_catalogue()[EXTRACT].columns
    return pa.table({column.name: _column(people, column.name) for column in declared})


def _column(people: "People", name: str) -> pa.Array:
    have = people.columns
    if name == "person_key":
        return pa.array(have[name]).cast(pa.string())
    if name in ("extract_date", "data_tier"):
        text = people.extract_date if name == "extract_date" else MARK
        return _texts(np.zeros(len(people), dtype=np.int8), (text,))
    if name in NOT_SENT:
        return _texts(np.full(len(people), -1, dtype=np.int8), ("",))
    if name == "hba1c_date":
        return _dates(people)
    if name in COUNTS:
        values = have[COUNTS[name]]
        most = int(values.max(initial=0))
        return _texts(values, [str(number) for number in range(most + 1)])
    source, texts = _texts_of(people, name)
    return _texts(have[source], texts)


def _texts_of(people: "People", name: str) -> tuple[str, Sequence[str]]:
    named = {
        **LISTS,
        "practice_code": ("practice", people.practice_codes),
        "lsoa_code": ("lsoa", people.lsoa_codes),
        "main_language": ("main_language", people.languages),
    }
    return named.get(name, (name, ("0", "1")))


def _dates(people: "People") -> pa.Array:
    days = people.columns["hba1c_days"].astype(np.int32)
    last = np.datetime64(people.extract_date, "D")
    spelled = last - np.arange(int(days.max(initial=0)) + 1)
    return _texts(days, spelled.astype(str).tolist())


def _texts(values: npt.NDArray[Any], texts: Sequence[str]) -> pa.Array:
    small = len(texts) < 128
    positions: npt.NDArray[np.integer] = values.astype(np.int8 if small else np.int32)
    missing = positions < 0
    indices = pa.array(positions, mask=missing if missing.any() else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(texts, pa.string()))
