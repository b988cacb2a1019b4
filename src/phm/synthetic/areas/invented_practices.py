"""Invented networks and practices of the committed neighbourhoods."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.networks import grown, weighted_centres
from phm.synthetic.areas.organisations import (
    POSTCODE,
    network_names,
    pcn_code,
    practice_code,
    practice_names,
)
from phm.synthetic.drawing.draws import generator
from phm.synthetic.drawing.smooth_fields import Values, standard
from phm.synthetic.drawing.whole_numbers import apportion


Counts = npt.NDArray[np.int64]
SPREAD = 0.42  # of list sizes within a network (logarithmic)
TPP_SHARE = {"06K": 0.6, "06N": 0.25, "07H": 0.5}  # mixed, so that systems compare
FTE_PER_10000 = 0.45
FTE_SLOPE = -0.02  # per standard deviation of deprivation: slightly against need
FTE_SPREAD = 0.07
EMPLOYERS = ("pcn", "pcn", "voluntary sector", "voluntary sector", "council")


def network_of(
    lsoas: pd.DataFrame,
    people: Counts,
    positions: Values,
    borders: Sequence[Sequence[int]],
    *,
    seed: int,
) -> Counts:
    """The network (0 …) of each neighbourhood; each is one piece of one district."""
    districts = lsoas["district_code"].to_numpy()
    codes, totals = np.unique(districts, return_inverse=True)
    sizes = np.bincount(totals, weights=people)
    count = int(fact_table("sub_icbs")["pcns"].sum())
    parts = apportion(sizes, count)
    found = np.zeros(len(lsoas), dtype=np.int64)
    first = 0
    for district, many in zip(codes, parts, strict=True):
        ours = np.flatnonzero(districts == district)
        place = {int(number): n for n, number in enumerate(ours)}
        beside = [[place[b] for b in borders[int(n)] if b in place] for n in ours]
        grouped = grown(
            positions[ours], people[ours].astype(np.float64), beside, many, seed=seed
        )
        found[ours] = first + grouped
        first += many
    return found


def networks(lsoas: pd.DataFrame, people: Counts, positions: Values) -> pd.DataFrame:
    """One row per network: code, name, sub-ICB, place and district."""
    number = lsoas["network"].to_numpy()
    parts = int(number.max()) + 1
    first = lsoas.groupby("network").first()
    centres = weighted_centres(positions, people.astype(np.float64), number, parts)
    return pd.DataFrame(
        {
            "pcn_code": [pcn_code(n) for n in range(1, parts + 1)],
            "pcn_name": network_names(first["district_name"].tolist(), centres),
            "sub_icb_code": first["sub_icb_code"].to_numpy(),
            "place_id": first["place_id"].to_numpy(),
            "district_name": first["district_name"].to_numpy(),
        }
    )


def practices(
    lsoas: pd.DataFrame,
    people: Counts,
    positions: Values,
    pcns: pd.DataFrame,
    seed: int,
) -> pd.DataFrame:
    """Practices of each network, in neighbourhoods of it, with their list sizes.

    The lists of a sub-ICB sum to its registered patients of July 2026. ``home`` is the
    position of the neighbourhood that the practice stands in.
    """
    rng = generator(seed, "practices")
    living = lsoas.groupby("network")["people"].sum().to_numpy()
    rows = []
    for sub_icb, facts in fact_table("sub_icbs").iterrows():
        ours = np.flatnonzero(pcns["place_id"] == facts["place_id"])
        many = 1 + apportion(living[ours], int(facts["practices"]) - len(ours))
        for network, count in zip(ours, many, strict=True):
            inside = np.flatnonzero(lsoas["network"].to_numpy() == network)
            homes = _spread_out(inside, people, positions, int(count), rng)
            rows += [(network, home, str(sub_icb), rng.random()) for home in homes]
    frame = pd.DataFrame(rows, columns=["network", "home", "sub_icb", "draw"])
    return _dressed(frame, lsoas, pcns, rng)


def _dressed(
    frame: pd.DataFrame,
    lsoas: pd.DataFrame,
    pcns: pd.DataFrame,
    rng: np.random.Generator,
) -> pd.DataFrame:
    own = pcns.iloc[frame["network"].to_numpy()].reset_index(drop=True)
    place = lsoas.iloc[frame["home"].to_numpy()].reset_index(drop=True)
    tpp = frame["draw"].to_numpy() < frame["sub_icb"].map(TPP_SHARE).to_numpy()
    return pd.DataFrame(
        {
            "practice_code": [practice_code(n) for n in range(1, len(frame) + 1)],
            "practice_name": practice_names(own["pcn_name"]),
            "practice_postcode": POSTCODE,
            **{name: own[name] for name in ("pcn_code", "pcn_name", "sub_icb_code")},
            "place_id": own["place_id"],
            "gp_system": np.where(tpp, "TPP", "EMIS"),
            "latitude": place["latitude"].round(4),
            "longitude": place["longitude"].round(4),
            "list_size": _list_sizes(frame, lsoas, rng),
            "home": frame["home"],
            "network": frame["network"],
        }
    )


def _list_sizes(
    frame: pd.DataFrame, lsoas: pd.DataFrame, rng: np.random.Generator
) -> Counts:
    """A network's lists follow its residents, a sub-ICB's sum to what is published."""
    registered = fact_table("registered_by_age_sex")
    totals = registered.groupby("sub_icb").sum(numeric_only=True).sum(axis=1)
    living = lsoas.groupby("network")["people"].sum()
    draw = pd.Series(np.exp(rng.normal(0, SPREAD, len(frame))))
    share = draw / draw.groupby(frame["network"]).transform("sum")
    weight = (share * frame["network"].map(living)).to_numpy()
    sizes = np.zeros(len(frame), dtype=np.int64)
    for sub_icb in np.unique(frame["sub_icb"]):
        ours = (frame["sub_icb"] == sub_icb).to_numpy()
        sizes[ours] = apportion(weight[ours], int(totals[sub_icb]))
    return sizes


def _spread_out(
    inside: Counts,
    people: Counts,
    positions: Values,
    count: int,
    rng: np.random.Generator,
) -> list[int]:
    """Neighbourhoods far from each other, more likely where more people live."""
    chosen = [int(rng.choice(inside, p=people[inside] / people[inside].sum()))]
    while len(chosen) < count:
        gaps = positions[inside][:, None, :] - positions[chosen][None, :, :]
        far = np.hypot(gaps[..., 0], gaps[..., 1]).min(axis=1) * people[inside]
        chosen.append(int(rng.choice(inside, p=far / far.sum())))
    return sorted(chosen)


def link_workers(
    patients: Values, deprivation: Values, *, without: int, seed: int
) -> Values:
    """FTE of each network to one decimal, about flat against need; one has none."""
    rng = generator(seed, "link workers")
    rate = (
        FTE_PER_10000
        + FTE_SLOPE * standard(deprivation)
        + rng.normal(0, FTE_SPREAD, len(patients))
    )
    fte = np.round(np.clip(rate, 0.2, 0.75) * patients / 10_000, 1)
    fte[without] = 0.0
    return np.asarray(fte)


def employers(count: int, *, seed: int) -> list[str]:
    """Who employs the link workers of each network."""
    rng = generator(seed, "employers")
    return [EMPLOYERS[n] for n in rng.integers(0, len(EMPLOYERS), count)]
