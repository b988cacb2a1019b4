"""Invented facts of each neighbourhood that add up to its district's published ones."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.stats.quantiles import group_of_rank
from phm.synthetic.areas.fact_tables import LSOAS_IN_ENGLAND, fact_table, score_at
from phm.synthetic.drawing.smooth_fields import Values, around, smooth_field, standard


REACH_KM = 2.5  # deprivation changes over a few streets, and over a few kilometres
LEAST_RANK = 1_700  # the system has next to nothing in the most deprived tenth
DISTRICT_PULL = 0.6  # of a district's own level on ranks inside a quintile


def deprivation_order(
    positions: Values,
    districts: npt.NDArray[np.object_],
    affluent: npt.NDArray[np.bool_],
    pocket: npt.NDArray[np.bool_],
    *,
    seed: int,
) -> Values:
    """How deprived each neighbourhood is beside its own district, higher is worse.

    ``affluent`` are moved down together and ``pocket`` is put on top of its district.
    """
    fine = smooth_field(positions, "deprivation", seed=seed, reach_km=REACH_KM / 3)
    broad = smooth_field(positions, "deprivation, broad", seed=seed, reach_km=REACH_KM)
    order = 0.7 * fine + 0.7 * broad
    for district in np.unique(districts):
        ours = districts == district
        order[ours] = standard(order[ours])
    return np.asarray(order - 3.0 * affluent + 9.0 * pocket)


def national_quintiles(
    order: Values, people: Values, districts: npt.NDArray[np.object_]
) -> npt.NDArray[np.int64]:
    """Quintiles (1 = most deprived) that give each district its published shares."""
    shares = fact_table("districts")[[f"quintile_{k}_percent" for k in range(1, 6)]]
    quintile = np.zeros(len(order), dtype=np.int64)
    for district in np.unique(districts):
        ours = np.flatnonzero(districts == district)
        ranked = ours[np.argsort(-order[ours], kind="stable")]
        middle = np.cumsum(people[ranked]) - people[ranked] / 2
        steps = np.cumsum(shares.loc[district].to_numpy())[:4] / 100
        place = middle / people[ours].sum()
        quintile[ranked] = 1 + np.searchsorted(steps, place, side="right")
    return quintile


def national_ranks(
    order: Values,
    quintile: npt.NDArray[np.int64],
    districts: npt.NDArray[np.object_],
) -> npt.NDArray[np.int64]:
    """Ranks of England spread evenly over the quintile each neighbourhood is in.

    Inside a quintile the neighbourhoods of a more deprived district come first.
    """
    score = fact_table("districts")["imd_score"]
    pull = standard(score.reindex(pd.Index(districts)).to_numpy(dtype=np.float64))
    order = np.asarray(order + DISTRICT_PULL * pull)
    rank = np.zeros(len(order), dtype=np.int64)
    for number in range(1, 6):
        ours = np.flatnonzero(quintile == number)
        first = LEAST_RANK if number == 1 else LSOAS_IN_ENGLAND * (number - 1) // 5 + 1
        last = LSOAS_IN_ENGLAND * number // 5
        steps = (np.arange(len(ours)) + 0.5) / max(len(ours), 1)
        ranked = ours[np.argsort(-order[ours], kind="stable")]
        rank[ranked] = first + np.floor(steps * (last - first + 1)).astype(np.int64)
    return rank


def deprivation_columns(
    codes: pd.Series, rank: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.float64] | npt.NDArray[np.int64]]:
    """Score, decile and quintiles of a national rank, as the warehouse makes them."""
    decile = group_of_rank(rank, areas=LSOAS_IN_ENGLAND, groups=10)
    place = np.empty(len(rank), dtype=np.int64)
    place[np.lexsort([codes.to_numpy(), rank])] = np.arange(1, len(rank) + 1)
    return {
        "imd_rank": rank,
        "imd_score": score_at(rank),
        "imd_decile": decile,
        "quintile_national": (decile + 1) // 2,
        "quintile_local": group_of_rank(place, areas=len(rank), groups=5),
    }


def rural_codes(
    square_km: Values, people: Values, districts: npt.NDArray[np.object_]
) -> npt.NDArray[np.str_]:
    """Rural and urban classes: each district's largest areas up to its rural share."""
    shares = fact_table("districts")["rural_percent"]
    codes = np.full(len(people), "UN1", dtype="<U4")
    for district in np.unique(districts):
        ours = np.flatnonzero(districts == district)
        ranked = ours[np.argsort(-square_km[ours], kind="stable")]
        place = np.cumsum(people[ranked]) - people[ranked] / 2
        rural = ranked[place < people[ours].sum() * shares[district] / 100]
        codes[rural] = "RLN1"
        codes[rural[: (len(rural) + 1) // 2]] = "RSN1"
    return codes


def area_percentages(
    lsoas: pd.DataFrame, people: Values, positions: Values, *, seed: int
) -> dict[str, Values]:
    """Loneliness, disability, health, English and digital risk of neighbourhoods.

    Their mean over a district's people is the district's published figure; inside a
    district they follow deprivation and a smooth field of their own.
    """
    deprived = -standard(lsoas["imd_rank"].to_numpy(dtype=np.float64))
    published = fact_table("districts")
    columns = {  # ours: published, weight of deprivation, spread
        "lonely_percent": ("lonely_percent", 0.06, 0.04),
        "limited_a_lot_share": ("limited_a_lot_percent", 0.20, 0.12),
        "bad_health_share": ("bad_health_percent", 0.24, 0.12),
        "limited_english_share": ("limited_english_percent", 0.25, 0.35),
        "deri_score": ("deri_score", 0.14, 0.08),
    }
    districts = lsoas["district_code"].to_numpy()
    found = {name: np.zeros(len(lsoas)) for name in columns}
    for name, (fact, weight, spread) in columns.items():
        own = smooth_field(positions, name, seed=seed, reach_km=REACH_KM)
        for district in np.unique(districts):
            ours = districts == district
            found[name][ours] = around(
                float(published.loc[district, fact]),
                weight * deprived[ours] + spread * own[ours],
                people[ours],
            )
        if name.endswith("_share"):
            found[name] /= 100
    return found
