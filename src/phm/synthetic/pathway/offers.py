"""Offers of social prescribing: to whom, on which day, and what was decided."""

import numpy as np

from phm.synthetic.drawing.draws import Floats, Ints, calibrated, even_sample, shifted
from phm.synthetic.pathway.scene import Offers, Scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import Strata
from phm.synthetic.pathway.weights import offer_weights


OFFERED, DECLINED, REFERRED = range(3)
DECISIONS = ("offered", "declined", "referred")
YEARS = 2
YEAR_DAYS = 365
_SHORTEST_GAP = 14  # days until the same person is offered it again
_SUNDAY_FIRST = 3  # 1 January 1970 was a Thursday: (day + 3) % 7 is 0 on Mondays


def draw_offers(scene: Scene) -> Offers:
    """Two years of offers up to and with the day of the extract."""
    rng = scene.generator("offers")
    groups, settings = scene.groups, scene.settings
    weights = offer_weights(groups, settings)
    order_key = _order_key(groups)
    heads = int(groups.is_used.sum())
    again = settings.number("referrals", "once_more_share")
    drawn = [
        _one_year(
            weights,
            order_key,
            rng,
            total=_offers_of(heads, settings, year=year),
            again=again,
        )
        for year in range(YEARS)
    ]
    person = np.concatenate([who for who, _ in drawn])
    year = np.repeat(np.arange(YEARS), [len(who) for who, _ in drawn])
    first = scene.last_day - YEARS * YEAR_DAYS + 1
    day = first + year * YEAR_DAYS + np.concatenate([on for _, on in drawn])
    return Offers(person, _off_weekends(day), year, _decide(scene, person))


def _order_key(groups: Strata) -> Ints:
    """Sorts people so that an even sample is even over every group that matters."""
    parts = (
        (groups.pcn, int(groups.pcn.max()) + 1),
        (groups.is_missed.astype(np.int64) + groups.is_cohort, 3),
        (groups.place, 4),
        (groups.quintile, 6),
        (groups.is_male, 2),
    )
    key = np.zeros(len(groups.pcn), dtype=np.int64)
    for part, values in parts:
        key = key * values + part
    return key.astype(np.uint16) if key.max() < 1 << 16 else key


def _one_year(
    weights: Floats,
    order_key: Ints,
    rng: np.random.Generator,
    *,
    total: float,
    again: float,
) -> tuple[Ints, Ints]:
    """Persons offered it in one year and the days of the year, repeats included."""
    shuffled = rng.permutation(len(weights))
    order = shuffled[np.argsort(order_key[shuffled], kind="stable")]
    chances = calibrated(weights[order], total=total / (1 + again / 2))
    person = order[even_sample(chances, rng)]
    day = rng.integers(0, YEAR_DAYS, len(person))
    second = day + _SHORTEST_GAP + rng.integers(0, YEAR_DAYS, len(person))
    has_second = (rng.random(len(person)) < again) & (second < YEAR_DAYS)
    return (
        np.concatenate([person, person[has_second]]),
        np.concatenate([day, second[has_second]]),
    )


def _offers_of(people: int, settings: PathwaySettings, *, year: int) -> float:
    growth = settings.number("referrals", "growth_per_year")
    yearly = people * settings.number("referrals", "offers_per_1000_year") / 1000
    return yearly * (1 + growth * (year - 0.5))


def _off_weekends(day: Ints) -> Ints:
    """Saturdays and Sundays back to the Friday before, Bank Holidays not minded."""
    weekday = (day + _SUNDAY_FIRST) % 7
    return day - np.maximum(weekday - 4, 0)


def _decide(scene: Scene, person: Ints) -> Ints:
    """Declined evenly over the offers as sorted; some have nothing decided yet."""
    rng, settings = scene.generator("decisions"), scene.settings
    chances = shifted(
        _declining(scene.groups, person, settings),
        share=settings.number("declined", "share"),
    )
    open_share = settings.number("referrals", "offered_only_share")
    declined = even_sample(chances, rng)
    undecided = even_sample(np.full(len(person), open_share), rng)
    decision = np.where(declined, DECLINED, REFERRED)
    return np.where(undecided, OFFERED, decision)


def _declining(groups: Strata, person: Ints, settings: PathwaySettings) -> Floats:
    """Log odds of declining, up to a constant."""
    if not settings.has_signal:
        return np.zeros(len(person))
    odds = {key: np.log(value) for key, value in settings.numbers("declined").items()}
    away = np.where(groups.quintile == 0, 0, groups.quintile - 1)[person]
    return np.asarray(
        odds["female"] * ~groups.is_male[person]
        + odds["youngest"] * (groups.age[person] < 30)
        + odds["per_quintile"] * away
        + odds["minority"] * groups.is_minority[person]
    )
