"""Posts of link workers by month: funded, filled, vacant, and the cases they hold."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import Floats, Ints, keys
from phm.synthetic.extract_columns import extract_table, flags, texts
from phm.synthetic.pathway.cases import STILL_OPEN
from phm.synthetic.pathway.offers import REFERRED
from phm.synthetic.pathway.scene import Course, Scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import pcn_position


ROLES = ("link worker", "health and wellbeing coach", "care coordinator")
EMPLOYERS = ("pcn", "practice", "voluntary sector", "council", "nhs trust", "other")
LINK_WORKER = 0
_RUN_IN = 6  # months until hardly any earlier referral is open
_FULL = 1.0  # no post is larger than one full-time equivalent
_USUAL_VACANCY = 0.8
_USUAL_FTE = 1.0  # of a network that reports none to the workforce collection


@dataclass(frozen=True)
class Posts:
    """One entry per post. ``in_post`` is what is filled in the newest month."""

    pcn: Ints
    role: Ints
    employer: Ints
    funded: Floats
    in_post: Floats
    began: Ints  # month from 0
    keys: pa.Array


def draw_posts(scene: Scene) -> Posts:
    """Posts whose filled link workers sum, by network, to the facts' FTE."""
    rng, facts, settings = scene.generator("posts"), scene.facts, scene.settings
    rows = [
        *_link_worker_posts(facts, settings, rng),
        *_other_posts(facts, settings, rng),
    ]
    pcn, role, funded, in_post = (np.array(part) for part in zip(*rows, strict=True))
    shares = settings.numbers("caseloads.employers")
    weights = np.array([shares.get(name, 0.0) for name in EMPLOYERS])
    by_pcn = rng.choice(len(EMPLOYERS), len(facts.pcns), p=weights / weights.sum())
    grown = rng.random(len(rows)) < settings.number("caseloads", "growth_share")
    months = int(settings.number("caseloads", "months"))
    began = np.where(grown, rng.integers(1, months - 2, len(rows)), 0)
    return Posts(
        pcn=pcn.astype(np.int64),
        role=role.astype(np.int64),
        employer=by_pcn[pcn.astype(np.int64)],
        funded=funded.astype(np.float64),
        in_post=in_post.astype(np.float64),
        began=began,
        keys=pa.array(keys("SYNW", len(rows), seed=scene.seed)),
    )


def caseloads_table(scene: Scene, course: Course, posts: Posts) -> pa.Table:
    """One row per post and month since it began."""
    rng, facts, settings = scene.generator("caseloads"), scene.facts, scene.settings
    months = int(settings.number("caseloads", "months"))
    names = pd.period_range(end=facts.month, periods=months, freq="M").astype(str)
    post, month = (part.ravel() for part in np.indices((len(posts.pcn), months)))
    began = month >= posts.began[post]
    post, month = post[began], month[began]
    gap = rng.random(len(post)) < settings.number("caseloads", "vacant_month_share")
    newest = month == months - 1
    filled = np.where(gap & ~newest, 0.0, posts.in_post[post])
    vacant = (filled == 0).astype(np.int64)
    pcn = posts.pcn[post]
    is_link_worker = posts.role[post] == LINK_WORKER
    cases_held = _held(course, names, pcns=len(facts.pcns))
    counted = np.where(is_link_worker, filled, 0.0)
    size = (len(facts.pcns), months)
    total = np.zeros(size)
    np.add.at(total, (pcn, month), counted)
    share = np.divide(
        counted, total[pcn, month], out=np.zeros(len(pcn)), where=counted > 0
    )
    held = np.rint(share * cases_held[pcn, month]).astype(np.int64)
    return extract_table(
        scene.extract_date,
        {
            "worker_key": posts.keys.take(pa.array(post)),
            "month": texts(list(names), month),
            "pcn_code": texts(facts.pcns["pcn_code"].tolist(), pcn),
            "role": texts(ROLES, posts.role[post]),
            "employer": texts(EMPLOYERS, posts.employer[post]),
            "fte_funded": pa.array(posts.funded[post]),
            "fte_in_post": pa.array(filled),
            "vacancy": flags(vacant),
            "open_cases": pa.array(held, mask=~is_link_worker),
        },
    )


def workers_of_offers(scene: Scene, posts: Posts, pcn_of_offer: Ints) -> pa.Array:
    """A filled link-worker post of each offer's network; null where there is none."""
    rng = scene.generator("workers")
    chosen = np.full(len(pcn_of_offer), -1)
    filled = (posts.role == LINK_WORKER) & (posts.in_post > 0)
    point = rng.random(len(pcn_of_offer))
    for pcn in np.unique(posts.pcn[filled]):
        here = np.flatnonzero(filled & (posts.pcn == pcn))
        rows = pcn_of_offer == pcn
        edges = np.cumsum(posts.in_post[here]) / posts.in_post[here].sum()
        at = np.minimum(np.searchsorted(edges, point[rows]), len(here) - 1)
        chosen[rows] = here[at]
    return posts.keys.take(pa.array(chosen, mask=chosen < 0))


Post = tuple[int, int, float, float]


def _link_worker_posts(
    facts: AreaFacts, settings: PathwaySettings, rng: np.random.Generator
) -> list[Post]:
    none = pcn_position(facts, "no_link_worker_pcn")
    vacant = settings.number("caseloads", "vacant_post_share")
    found: list[Post] = []
    for pcn, reported in enumerate(facts.pcns["link_worker_fte"]):
        fte = _USUAL_FTE if pd.isna(reported) else float(reported)
        fte = 0.0 if pcn == none else fte
        found += [(pcn, LINK_WORKER, size, size) for size in _sizes(fte)]
        if pcn == none or fte == 0 or rng.random() < vacant:
            found.append((pcn, LINK_WORKER, _USUAL_VACANCY, 0.0))
    return found


def _sizes(fte: float) -> list[float]:
    """Posts of at most one FTE, to two decimals, that sum to ``fte``."""
    left, sizes = round(fte, 2), list[float]()
    while left > 0:
        sizes.append(min(_FULL, left))
        left = round(left - sizes[-1], 2)
    return sizes


def _other_posts(
    facts: AreaFacts, settings: PathwaySettings, rng: np.random.Generator
) -> list[Post]:
    share = settings.number("caseloads", "other_roles_share")
    drawn = np.flatnonzero(rng.random(len(facts.pcns)) < share)
    return [(int(pcn), int(rng.integers(1, 3)), 0.8, 0.8) for pcn in drawn]


def _held(course: Course, months: pd.Index, *, pcns: int) -> Floats:
    """Open referrals by network and month's end."""
    offers, cases = course.offers, course.cases
    ends = pd.PeriodIndex(months, freq="M").end_time.to_numpy().astype("datetime64[D]")
    is_referred = offers.decision == REFERRED
    closed = np.where(cases.closed == STILL_OPEN, np.iinfo(np.int64).max, cases.closed)
    columns = [
        np.bincount(
            course.pcn[is_referred & (offers.day <= end) & (closed > end)],
            minlength=pcns,
        )
        for end in ends.astype(np.int64)
    ]
    held = np.column_stack(columns).astype(np.float64)
    # Referrals from before the two years are in no file, yet were on the caseload.
    usual = held[:, _RUN_IN : 2 * _RUN_IN].mean(axis=1, keepdims=True)
    held[:, :_RUN_IN] = np.maximum(held[:, :_RUN_IN], usual)
    return np.asarray(held)
