"""What became of each referral: the wait, reached, supported, and the closing."""

import numpy as np

from phm.synthetic.drawing.draws import Floats, Ints, Mask, calibrated, even_sample
from phm.synthetic.pathway.offers import DECLINED, REFERRED, YEARS
from phm.synthetic.pathway.scene import Cases, Offers, Scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import in_few_assets_district, pcn_position


CLOSED = (
    *("completed", "no suitable service", "unable to contact", "person declined"),
    *("moved away", "died", "rejected", "other"),
)
COMPLETED, NO_SERVICE, NO_CONTACT, SAID_NO, MOVED, DIED, REJECTED, OTHER = range(8)
STILL_OPEN = -1
# How cases end that nothing was found for, and that nobody reached. [GK]
_ADVISED_ENDS = ((COMPLETED, 0.68), (SAID_NO, 0.24), (MOVED, 0.05), (OTHER, 0.03))
_UNREACHED_ENDS = ((NO_CONTACT, 0.80), (REJECTED, 0.12), (MOVED, 0.05), (DIED, 0.03))
_PLAN_DAYS = 14  # from first contact to taking something up, on average
_GIVE_UP_DAYS = 40


def draw_cases(scene: Scene, offers: Offers) -> Cases:
    """The fate of every offer, as known on the day of the extract."""
    rng, settings = scene.generator("cases"), scene.settings
    is_referred = offers.decision == REFERRED
    contact = offers.day + _waits(len(offers.person), settings, rng)
    in_time = is_referred & (contact <= scene.last_day)
    share = settings.number("cases", "reached_share")
    reached = _share_of(offers, _reach_odds(scene, offers) * in_time, share, rng)
    taken = contact + rng.poisson(_PLAN_DAYS, len(offers.person))
    in_time = reached & (taken <= scene.last_day)
    share = settings.number("cases", "supported_share")
    supported = _share_of(offers, _support_odds(scene, offers) * in_time, share, rng)
    reason = _reasons(scene, offers, reached, supported, rng)
    closed = _closing_days(offers, contact, reached, supported, settings, rng)
    is_open = closed > scene.last_day
    return Cases(
        first_contact=contact,
        is_reached=reached,
        is_supported=supported,
        support_day=taken,
        closed=np.where(is_open, STILL_OPEN, closed),
        close_reason=np.where(is_open, STILL_OPEN, reason),
    )


def _waits(count: int, settings: PathwaySettings, rng: np.random.Generator) -> Ints:
    shape = settings.number("cases", "wait_shape")
    scale = settings.number("cases", "wait_mean_days") / shape
    return np.rint(rng.gamma(shape, scale, count)).astype(np.int64)


def _reach_odds(scene: Scene, offers: Offers) -> Floats:
    """Lower where no link worker is in post and a neighbour's steps in."""
    if not scene.settings.has_signal:
        return np.ones(len(offers.person))
    alone = pcn_position(scene.facts, "no_link_worker_pcn")
    low = scene.settings.number("cases", "no_link_worker_reach")
    return np.where(scene.groups.pcn[offers.person] == alone, low, 1.0)


def _support_odds(scene: Scene, offers: Offers) -> Floats:
    """Lower where there are few groups to go to."""
    if not scene.settings.has_signal:
        return np.ones(len(offers.person))
    low = scene.settings.number("cases", "few_assets_support")
    return np.where(_served_by_few(scene, offers), low, 1.0)


def _no_service_odds(scene: Scene, offers: Offers) -> Floats:
    if not scene.settings.has_signal:
        return np.ones(len(offers.person))
    high = scene.settings.number("cases", "few_assets_no_service")
    return np.where(_served_by_few(scene, offers), high, 1.0)


def _served_by_few(scene: Scene, offers: Offers) -> Mask:
    """Whether the person lives in the district with few groups."""
    few = in_few_assets_district(scene.facts)
    return np.append(few, np.False_)[scene.groups.lsoa[offers.person]]


def _share_of(
    offers: Offers, weights: Floats, share: float, rng: np.random.Generator
) -> Mask:
    """A sample by weight: in each year ``share`` of its referrals, if it can be."""
    drawn = np.zeros(len(weights), dtype=np.bool_)
    for year in range(YEARS):
        mine = offers.year == year
        referred = int((mine & (offers.decision == REFERRED)).sum())
        chances = calibrated(weights[mine].astype(np.float64), total=share * referred)
        drawn[mine] = even_sample(chances, rng)
    return drawn


def _reasons(
    scene: Scene,
    offers: Offers,
    reached: Mask,
    supported: Mask,
    rng: np.random.Generator,
) -> Ints:
    """Why each case closed or will close; supported cases are completed."""
    is_referred = offers.decision == REFERRED
    advised, unreached = reached & ~supported, is_referred & ~reached
    reason = np.where(offers.decision == DECLINED, SAID_NO, COMPLETED)
    for rows, ends in ((advised, _ADVISED_ENDS), (unreached, _UNREACHED_ENDS)):
        codes, shares = zip(*ends, strict=True)
        reason[rows] = rng.choice(codes, int(rows.sum()), p=shares)
    share = scene.settings.number("cases", "no_service_share")
    weights = _no_service_odds(scene, offers) * advised
    nothing = even_sample(calibrated(weights, total=share * is_referred.sum()), rng)
    return np.where(nothing, NO_SERVICE, reason)


def _closing_days(
    offers: Offers,
    contact: Ints,
    reached: Mask,
    supported: Mask,
    settings: PathwaySettings,
    rng: np.random.Generator,
) -> Ints:
    """The day each case closes, whether or not it has come yet."""
    count = len(contact)
    mean = settings.number("cases", "mean_days_open")
    long = contact + _PLAN_DAYS * 2 + rng.gamma(2.0, mean / 2, count).astype(np.int64)
    short = contact + rng.gamma(1.5, mean / 6, count).astype(np.int64)
    given_up = offers.day + _GIVE_UP_DAYS + rng.poisson(15, count)
    closed = np.where(reached, np.where(supported, long, short), given_up)
    same_day = offers.decision == DECLINED
    closed = np.where(same_day, offers.day, closed)
    never = (offers.decision != REFERRED) & ~same_day
    return np.where(never, np.iinfo(np.int64).max, closed)
