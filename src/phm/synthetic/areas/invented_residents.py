"""Residents of each neighbourhood by age, sex and ethnic group, to district margins."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.synthetic.areas.fact_tables import (
    ethnic_counts,
    fact_table,
    registered_by_band,
    traveller_and_roma_share,
)
from phm.synthetic.drawing.draws import generator
from phm.synthetic.drawing.smooth_fields import Values, around, smooth_field, standard
from phm.synthetic.drawing.whole_numbers import apportion, raked, rounded_to


SPREAD = 0.16  # of the size of neighbourhoods (logarithmic)
MIDDLE = np.arange(2.5, 90, 5)
Counts = npt.NDArray[np.int64]
# How strongly each ethnic category gathers where its neighbours live.
ASIAN, BLACK, MIXED, OTHER = "HJKLR", "MNP", "DEFG", "BCS"


def population(districts: npt.NDArray[np.object_], *, seed: int) -> Counts:
    """People of each neighbourhood; a district's sum to its residents."""
    residents = fact_table("residents_by_age").sum(axis=1)
    size = np.exp(generator(seed, "population").normal(0, SPREAD, len(districts)))
    people = np.zeros(len(districts), dtype=np.int64)
    for district in np.unique(districts):
        ours = districts == district
        people[ours] = apportion(size[ours], int(residents[district]))
    return people


def district_age_sex(district: str) -> Counts:
    """Residents of a district, sex × band: published ages raked to published sexes."""
    ages = fact_table("residents_by_age").loc[district].to_numpy(dtype=np.float64)
    said = fact_table("districts").loc[district]
    sexes = np.array([said["females"], said["males"]], dtype=np.float64)
    sexes *= ages.sum() / sexes.sum()
    seed = registered_by_band(str(said["sub_icb"])).astype(np.float64)
    table = raked(seed, sexes, ages)
    return rounded_to(table.T, ages.astype(np.int64)).T


def residents(
    lsoas: pd.DataFrame, people: Counts, positions: Values, *, seed: int
) -> Counts:
    """People by LSOA × sex × band; each district's sums are the published ones.

    Older where it is rural and less deprived, younger where it is not.
    """
    older = standard(
        smooth_field(positions, "age", seed=seed, reach_km=3.0)
        + 0.7 * lsoas["is_rural"].to_numpy(dtype=np.float64)
        + 0.35 * standard(lsoas["imd_rank"].to_numpy(dtype=np.float64))
    )
    tilt = np.exp(0.2 * older.reshape(-1, 1) * (MIDDLE - 42) / 25)
    districts = lsoas["district_code"].to_numpy()
    found = np.zeros((len(lsoas), 2, 18), dtype=np.int64)
    for district in np.unique(districts):
        ours = districts == district
        wanted = district_age_sex(str(district)).reshape(-1)
        start = (np.tile(tilt[ours], 2) * wanted).astype(np.float64)
        table = raked(start, people[ours], wanted)
        found[ours] = rounded_to(table.T, wanted).T.reshape(-1, 2, 18)
    return found


def ethnicity(
    lsoas: pd.DataFrame,
    people: Counts,
    positions: Values,
    asian_centre: npt.NDArray[np.bool_],
    *,
    seed: int,
) -> Values:
    """Shares of the 16 categories by LSOA; people-weighted they give the district's."""
    categories = ethnic_counts()
    order = list(categories.columns)
    gathers = _gathering(lsoas, positions, asian_centre, order, seed=seed)
    districts = lsoas["district_code"].to_numpy()
    shares = np.zeros((len(lsoas), len(order)))
    for district in np.unique(districts):
        ours = districts == district
        wanted = categories.loc[district].to_numpy(dtype=np.float64)
        wanted *= people[ours].sum() / wanted.sum()
        table = raked(gathers[ours] * wanted, people[ours], wanted)
        shares[ours] = table / table.sum(axis=1, keepdims=True)
    return shares


def _gathering(
    lsoas: pd.DataFrame,
    positions: Values,
    asian_centre: npt.NDArray[np.bool_],
    order: list[str],
    *,
    seed: int,
) -> Values:
    deprived = -standard(lsoas["imd_rank"].to_numpy(dtype=np.float64))
    urban = ~lsoas["is_rural"].to_numpy(dtype=bool)
    strengths = {  # field, weight of deprivation, of being urban, of the planted centre
        ASIAN: (0.55, 0.10, 0.5, 1.8),
        BLACK: (0.35, 0.35, 0.5, 0.3),
        MIXED: (0.15, 0.12, 0.2, 0.1),
        OTHER: (0.20, 0.10, 0.2, 0.1),
    }
    gathers = np.ones((len(lsoas), len(order)))
    for letters, (spread, poor, town, centre) in strengths.items():
        own = smooth_field(positions, f"ethnic {letters}", seed=seed, reach_km=2.5)
        tilt = spread * own + poor * deprived + town * urban + centre * asian_centre
        gathers[:, [order.index(one) for one in letters]] = np.exp(tilt).reshape(-1, 1)
    return gathers


def traveller_share(
    lsoas: pd.DataFrame, people: Counts, positions: Values, *, seed: int
) -> Values:
    """Gypsy, Irish Traveller and Roma per resident, gathered in a few places."""
    published = traveller_and_roma_share()
    own = smooth_field(positions, "traveller", seed=seed, reach_km=1.0)
    districts = lsoas["district_code"].to_numpy()
    share = np.zeros(len(lsoas))
    for district in np.unique(districts):
        ours = districts == district
        share[ours] = around(float(published[district]), own[ours], people[ours])
    return share
