"""Truths about who is referred: the gradient, a hidden pocket, the routes."""

import numpy as np

from phm.synthetic.drawing.draws import Mask
from phm.synthetic.pathway.routes import MEDICAL, ROUTES, route_groups
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import (
    AFFLUENT_REST,
    POCKET_INSIDE,
    POCKET_OUTSIDE,
)
from phm.synthetic.truths.ledger import ERRORS, Ledger
from phm.synthetic.truths.truth import Truth


def gradient(read: Ledger, settings: PathwaySettings) -> Truth:
    """Need rises with deprivation; referrals rise much less."""
    poorest, richest = (read.groups.quintile == q for q in (1, 5))
    use = settings.table("referrals.use_by_quintile")
    seen = read.per_1000(poorest) / read.per_1000(richest)
    few = min(read.is_referred[poorest].sum(), read.is_referred[richest].sum())
    need = read.mean_need(poorest) / read.mean_need(richest)
    meant = use["1"] / use["5"] if settings.has_signal else need
    return Truth(
        id="need_rises_referrals_hardly",
        sentence="Need rises with deprivation while referrals rise much less.",
        where={"dimension": "deprivation_quintile_national", "groups": [1, 5]},
        intended={"referred_ratio": meant},
        measured={"referred_ratio": seen},
        tolerance={"referred_ratio": 0.05 + float(1 / np.sqrt(max(few, 1)))},
        find="Reach per 1,000 by national deprivation quintile, beside need.",
        details={"need_ratio": need},
    )


def hidden_pocket(read: Ledger, settings: PathwaySettings) -> Truth:
    """A deprived pocket is hardly reached in a network whose average looks fine."""
    place = read.groups.place
    inside = (place == POCKET_INSIDE) | (place == AFFLUENT_REST)
    pocket = (place == POCKET_INSIDE) | (place == POCKET_OUTSIDE)
    everybody = np.ones(len(place), dtype=np.bool_)
    average = read.per_1000(inside) / read.per_1000(everybody)
    by_need = read.mean_need(inside) / read.mean_need(everybody)
    return Truth(
        id="hidden_pocket",
        sentence="A network that looks fine on average hides a deprived pocket that is "
        "hardly reached (the South Oxhey effect).",
        where={
            "pcn_code": read.facts.planted["affluent_pcn_with_pocket"],
            "lsoa_codes": list(read.facts.planted["pocket_lsoas"]),
        },
        intended={
            "pocket_ratio": settings.meant("planted", "pocket_ratio"),
            "network_reach": settings.meant(
                "planted", "affluent_reach", without=by_need
            ),
        },
        measured={"pocket_ratio": read.ratio_to_need(pocket), "network_reach": average},
        tolerance={
            "pocket_ratio": 0.02 + read.ratio_error(pocket),
            "network_reach": 0.03 + read.ratio_error(inside),
        },
        find="Reach per 1,000 in need by LSOA within the network.",
        details={
            "people_in_pocket": int((pocket & read.groups.is_used).sum()),
            "pocket_need_per_1000": 1000 * read.mean_need(pocket),
            "network_need_per_1000": 1000 * read.mean_need(inside),
        },
    )


def routes(read: Ledger, settings: PathwaySettings) -> Truth:
    """Non-medical routes bring more of the people whom medical ones miss."""
    members = route_groups(read.groups, read.referrals["person"].to_numpy())
    is_other = ~read.referrals["route"].isin(ROUTES[:MEDICAL]).to_numpy()
    intended = {
        name: settings.meant("routes.non_medical_ratio", name) for name in members
    }
    measured = {
        name: float(is_other[inside].mean() / is_other[~inside].mean())
        for name, inside in members.items()
    }
    return Truth(
        id="non_medical_routes",
        sentence="Non-medical routes (self, voluntary sector, social care) reach "
        "deprived, younger, male and minority people better.",
        where={"routes": list(ROUTES[MEDICAL:])},
        intended=intended,
        measured=measured,
        tolerance={name: _route_error(is_other, members[name]) for name in intended},
        find="Share of referrals by a non-medical route, in each group against others.",
        details={"non_medical_share": float(is_other.mean())},
    )


def _route_error(is_other: Mask, inside: Mask) -> float:
    rates = [is_other[rows].sum() for rows in (inside, ~inside)]
    return float(2 * ERRORS * np.sqrt(sum(1 / max(int(n), 1) for n in rates)))
