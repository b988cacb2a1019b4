"""The planted cohort, thinned to exactly the number of people its truth asks for."""

import numpy as np

from phm.synthetic.drawing.draws import Ints, Mask
from phm.synthetic.pathway.offers import REFERRED, YEARS
from phm.synthetic.pathway.scene import Offers, Scene
from phm.synthetic.pathway.strata import Strata


def thin_cohort(scene: Scene, offers: Offers) -> Offers:
    """Offers with so few to the cohort that referred ÷ implied by need is as planted.

    The cohort was drawn too often on purpose (COHORT_BOOST). Each year keeps the whole
    number of referred people nearest to the ratio, and as large a share of the others.
    """
    if not scene.settings.has_signal:
        return offers
    rng, groups = scene.generator("cohort"), scene.groups
    ratio = scene.settings.number("planted", "diabetes_men_ratio")
    kept = np.ones(len(offers.person), dtype=np.bool_)
    for year in range(YEARS):
        kept &= ~_dropped(offers, groups, offers.year == year, ratio=ratio, rng=rng)
    return offers.only(kept)


def people_wanted(groups: Strata, outside: int, *, ratio: float) -> int:
    """Referred people of the cohort when ``outside`` others are: ratio × need's share.

    What need implies is the cohort's share of all need times all people referred,
    the cohort's own included.
    """
    share = float(ratio * groups.need[groups.is_cohort].sum() / groups.need.sum())
    return round(share * outside / (1 - share))


def _dropped(
    offers: Offers,
    groups: Strata,
    this_year: Mask,
    *,
    ratio: float,
    rng: np.random.Generator,
) -> Mask:
    """Offers of one year to people of the cohort who are not kept."""
    is_referred = this_year & (offers.decision == REFERRED)
    in_cohort = this_year & groups.is_cohort[offers.person]
    referred = np.unique(offers.person[is_referred & in_cohort])
    others = np.setdiff1d(offers.person[in_cohort], referred)
    outside = len(np.unique(offers.person[is_referred & ~in_cohort]))
    wanted = min(people_wanted(groups, outside, ratio=ratio), len(referred))
    share = wanted / max(len(referred), 1)
    kept = np.concatenate(
        [_some(referred, wanted, rng), _some(others, round(share * len(others)), rng)]
    )
    return np.asarray(in_cohort & ~np.isin(offers.person, kept))


def _some(people: Ints, count: int, rng: np.random.Generator) -> Ints:
    return rng.permutation(people)[:count]
