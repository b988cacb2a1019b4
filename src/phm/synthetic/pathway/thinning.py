"""The planted men, thinned to exactly the numbers of people their truths ask for."""

import numpy as np

from phm.synthetic.drawing.draws import Ints, Mask, calibrated, even_sample
from phm.synthetic.pathway.offers import REFERRED, YEARS
from phm.synthetic.pathway.scene import Offers, Scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import Strata


def thin_missed(scene: Scene, offers: Offers) -> Offers:
    """Offers with so few to planted men that referred ÷ implied by need is as planted.

    They were drawn too often on purpose (`weights`). Each year keeps the whole number
    of referred people nearest to the ratio, of the cohort and of all, and as large a
    share of those who were not referred.
    """
    if not scene.settings.has_signal:
        return offers
    rng, groups = scene.generator("missed men"), scene.groups
    kept = np.ones(len(offers.person), dtype=np.bool_)
    for year in range(YEARS):
        this_year = offers.year == year
        outside = len(_referred(offers, this_year & ~groups.is_missed[offers.person]))
        cohort, others = people_wanted(groups, scene.settings, outside=outside)
        for members, wanted in (
            (groups.is_cohort, cohort),
            (groups.is_missed & ~groups.is_cohort, others),
        ):
            theirs = this_year & members[offers.person]
            chosen = _chosen(offers, theirs, groups, wanted=wanted, rng=rng)
            kept &= ~theirs | np.isin(offers.person, chosen)
    return offers.only(kept)


def people_wanted(
    groups: Strata, settings: PathwaySettings, *, outside: int
) -> tuple[int, int]:
    """How many of the cohort, and of the other planted men, are to be referred.

    ``outside``: people referred who are neither. What need implies is a group's share
    of all need times all people referred, its own included.
    """
    all_men, cohort = (
        settings.number("planted", f"{name}_ratio")
        * float(groups.need[members].sum() / groups.need.sum())
        for name, members in (
            ("minority_men", groups.is_missed),
            ("diabetes_men", groups.is_cohort),
        )
    )
    everybody = outside / (1 - all_men)
    in_cohort = round(cohort * everybody)
    return in_cohort, max(round(all_men * everybody) - in_cohort, 0)


def _referred(offers: Offers, rows: Mask) -> Ints:
    """The persons with a referral among some rows."""
    return np.unique(offers.person[rows & (offers.decision == REFERRED)])


def _chosen(
    offers: Offers,
    theirs: Mask,
    groups: Strata,
    *,
    wanted: int,
    rng: np.random.Generator,
) -> Ints:
    """The persons of one group and year whose offers are kept."""
    referred = _referred(offers, theirs)
    others = np.setdiff1d(offers.person[theirs], referred)
    share = min(wanted / max(len(referred), 1), 1)
    return np.concatenate(
        [
            _some(referred, wanted, groups, rng),
            _some(others, round(share * len(others)), groups, rng),
        ]
    )


def _some(people: Ints, count: int, groups: Strata, rng: np.random.Generator) -> Ints:
    """A number of the people drawn, each ethnic category by its need.

    By chance alone a small community among them might have next to nobody.
    """
    people = rng.permutation(people)
    people = people[np.argsort(groups.ethnic[people], kind="stable")]
    need = np.bincount(groups.ethnic[groups.is_missed], groups.need[groups.is_missed])
    drawn = np.bincount(groups.ethnic[people], minlength=len(need))
    weights = (need / np.maximum(drawn, 1))[groups.ethnic[people]]
    return people[even_sample(calibrated(weights, total=count), rng)]
