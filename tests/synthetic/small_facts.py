"""Hand-made area facts of any size, with invented codes: margins that agree exactly."""

import numpy as np
import pandas as pd
import pyarrow as pa

from phm.synthetic.areas.facts import BANDS, CONDITIONS, ETHNIC_ORDER, AreaFacts
from phm.synthetic.drawing.whole_numbers import apportion, rounded_to


PERCENT = dict(
    zip(
        CONDITIONS,
        (7.2, 14.5, 2.9, 1.8, 1.0, 1.7, 6.4, 4.2, 3.6, 0.8, 11.0, 0.9, 12.5, 0.5),
        strict=True,
    )
)


def small_facts(
    *, lsoas: int = 12, practices: int = 4, people: int = 6_000
) -> AreaFacts:
    """Facts of an invented system; the last neighbourhood is outside it."""
    rng = np.random.default_rng(7)
    shape = np.concatenate([np.linspace(1.1, 1.3, 8), np.linspace(1.3, 0.35, 10)])
    ages = shape * rng.gamma(30, 1 / 30, (lsoas, 2, len(BANDS)))
    size = np.full(lsoas, people // lsoas)
    residents = rounded_to(ages.reshape(lsoas, -1), size).reshape(ages.shape)
    lists = apportion(rng.uniform(0.6, 1.4, practices), people)
    nowhere = (lists * 0.004).astype(np.int64) + 1
    # 10 to 30 % of neighbourhoods send people to a practice.
    near = rng.gamma(0.2, 1.0, (practices, lsoas)) * (
        rng.random((practices, lsoas)) < 0.25
    ) + np.eye(practices, lsoas)
    registered = rounded_to(near, lists - nowhere)
    by_age = np.tensordot(registered, residents / size[:, None, None], axes=1)
    cells = rounded_to(by_age.reshape(practices, -1), lists).reshape(by_age.shape)
    return AreaFacts(
        origin="hand-made",
        system_id="demonstration",
        system_name="A hand-made system",
        lsoas=_lsoas(lsoas, rng),
        residents=residents,
        ethnicity=_ethnicity(lsoas, rng),
        gypsy_traveller_roma_share=np.full(lsoas, 0.003),
        practices=_practices(practices, lists),
        registered=registered,
        lists=cells,
        prevalence={
            name: percent * rng.uniform(0.8, 1.2, practices)
            for name, percent in PERCENT.items()
        },
        pcns=_pcns(practices),
        no_fixed_abode=nowhere,
    )


def _lsoas(count: int, rng: np.random.Generator) -> pd.DataFrame:
    quintile = np.arange(count) % 5 + 1
    return pd.DataFrame(
        {
            "lsoa_code": [f"E019{i:05d}" for i in range(count)],
            "lsoa_name": [f"Nowhere {i:03d}" for i in range(count)],
            "district_code": [f"E0799{i % 3:04d}" for i in range(count)],
            "district_name": [f"District {i % 3}" for i in range(count)],
            "sub_icb_code": ["99A"] * (count - 1) + [""],
            "quintile_national": quintile,
            "quintile_local": quintile,
            "is_rural": np.arange(count) % 7 == 0,
            "limited_english_share": rng.uniform(0.005, 0.05, count),
            "deri_score": rng.uniform(1, 9, count),
            "lonely_percent": rng.uniform(20, 30, count),
        }
    )


def _ethnicity(count: int, rng: np.random.Generator) -> np.ndarray:
    weights = np.full((count, len(ETHNIC_ORDER)), 0.6)
    weights[:, 0] = rng.uniform(15, 60, count)
    weights[:, 2] = 5.0
    weights[:, 7:9] = rng.uniform(1, 8, (count, 2))
    return weights / weights.sum(axis=1, keepdims=True)


def _practices(count: int, lists: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "practice_code": [f"Y99{i:03d}" for i in range(count)],
            "practice_name": [f"Practice {i}" for i in range(count)],
            "pcn_code": [f"U99{i // 2:03d}" for i in range(count)],
            "gp_system": ["EMIS", "TPP"] * (count // 2) + ["EMIS"] * (count % 2),
            "list_size": lists,
        }
    )


def _pcns(practices: int) -> pd.DataFrame:
    count = (practices + 1) // 2
    return pd.DataFrame(
        {
            "pcn_code": [f"U99{i:03d}" for i in range(count)],
            "pcn_name": [f"Network {i}" for i in range(count)],
            "link_worker_fte": np.linspace(0.5, 3.0, count),
        }
    )


def caseloads(facts: AreaFacts) -> pa.Table:
    """A caseload extract with the workers of the facts, in one month."""
    return pa.table(
        {
            "month": ["2026-06"] * len(facts.pcns),
            "role": ["link worker"] * len(facts.pcns),
            "pcn_code": facts.pcns["pcn_code"].tolist(),
            "fte_in_post": facts.pcns["link_worker_fte"].astype(str).tolist(),
        }
    )
