"""Support offered to the people reached, and what of it they took up."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from phm.synthetic.drawing.draws import Ints, even_sample, keys
from phm.synthetic.extract_columns import extract_table, flags, iso_days, texts
from phm.synthetic.pathway.cases import NO_SERVICE
from phm.synthetic.pathway.scene import Cases, Course, Scene
from phm.synthetic.pathway.settings import PathwaySettings


NOT_KNOWN, NO, YES = -1, 0, 1
INTENSITIES = ("signposting", "enhanced")
_FIRST_KIND_FALLS = 0.5  # each further kind of a reason is half as likely to come first


@dataclass(frozen=True)
class _Offered:
    case: Ints
    place: Ints  # 0 the first kind of a case, 1 the next …
    taken: Ints


def support_table(scene: Scene, course: Course, assets: pd.DataFrame) -> pa.Table:
    """One row per kind of support offered.

    ``assets`` (asset_key, kind, district_name) are the groups that may give it.
    """
    rng, cases, settings = scene.generator("support"), course.cases, scene.settings
    offered = _offered(scene, cases, rng)
    kind = _kinds(offered, course.first_reason, settings, rng)
    day = cases.support_day[offered.case] + 7 * offered.place
    names = list(settings.table("support.five_ways"))
    enhanced = _intensities(cases, offered, settings, rng)
    case = pa.array(offered.case)
    count = len(offered.case)
    ways = [settings.table("support.five_ways")[name] for name in names]
    home = _districts(scene, course)[offered.case]
    giver = givers(kind, home, assets, names, rng)
    return extract_table(
        scene.extract_date,
        {
            "support_key": pa.array(keys("SYNS", count, seed=scene.seed)),
            "referral_key": course.keys.take(case),
            "offered_date": iso_days(np.minimum(day, scene.last_day)),
            "kind": texts(names, kind),
            "five_ways": texts(ways, kind),
            "intensity": texts(INTENSITIES, enhanced),
            "taken_up": flags(offered.taken),
            "asset_key": giver,
        },
    )


def _districts(scene: Scene, course: Course) -> NDArray[np.str_]:
    """Where the person of each case lives; nowhere without an address."""
    names = scene.facts.lsoas["district_name"].to_numpy().astype(np.str_)
    return np.append(names, "")[scene.groups.lsoa[course.offers.person]]


def _offered(scene: Scene, cases: Cases, rng: np.random.Generator) -> _Offered:
    """Everyone supported took up the first kind; some others were offered one."""
    numbers = scene.settings.numbers("support")
    idle = cases.is_reached & ~cases.is_supported & (cases.close_reason != NO_SERVICE)
    in_vain = idle * numbers["offered_not_taken"]
    asked = np.flatnonzero(cases.is_supported | even_sample(in_vain, rng))
    asked = asked[cases.support_day[asked] <= scene.last_day]
    helped = cases.is_supported[asked]
    kinds = 1 + np.where(helped, rng.poisson(numbers["more_kinds_mean"], len(asked)), 0)
    kinds = np.minimum(kinds, 2)
    case = np.repeat(asked, kinds)
    place = np.arange(len(case)) - np.repeat(np.cumsum(kinds) - kinds, kinds)
    more = rng.random(len(case)) < numbers["taken_of_more"]
    taken = np.where(place == 0, YES, np.where(more, YES, NO))
    unknown = rng.random(len(case)) < 0.25
    vain = np.where(unknown, NOT_KNOWN, NO)
    return _Offered(case, place, np.where(cases.is_supported[case], taken, vain))


def _kinds(
    offered: _Offered,
    first_reason: Ints,
    settings: PathwaySettings,
    rng: np.random.Generator,
) -> Ints:
    """A kind that suits the reason; a case's second is the next one on the list."""
    names = list(settings.table("support.five_ways"))
    lists = [
        [names.index(kind) for kind in settings.table("support.kinds")[reason]]
        for reason in settings.numbers("reasons")
    ]
    lengths = np.array([len(one) for one in lists])
    padded = np.array([(one * 4)[:4] for one in lists])
    reason = first_reason[offered.case]
    start = rng.geometric(1 - _FIRST_KIND_FALLS, len(first_reason))[offered.case] - 1
    at = (start + offered.place) % lengths[reason]
    return np.asarray(padded[reason, at])


def _intensities(
    cases: Cases,
    offered: _Offered,
    settings: PathwaySettings,
    rng: np.random.Generator,
) -> Ints:
    """Enhanced for a share of those supported; everybody else is signposted."""
    share = settings.number("support", "enhanced_share")
    enhanced = even_sample(np.full(len(cases.is_reached), share), rng)
    return (enhanced & cases.is_supported)[offered.case].astype(np.int64)


def givers(
    kind: Ints,
    district: NDArray[np.str_],
    assets: pd.DataFrame,
    names: list[str],
    rng: np.random.Generator,
) -> pa.Array:
    """A group of that kind in the person's district; none there: an empty cell."""
    serves = assets["kind"].replace("digital inclusion", "digital skills")
    chosen = np.full(len(kind), -1)
    point = rng.random(len(kind))
    home = np.asarray(assets["district_name"].astype(str))
    for code, name in enumerate(names):
        wanted = "digital skills" if name.startswith("digital") else name
        fits = np.asarray(serves == wanted)
        for place in np.unique(home):
            groups = np.flatnonzero(fits & (home == place))
            rows = np.flatnonzero((kind == code) & (district == place))
            if len(groups) and len(rows):
                chosen[rows] = groups[(point[rows] * len(groups)).astype(np.int64)]
    return texts(assets["asset_key"].tolist(), chosen)
