"""What the demonstration knows of its areas before it invents anybody."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.settings import Home
from phm.synthetic.drawing.whole_numbers import apportion, rounded_to


Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
ETHNIC_ORDER = "ABCDEFGHJKLMNPRS"  # NHS ethnic category, without Z and 99
ASIAN = [ETHNIC_ORDER.index(letter) for letter in "HJKLR"]
SEXES = ("female", "male")
BANDS = (*(f"{first}-{first + 4}" for first in range(0, 85, 5)), "85+")
SYSTEM_ID = "demonstration"
SYSTEM_NAME = "Hertfordshire and west Essex (demonstration)"
MONTH = "2026-06"
SEED = 20_260_630  # of the areas; the seed of `phm demo` moves people only
LSOA_COLUMNS = [
    *("lsoa_code", "lsoa_name", "district_code", "district_name", "sub_icb_code"),
    *("latitude", "longitude", "imd_rank", "imd_score", "imd_decile"),
    *("quintile_national", "quintile_local", "ruc21_code", "is_rural"),
    *("lonely_percent", "limited_a_lot_share", "bad_health_share"),
    *("limited_english_share", "deri_score"),
]
PRACTICE_COLUMNS = [
    *("practice_code", "practice_name", "practice_postcode", "pcn_code", "pcn_name"),
    *("sub_icb_code", "place_id", "gp_system", "latitude", "longitude", "list_size"),
]
CONDITIONS = (
    *("diabetes", "hypertension", "coronary_heart_disease", "stroke"),
    *("heart_failure", "copd", "asthma", "chronic_kidney_disease", "cancer"),
    *("dementia", "obesity", "severe_mental_illness", "depression"),
    "learning_disability",
)


@dataclass(frozen=True)
class AreaFacts:
    """The areas, organisations and margins that a population is drawn to.

    Rows of ``lsoas`` and ``practices`` are the positions that every array uses.
    ``lsoas``: lsoa_code, lsoa_name, district_code, district_name, sub_icb_code (""
    outside the system), latitude, longitude, imd_rank, imd_score, imd_decile,
    quintile_national, quintile_local (1 = most deprived), ruc21_code, is_rural,
    lonely_percent, limited_a_lot_share, bad_health_share, limited_english_share,
    deri_score.
    ``practices``: practice_code, practice_name, practice_postcode, pcn_code, pcn_name,
    sub_icb_code, place_id, gp_system, latitude, longitude, list_size.
    ``pcns``: pcn_code, pcn_name, sub_icb_code, place_id, district_name,
    link_worker_fte (not a number = not reported), employer.
    """

    origin: str  # "district facts" or "open data"
    system_id: str
    system_name: str
    lsoas: pd.DataFrame
    residents: Counts  # LSOA × sex × five-year band
    ethnicity: Shares  # LSOA × ethnic category, rows sum to 1
    gypsy_traveller_roma_share: Shares  # LSOA
    practices: pd.DataFrame
    registered: Counts  # practice × LSOA, people
    lists: Counts  # practice × sex × band, people
    prevalence: dict[str, Shares]  # condition → practice, percent of its population
    pcns: pd.DataFrame
    no_fixed_abode: Counts  # practice, people of the list who have no LSOA
    month: str = MONTH
    planted: dict[str, Any] = field(default_factory=dict)
    place_names: dict[str, str] = field(default_factory=dict)
    open_home: Home | None = None  # whose landed files are copied for these areas

    def scaled(self, people: int) -> "AreaFacts":
        """The same areas with about `people` registered: whole numbers, same margins.

        Every row of ``registered`` with its people of no fixed abode, and every list
        by age and sex, sums to the practice's list.
        """
        sizes = apportion(self.practices["list_size"].to_numpy(), people)
        homes = np.column_stack([self.registered, self.no_fixed_abode])
        homes = rounded_to(homes, sizes)
        flat = self.lists.reshape(len(sizes), -1)
        share = people / max(int(self.practices["list_size"].sum()), 1)
        residents = self.residents.reshape(len(self.lsoas), -1)
        living = np.rint(residents.sum(axis=1) * share).astype(np.int64)
        fte = (self.pcns["link_worker_fte"] * share).round(2)
        return replace(
            self,
            pcns=self.pcns.assign(link_worker_fte=fte),
            practices=self.practices.assign(list_size=sizes),
            registered=homes[:, :-1],
            no_fixed_abode=homes[:, -1],
            lists=rounded_to(flat, sizes).reshape(self.lists.shape),
            residents=rounded_to(residents, living).reshape(self.residents.shape),
        )
