"""Invented voluntary, community, faith and social enterprise groups on the map."""

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import Ints, even_sample, keys
from phm.synthetic.extract_columns import extract_table, flags, texts
from phm.synthetic.pathway.scene import Scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import in_few_assets_district


DIGITAL = ("none", "equipment", "connectivity", "confidence", "skills", "several")
_DIGITAL_USUAL = np.array([0.86, 0.02, 0.02, 0.03, 0.06, 0.01])
_DIGITAL_GROUP = np.array([0.0, 0.30, 0.12, 0.13, 0.25, 0.20])
_NEAR = 0.004  # degrees around the middle of a neighbourhood, about 300 metres

# Invented: no place, person or organisation of the area is meant.
_FIRST = (
    *("Amber", "Beacon", "Bramble", "Bridge", "Brook", "Cedar", "Clover", "Copper"),
    *("Dovetail", "Elder", "Fern", "Gateway", "Harbour", "Harvest", "Hazel", "Ivy"),
    *("Juniper", "Kestrel", "Lantern", "Larch", "Linden", "Maple", "Meadow", "Mosaic"),
    *("Oak", "Orchard", "Pebble", "Poppy", "Quilt", "Rowan", "Saffron", "Skylark"),
    *(
        "Sparrow",
        "Sunrise",
        "Thistle",
        "Umbrella",
        "Violet",
        "Willow",
        "Wren",
        "Yarrow",
    ),
)
_SECOND = (
    *("Lane", "Hearth", "Corner", "Steps", "Roots", "House", "Wheel", "Circle"),
    *("Path", "Table", "Green", "Thread", "Wharf", "Yard", "Gate", "Light"),
)
_LAST = {
    "befriending or peer group": ("Friends", "Companions", "Café"),
    "arts or culture": ("Arts", "Choir", "Makers"),
    "physical activity": ("Movers", "Walkers", "Wheelers"),
    "nature": ("Gardeners", "Growers", "Nature Group"),
    "money or benefits advice": ("Money Advice", "Benefits Desk"),
    "housing advice": ("Housing Advice", "Home Help Desk"),
    "employment or learning": ("Learning", "Work Club"),
    "mental wellbeing group": ("Wellbeing", "Calm Space"),
    "carer support": ("Carers", "Carers' Breaks"),
    "healthy living": ("Healthy Living", "Cook and Eat"),
    "digital inclusion": ("Digital Club", "Online Helpers"),
    "faith or culture group": ("Fellowship", "Culture Circle"),
    "food": ("Pantry", "Kitchen"),
    "other": ("Community Group", "Neighbours"),
}


def draw_assets(scene: Scene) -> pd.DataFrame:
    """asset_key, asset_name, kind, lsoa (position in the facts) and district_name."""
    rng, settings = scene.generator("assets"), scene.settings
    lsoa = _neighbourhoods(scene.facts, settings, rng)
    shares = settings.numbers("assets.kinds")
    kinds = np.array(list(shares))
    weights = np.array(list(shares.values()))
    kind = rng.choice(kinds, len(lsoa), p=weights / weights.sum())
    return pd.DataFrame(
        {
            "asset_key": keys("SYNA", len(lsoa), seed=scene.seed),
            "asset_name": _names(kind, rng),
            "kind": kind,
            "lsoa": lsoa,
            "district_name": scene.facts.lsoas["district_name"].to_numpy()[lsoa],
        }
    )


def assets_table(scene: Scene, assets: pd.DataFrame) -> pa.Table:
    """One row per group; coordinates instead of a postcode, so none is invented."""
    rng, settings = scene.generator("asset details"), scene.settings
    count = len(assets)
    places = scene.facts.lsoas.iloc[assets["lsoa"].to_numpy()]
    latitude, longitude = (
        np.round(places[name].to_numpy() + rng.uniform(-_NEAR, _NEAR, count), 5)
        for name in ("latitude", "longitude")
    )
    numbers = settings.numbers("assets")
    is_digital = np.asarray(assets["kind"] == "digital inclusion")
    usual, digital = (
        rng.choice(len(DIGITAL), count, p=chances)
        for chances in (_DIGITAL_USUAL, _DIGITAL_GROUP)
    )
    known = rng.random(count) < numbers["known_capacity_share"]
    capacity = 10 * np.rint(np.exp(rng.normal(2.1, 0.7, count))).astype(np.int64)
    return extract_table(
        scene.extract_date,
        {
            "asset_key": pa.array(assets["asset_key"].to_numpy().astype(np.str_)),
            "asset_name": pa.array(list(assets["asset_name"]), pa.string()),
            "kind": pa.array(list(assets["kind"]), pa.string()),
            "postcode": pa.nulls(count, pa.string()),
            "latitude": pa.array(latitude),
            "longitude": pa.array(longitude),
            "languages": _languages(count, settings, rng),
            "step_free": flags(
                (rng.random(count) < numbers["step_free_share"]).astype(np.int64)
            ),
            "digital_offer": texts(DIGITAL, np.where(is_digital, digital, usual)),
            "capacity_per_year": pa.array(capacity + 10, mask=~known),
        },
    )


def _neighbourhoods(
    facts: AreaFacts, settings: PathwaySettings, rng: np.random.Generator
) -> Ints:
    """Where the groups are: as people are, but few in the planted rural district."""
    inside = np.asarray(facts.lsoas["sub_icb_code"] != "")
    people = facts.residents.sum(axis=(1, 2)) * inside.astype(np.float64)
    numbers = settings.numbers("assets")
    groups = numbers["groups"]
    weights = people * groups / people.sum()
    if settings.has_signal:
        rural = in_few_assets_district(facts) & (people > 0)
        kept = numbers["in_few_assets_district"]
        weights[rural] *= kept / weights[rural].sum()
        weights[~rural] *= (groups - kept) / weights[~rural].sum()
    chances = weights - np.floor(weights)
    times = np.floor(weights).astype(np.int64) + even_sample(chances, rng)
    return np.repeat(np.arange(len(times)), times)


def _names(kind: NDArray[np.str_], rng: np.random.Generator) -> list[str]:
    """A name per group, no two the same: two invented words and what it does."""
    pairs = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    places = rng.permutation(len(pairs))
    return [
        f"{pairs[places[n % len(pairs)]]} {_LAST[what][n % len(_LAST[what])]}"
        for n, what in enumerate(kind.tolist())
    ]


def _languages(
    count: int, settings: PathwaySettings, rng: np.random.Generator
) -> pa.Array:
    """English everywhere, one more language in a share of the groups."""
    others = settings.table("assets")["languages"]
    second = rng.integers(0, len(others), count)
    more = rng.random(count) < settings.number("assets", "other_language_share")
    spelled = ["en", *(f"en;{code}" for code in others)]
    return texts(spelled, np.where(more, second + 1, 0))
