"""Where the demonstration hides what it wants found."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
POCKET_DISTRICT = "Three Rivers"
POCKET_SIZE = 4
ASIAN_NETWORK = "Watford Central"
NO_LINK_WORKER_DISTRICT = "Harlow"
RURAL_DISTRICT = "Uttlesford"
UNDERCODING = "TPP"
SKILLS_GAP_PLACE = "east_and_north_hertfordshire"


def pocket_and_surroundings(
    lsoas: pd.DataFrame, borders: tuple[tuple[int, ...], ...]
) -> tuple[Flags, Flags]:
    """A few neighbourhoods side by side in an otherwise affluent network.

    They lie at the south-eastern end of their district, as South Oxhey does.
    """
    district = (lsoas["district_name"] == POCKET_DISTRICT).to_numpy()
    corner = (lsoas["longitude"] - 1.6 * lsoas["latitude"]).to_numpy()
    start = int(np.where(district, corner, -np.inf).argmax())
    network = lsoas["network"].to_numpy()
    chosen = [start]
    for one in chosen:
        beside = [n for n in borders[one] if network[n] == network[start]]
        chosen += [n for n in beside if n not in chosen]
        if len(chosen) >= POCKET_SIZE:
            break
    pocket = np.isin(np.arange(len(lsoas)), chosen[:POCKET_SIZE])
    return pocket, (network == network[start]) & ~pocket


def with_planted_staff(pcns: pd.DataFrame, score: Values) -> pd.DataFrame:
    """The networks with at least one that has reported no link worker.

    Where none has, the most deprived but one is taken: the most deprived may be the one
    whose cohort is planted.
    """
    if (pcns["link_worker_fte"] == 0).any():
        return pcns
    chosen = pcns.index[np.argsort(-score, kind="stable")[min(1, len(pcns) - 1)]]
    fte = pcns["link_worker_fte"].where(pcns.index != chosen, 0.0)
    return pcns.assign(link_worker_fte=fte)


def planted_in(
    pcns: pd.DataFrame,
    lsoas: pd.DataFrame,
    patients: Counts,
    ethnicity: Values,
    asian: list[int],
) -> dict[str, Any]:
    """The areas of a real system that come nearest to what is planted elsewhere.

    ``patients`` are people by network × neighbourhood, in the order of ``pcns``.
    """
    sizes = patients.sum(axis=1)
    score = patients @ lsoas["imd_score"].to_numpy() / sizes
    asian_share = (patients @ ethnicity[:, asian]).sum(axis=1) / sizes
    code = pcns["pcn_code"].to_numpy()
    without = np.flatnonzero(pcns["link_worker_fte"] == 0)
    affluent, pocket = _hidden_pocket(lsoas, patients, score)
    people = pd.Series(patients.sum(axis=0) * 1.0, index=lsoas["district_code"])
    rural = people * lsoas["is_rural"].to_numpy()
    ours = lsoas.loc[lsoas["sub_icb_code"] != "", "district_code"].unique()
    share = (rural.groupby(level=0).sum() / people.groupby(level=0).sum()).loc[ours]
    places = sorted(pcns["place_id"].unique())
    planted_place = SKILLS_GAP_PLACE if SKILLS_GAP_PLACE in places else places[0]
    return {
        "central_watford_pcn": str(code[asian_share.argmax()]),
        "no_link_worker_pcn": str(code[without[score[without].argmax()]]),
        "affluent_pcn_with_pocket": str(code[affluent]),
        "pocket_lsoas": lsoas["lsoa_code"].to_numpy()[pocket].tolist(),
        "undercoding_gp_system": UNDERCODING,
        "few_assets_district": str(share.idxmax()),
        "skills_gap_place": planted_place,
    }


def _hidden_pocket(
    lsoas: pd.DataFrame, patients: Counts, score: Values
) -> tuple[int, Counts]:
    """Of the less deprived half of networks the one with the most deprived few."""
    inside = (lsoas["sub_icb_code"] != "").to_numpy()
    own = (patients == patients.max(axis=0)) & inside
    level = np.where(own, lsoas["imd_score"].to_numpy(), -np.inf)
    worst = np.sort(level, axis=1)[:, -POCKET_SIZE:].mean(axis=1)
    worst[score > np.median(score)] = -np.inf
    network = int(worst.argmax())
    return network, np.sort(np.argsort(-level[network], kind="stable")[:POCKET_SIZE])
