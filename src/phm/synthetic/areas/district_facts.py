"""Area facts for a machine without any data: districts spread over neighbourhoods.

District totals are published; how they lie inside a district is drawn from smooth
random fields. So a district is right and a neighbourhood is invented.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.facts import (
    ASIAN,
    LSOA_COLUMNS,
    PRACTICE_COLUMNS,
    SEED,
    SYSTEM_ID,
    SYSTEM_NAME,
    AreaFacts,
)
from phm.synthetic.areas.invented_areas import (
    area_percentages,
    deprivation_columns,
    deprivation_order,
    national_quintiles,
    national_ranks,
    rural_codes,
)
from phm.synthetic.areas.invented_lists import (
    no_fixed_abode,
    prevalence,
    registered,
    registered_lists,
)
from phm.synthetic.areas.invented_practices import (
    employers,
    link_workers,
    network_of,
    networks,
    practices,
)
from phm.synthetic.areas.invented_residents import (
    ethnicity,
    population,
    residents,
    traveller_share,
)
from phm.synthetic.areas.neighbourhoods import kilometres, neighbourhoods
from phm.synthetic.areas.organisations import sub_icb_code
from phm.synthetic.areas.planted import (
    ASIAN_NETWORK,
    NO_LINK_WORKER_DISTRICT,
    RURAL_DISTRICT,
    SKILLS_GAP_PLACE,
    UNDERCODING,
    pocket_and_surroundings,
)
from phm.synthetic.drawing.smooth_fields import Values


Counts = npt.NDArray[np.int64]


@cache
def district_facts() -> AreaFacts:
    """Area facts from the committed tables and boundaries, always the same."""
    lsoas, borders = _places()
    people = lsoas["people"].to_numpy()
    positions = kilometres(lsoas)
    lsoas["network"] = network_of(lsoas, people, positions, borders, seed=SEED)
    pcns = networks(lsoas, people, positions)
    lsoas = _described(lsoas, positions, borders)
    centre = pcns["pcn_name"].to_numpy()[lsoas["network"]] == ASIAN_NETWORK
    living = residents(lsoas, people, positions, seed=SEED)
    groups = ethnicity(lsoas, people, positions, centre, seed=SEED)
    surgeries = practices(lsoas, people, positions, pcns, SEED)
    return _assembled(lsoas, pcns, surgeries, living, groups)


def _places() -> tuple[pd.DataFrame, tuple[tuple[int, ...], ...]]:
    """Neighbourhoods with their districts, invented sub-ICBs and populations."""
    ground = neighbourhoods()
    said = fact_table("districts")
    code = dict(zip(said["district_name"], said.index, strict=True))
    sub_icbs = fact_table("sub_icbs")
    numbers = {name: n for n, name in enumerate(sub_icbs.index, 1)}
    table = ground.table.copy()
    table["district_code"] = table["district_name"].map(code)
    table["sub_icb_code"] = table["sub_icb"].map(numbers).map(sub_icb_code)
    table["place_id"] = table["sub_icb"].map(sub_icbs["place_id"])
    table["people"] = population(table["district_code"].to_numpy(), seed=SEED)
    return table, ground.borders


def _described(
    lsoas: pd.DataFrame,
    positions: Values,
    borders: tuple[tuple[int, ...], ...],
) -> pd.DataFrame:
    """With deprivation, rurality, loneliness, health, English and digital risk."""
    people = lsoas["people"].to_numpy() * 1.0
    districts = lsoas["district_code"].to_numpy()
    pocket, affluent = pocket_and_surroundings(lsoas, borders)
    order = deprivation_order(positions, districts, affluent, pocket, seed=SEED)
    quintile = national_quintiles(order, people, districts)
    rank = national_ranks(order, quintile, districts)
    codes = rural_codes(lsoas["square_km"].to_numpy(), people, districts)
    lsoas = lsoas.assign(
        **deprivation_columns(lsoas["lsoa_code"], rank),
        ruc21_code=codes,
        is_rural=np.char.startswith(codes, "R"),
        pocket=pocket,
    )
    found = area_percentages(lsoas, people, positions, seed=SEED)
    return lsoas.assign(**found)


def _assembled(
    lsoas: pd.DataFrame,
    pcns: pd.DataFrame,
    surgeries: pd.DataFrame,
    living: Counts,
    groups: Values,
) -> AreaFacts:
    people = lsoas["people"].to_numpy()
    positions = kilometres(lsoas)
    near = lsoas["imd_score"].to_numpy()[surgeries["home"]]
    homeless = no_fixed_abode(surgeries, near)
    housed = surgeries["list_size"].to_numpy() - homeless
    patients = registered(surgeries, lsoas, people, positions, housed)
    numbers = {place: n for n, place in enumerate(fact_table("sub_icbs")["place_id"])}
    place_of = surgeries["place_id"].map(numbers).to_numpy()
    lists = registered_lists(surgeries, patients, living, place_of)
    score = patients @ lsoas["imd_score"].to_numpy() / housed
    asian = (patients @ groups[:, ASIAN]).sum(axis=1) / housed
    pcns = _staffed(pcns, surgeries, score)
    return AreaFacts(
        origin="district facts",
        system_id=SYSTEM_ID,
        system_name=SYSTEM_NAME,
        lsoas=lsoas[LSOA_COLUMNS],
        residents=living,
        ethnicity=groups,
        gypsy_traveller_roma_share=traveller_share(lsoas, people, positions, seed=SEED),
        practices=surgeries[PRACTICE_COLUMNS],
        registered=patients,
        lists=lists,
        prevalence=prevalence(lists, score, asian, seed=SEED),
        pcns=pcns,
        no_fixed_abode=homeless,
        planted=_planted(lsoas, pcns),
        place_names=dict(fact_table("sub_icbs").set_index("place_id")["place_name"]),
    )


def _staffed(
    pcns: pd.DataFrame, surgeries: pd.DataFrame, score: Values
) -> pd.DataFrame:
    """Networks with their link workers; the most deprived of one district has none."""
    number = surgeries["network"].to_numpy()
    sizes = surgeries["list_size"].to_numpy() * 1.0
    patients = np.bincount(number, weights=sizes).astype(np.float64)
    deprivation = np.bincount(number, weights=sizes * score) / patients
    ours = np.flatnonzero(pcns["district_name"] == NO_LINK_WORKER_DISTRICT)
    without = int(ours[deprivation[ours].argmax()])
    fte = link_workers(patients, deprivation, without=without, seed=SEED)
    return pcns.assign(link_worker_fte=fte, employer=employers(len(pcns), seed=SEED))


def _planted(lsoas: pd.DataFrame, pcns: pd.DataFrame) -> dict[str, Any]:
    code = pcns["pcn_code"].to_numpy()
    pocket = lsoas["pocket"].to_numpy()
    return {
        "central_watford_pcn": str(code[pcns["pcn_name"] == ASIAN_NETWORK][0]),
        "no_link_worker_pcn": str(code[pcns["link_worker_fte"] == 0][0]),
        "affluent_pcn_with_pocket": str(code[lsoas["network"].to_numpy()[pocket][0]]),
        "pocket_lsoas": lsoas["lsoa_code"][pocket].tolist(),
        "undercoding_gp_system": UNDERCODING,
        "few_assets_district": str(
            lsoas["district_code"][lsoas["district_name"] == RURAL_DISTRICT].iloc[0]
        ),
        "skills_gap_place": SKILLS_GAP_PLACE,
    }
