"""Truths about who is referred: the gradient, a cohort, a hidden pocket, the routes."""

import numpy as np

from phm.synthetic.drawing.draws import Mask
from phm.synthetic.pathway.routes import MEDICAL, ROUTES, route_groups
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import (
    AFFLUENT_REST,
    POCKET_INSIDE,
    POCKET_OUTSIDE,
)
from phm.synthetic.truths.ledger import Ledger
from phm.synthetic.truths.truth import Truth


_ERRORS = 3.0  # standard errors allowed for, where chance is left


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


def diabetes_men(read: Ledger, settings: PathwaySettings) -> Truth:
    """Few men of ethnic minority communities with unmanaged diabetes are referred."""
    cohort = read.groups.is_cohort
    implied = read.implied(cohort)
    return Truth(
        id="diabetes_men_central_watford",
        sentence="Men of ethnic minority communities with unmanaged diabetes in "
        "central Watford are referred at about 0.45 of what their need implies.",
        where={
            "pcn_code": read.facts.planted["central_watford_pcn"],
            "sex": "male",
            "ethnic_group": ["Asian", "Black", "Mixed", "Other"],
            "diabetes_unmanaged": True,
        },
        intended={"ratio": settings.meant("planted", "diabetes_men_ratio")},
        measured={"ratio": read.ratio_to_need(cohort)},
        # Half a person either way: the number referred is whole.
        tolerance={"ratio": 0.01 + 0.5 / max(implied, 0.5)},
        find="Equity ratio of the cohort: people referred in 12 months over its share "
        "of all need times all people referred.",
        details={
            "people": int(cohort.sum()),
            "referred": int(read.is_referred[cohort].sum()),
            "implied": implied,
        },
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
            "pocket_ratio": 0.02 + _spread(read, pocket),
            "network_reach": 0.03 + _spread(read, inside),
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


def _spread(read: Ledger, members: Mask) -> float:
    """Chance left in a ratio to need: declining is drawn person by person."""
    seen = max(int(read.is_referred[members].sum()), 1)
    return float(_ERRORS * np.sqrt(seen * 0.25 + 1) / read.implied(members))


def _route_error(is_other: Mask, inside: Mask) -> float:
    rates = [is_other[rows].sum() for rows in (inside, ~inside)]
    return float(2 * _ERRORS * np.sqrt(sum(1 / max(int(n), 1) for n in rates)))
