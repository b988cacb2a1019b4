"""The committed fact tables (data/facts), read as they are."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.settings import PROJECT_ROOT


FACTS = PROJECT_ROOT / "data" / "facts"
LSOAS_IN_ENGLAND = 33_755  # 2021, as ranked in the Indices of 2025


@cache
def fact_table(name: str) -> pd.DataFrame:
    """One table by its file name without ending; districts are its index if it can."""
    frame = pd.read_csv(FACTS / f"{name}.csv")
    index = next((c for c in ("district_code", "sub_icb") if c in frame), None)
    if frame.columns[0] == index and frame[index].is_unique:
        return frame.set_index(index)
    return frame


def ethnic_counts() -> pd.DataFrame:
    """People by district (rows) and NHS ethnic category A to S (columns).

    The 19 groups of the census as 16: Roma, Gypsy and Irish Traveller are counted in
    C (any other White), Arab in S (any other); see data/facts/ethnic_categories.csv.
    """
    categories = fact_table("ethnic_categories").set_index("census_2021_group")
    counts = fact_table("ethnicity").set_index("census_2021_group")
    counts = counts.groupby(categories["ethnic_category"].reindex(counts.index)).sum()
    return counts.T.sort_index()


def traveller_and_roma_share() -> pd.Series:
    """Gypsy, Irish Traveller and Roma per resident, by district."""
    counts = fact_table("ethnicity").set_index("census_2021_group")
    ours = counts.index.str.contains("Gypsy|Roma")
    return (counts[ours].sum() / counts.sum()).sort_index()


def registered_by_band(sub_icb: str) -> npt.NDArray[np.int64]:
    """Registered patients of a sub-ICB, sex (female, male) × five-year band."""
    table = pd.read_csv(FACTS / "registered_by_age_sex.csv")
    ours = table[table["sub_icb"] == sub_icb].set_index("sex").loc[["female", "male"]]
    return ours.drop(columns="sub_icb").to_numpy(dtype=np.int64)


def score_at(rank: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The deprivation score that goes with a national rank (Indices of 2025)."""
    curve = fact_table("imd_2025_curve")
    score = np.interp(rank, curve["imd_rank"], curve["imd_score"])
    return np.asarray(np.round(score, 3))
