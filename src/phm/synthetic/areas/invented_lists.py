"""Who is registered where: lists by neighbourhood and by age, and what they suffer."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.synthetic.areas.fact_tables import fact_table, registered_by_band
from phm.synthetic.areas.facts import CONDITIONS
from phm.synthetic.drawing.draws import generator
from phm.synthetic.drawing.smooth_fields import Values, standard
from phm.synthetic.drawing.whole_numbers import apportion, raked, rounded_to


Counts = npt.NDArray[np.int64]
DECAY_KM = 1.6  # how fast a practice's pull fades
OWN_NETWORK = 5.0  # people prefer a practice of the network they live in
LEAST = 0.7  # expected patients below which a pair is left out
NO_FIXED_ABODE_PER_1000 = 0.8
MIDDLE = np.arange(2.5, 90, 5)
# How a condition rises with age: the age where half its ceiling is reached, and the
# years that takes; then how much of it goes with deprivation, and with being Asian.
SHAPES: dict[str, tuple[float, float, float, float]] = {
    "diabetes": (62, 10, 0.15, 1.6),
    "hypertension": (63, 10, 0.06, 0.1),
    "coronary_heart_disease": (74, 9, 0.12, 0.3),
    "stroke": (77, 9, 0.10, 0.0),
    "heart_failure": (82, 8, 0.12, 0.0),
    "copd": (70, 9, 0.32, -0.8),
    "asthma": (20, 30, 0.08, 0.0),
    "chronic_kidney_disease": (80, 8, 0.08, 0.0),
    "cancer": (74, 10, -0.03, -0.5),
    "dementia": (88, 5, 0.05, 0.0),
    "obesity": (45, 14, 0.16, -0.4),
    "severe_mental_illness": (40, 15, 0.24, 0.2),
    "depression": (38, 16, 0.14, -0.9),
    "learning_disability": (20, 30, 0.15, 0.0),
}


def no_fixed_abode(practices: pd.DataFrame, score: Values) -> Counts:
    """People of each list who have no address, more where it is deprived."""
    sizes = practices["list_size"].to_numpy()
    total = round(sizes.sum() * NO_FIXED_ABODE_PER_1000 / 1000)
    return apportion(sizes * score**1.5, total)


def registered(
    practices: pd.DataFrame,
    lsoas: pd.DataFrame,
    people: Counts,
    positions: Values,
    housed: Counts,
) -> Counts:
    """Patients by practice × LSOA: pull fades with distance, lists hold exactly.

    Every neighbourhood is registered in the same proportion to its residents, to about
    one in a hundred.
    """
    homes = positions[practices["home"].to_numpy()]
    gaps = homes[:, None, :] - positions[None, :, :]
    far = np.hypot(gaps[..., 0], gaps[..., 1])
    own = np.equal.outer(practices["network"].to_numpy(), lsoas["network"].to_numpy())
    pull = np.exp(-far / DECAY_KM) * np.where(own, OWN_NETWORK, 1.0)
    columns = people * (housed.sum() / people.sum())
    table = raked(pull, housed, columns)
    table = raked(np.where(table < LEAST, 0, table), housed, columns)
    return rounded_to(table, housed)


def registered_lists(
    practices: pd.DataFrame, registered: Counts, residents: Counts, place_of: Counts
) -> Counts:
    """Each list by sex and band: its neighbourhoods' ages, raked to its sub-ICB's.

    ``place_of`` is the row of the sub-ICB table for each practice.
    """
    ages = residents.reshape(len(residents), -1).astype(np.float64)
    ages /= ages.sum(axis=1, keepdims=True)
    start = registered @ ages
    sizes = practices["list_size"].to_numpy()
    found = np.zeros_like(start, dtype=np.int64)
    for number, sub_icb in enumerate(fact_table("sub_icbs").index):
        ours = place_of == number
        wanted = registered_by_band(str(sub_icb)).reshape(-1).astype(np.float64)
        wanted *= sizes[ours].sum() / wanted.sum()
        table = raked(start[ours], sizes[ours], wanted)
        found[ours] = rounded_to(table, sizes[ours])
    return found.reshape(-1, 2, 18)


def prevalence(
    lists: Counts, score: Values, asian: Values, *, seed: int
) -> dict[str, Values]:
    """Percent of each practice with each condition; the system's is as published."""
    published = fact_table("prevalence").set_index("condition")
    rng = generator(seed, "prevalence")
    found = {}
    for condition in CONDITIONS:
        middle, years, poor, from_asian = SHAPES[condition]
        said = published.loc[condition]
        people = lists.sum(axis=1) * counted(str(said["list_type"]))
        by_age = 1 / (1 + np.exp(-(MIDDLE - middle) / years))
        weight = people.sum(axis=1)
        share = (people * by_age).sum(axis=1) / weight
        tilt = poor * standard(score) + from_asian * asian
        share *= np.exp(tilt + rng.normal(0, 0.08, len(share)))
        level = (
            float(str(said["system_percent"])) * weight.sum() / (share * weight).sum()
        )
        found[condition] = np.round(share * level, 4)
    return found


def counted(list_type: str) -> Values:
    """The part of each five-year band that a register counts: TOTAL, 17OV, 06OV …"""
    youngest = 0 if list_type == "TOTAL" else int(list_type[:2])
    return np.clip((MIDDLE + 2.5 - youngest) / 5, 0, 1)
