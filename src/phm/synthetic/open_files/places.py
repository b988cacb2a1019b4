"""Stand-ins of the files about places: lookups, deprivation, rurality, risk."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.geography.grid import national_grid
from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.areas.organisations import ICB_CODE, ICB_NAME
from phm.synthetic.drawing.smooth_fields import Values, around, standard
from phm.synthetic.open_files.stand_in import StandIn


Counts = npt.NDArray[np.int64]
RURAL_NAMES = {
    "UN1": "Urban: Nearer to a major town or city",
    "UF1": "Urban: Further from a major town or city",
    "RLN1": "Larger rural: Nearer to a major town or city",
    "RLF1": "Larger rural: Further from a major town or city",
    "RSN1": "Smaller rural: Nearer to a major town or city",
    "RSF1": "Smaller rural: Further from a major town or city",
}
ASYLUM_DATE = "2024-09-30"
HOUSEHOLD = 2.46  # people in a household


def lookups(facts: AreaFacts) -> Iterator[StandIn]:
    """Which neighbourhood lies where; 2011 and 2021 are taken to be the same areas."""
    places = _named(facts)
    yield StandIn(
        "lsoa11_to_lsoa21",
        "LSOA11_LSOA21_LAD22_EW_LU_exact.csv",
        places.assign(
            lsoa11_code=places["lsoa21_code"],
            lsoa11_name=places["lsoa21_name"],
            change="U",
        ),
    )
    inside = places[places["sub_icb_code"] != ""]
    yield StandIn(
        "lsoa21_to_sub_icb",
        "LSOA21_SICBL24_ICB24_EN_LU.csv",
        inside.assign(icb_code=ICB_CODE, icb_name=ICB_NAME),
    )
    yield StandIn(
        "lsoa11_population_mid2020",
        "LSOA11_population_mid2020_single_year_persons.parquet",
        pd.DataFrame(
            {
                "lsoa11_code": places["lsoa21_code"],
                "residents": facts.residents.sum(axis=(1, 2)),
            }
        ),
    )


def positions(facts: AreaFacts) -> Iterator[StandIn]:
    """Names, districts and middles of the neighbourhoods."""
    places = _named(facts)
    yield StandIn("lsoa21_to_ward", "LSOA21_WD24_LAD24_EW_LU.csv", places)
    east, north = national_grid(places["longitude"], places["latitude"])
    yield StandIn(
        "lsoa21_centroids",
        "LSOA21_PopCentroids_EW_2021_V3.csv",
        places.assign(easting_m=east, northing_m=north),
    )


def risks(facts: AreaFacts) -> Iterator[StandIn]:
    """Deprivation, rurality and loneliness of the neighbourhoods."""
    places = _named(facts)
    yield StandIn("iod_2025", "IoD2025_File_7_reassembled_lsoa21.csv", places)
    rural = np.where(places["is_rural"], "Rural", "Urban")
    yield StandIn(
        "rural_urban_2021",
        "LSOA21_RUC21_EW_LU.csv",
        places.assign(
            urban_rural=rural, ruc21_name=places["ruc21_code"].map(RURAL_NAMES)
        ),
    )
    lonely = places["lonely_percent"].round(3)
    yield StandIn(
        "loneliness", "loneliness_cls_lsoa21.csv", places.assign(lonely_percent=lonely)
    )


def digital(facts: AreaFacts) -> Iterator[StandIn]:
    """Digital exclusion risk; its file has the codes of 2011, ours are the same."""
    yield StandIn(
        "deri",
        "deri_v1.6_scores_lsoa11.csv",
        pd.DataFrame(
            {
                "lsoa11_code": facts.lsoas["lsoa_code"],
                "deri_score": facts.lsoas["deri_score"].round(4),
            }
        ),
    )


def district_figures(facts: AreaFacts) -> Iterator[StandIn]:
    """Published figures of the districts: homelessness and asylum support."""
    ours = fact_table("districts").index.isin(facts.lsoas["district_code"])
    said = fact_table("districts")[ours].reset_index()
    if said.empty:
        return
    living = pd.Series(facts.residents.sum(axis=(1, 2)))
    living = living.groupby(facts.lsoas["district_code"]).sum()
    size = said["district_code"].map(living) / said["residents"]  # of a smaller twin
    yield StandIn(
        "homelessness",
        "homelessness_ltla23.csv",
        pd.DataFrame(
            {
                "district_code": said["district_code"],
                "households_assessed_homeless_per_1000": said[
                    "homeless_per_1000_households"
                ],
                "temporary_accommodation_per_1000": said[
                    "temporary_accommodation_per_1000"
                ],
            }
        ),
    )
    yield StandIn(
        "asylum_support",
        "asylum_support_by_local_authority_2014_sep2024.csv",
        pd.DataFrame(
            {
                "date": ASYLUM_DATE,
                "support_type": "Section 95",
                "local_authority": said["district_name"],
                "district_code": said["district_code"],
                "people": np.rint(said["asylum_support_people"] * size).astype(int),
            }
        ),
    )


def fuel(facts: AreaFacts) -> Iterator[StandIn]:
    """Fuel poverty: the district's share, more of it where it is deprived."""
    places = _named(facts)
    share = district_share(facts, "fuel_poor_percent", weight=0.25)
    homes = households(facts)
    poor = np.rint(homes * share).astype(np.int64)
    yield StandIn(
        "fuel_poverty",
        "fuel_poverty_lsoa21_2022.csv",
        places.assign(
            households=homes,
            fuel_poor_households=poor,
            fuel_poor_percent=np.round(100 * poor / homes, 2),
        ),
    )


def households(facts: AreaFacts) -> Counts:
    """Households of each neighbourhood, at the system's usual size."""
    people = facts.residents.sum(axis=(1, 2))
    return np.asarray(np.maximum(np.rint(people / HOUSEHOLD).astype(np.int64), 1))


def district_share(facts: AreaFacts, column: str, *, weight: float) -> Values:
    """A district's published percentage as a share, spread by deprivation inside it."""
    deprived = -standard(facts.lsoas["imd_rank"].to_numpy(dtype=np.float64))
    people = facts.residents.sum(axis=(1, 2)).astype(np.float64)
    districts = facts.lsoas["district_code"].to_numpy()
    published = fact_table("districts")[column]
    share = np.zeros(len(people))
    for district in np.unique(districts):
        ours = districts == district
        mean = float(published.get(district, published.mean())) / 100
        share[ours] = around(mean, weight * deprived[ours], people[ours])
    return np.clip(share, 0, 1)


def _named(facts: AreaFacts) -> pd.DataFrame:
    names = {"lsoa_code": "lsoa21_code", "lsoa_name": "lsoa21_name"}
    return facts.lsoas.rename(columns=names)
