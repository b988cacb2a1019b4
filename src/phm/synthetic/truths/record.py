"""Truths about the record: one system under-codes, small groups are missed."""

import numpy as np

from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.truths.ledger import Ledger
from phm.synthetic.truths.truth import Truth


GROUPS = (
    *("homeless", "drug_dependence", "alcohol_dependence", "vulnerable_migrant"),
    *("gypsy_roma_traveller", "justice_contact", "modern_slavery", "sex_worker"),
)
_CHANCE = 3.0  # standard errors allowed for


def coding(read: Ledger, settings: PathwaySettings) -> Truth:
    """One GP system sends fewer referrals, and codes few of those it sends."""
    theirs = read.groups.under_codes
    decided = read.referrals[read.referrals["decision"] != "offered"]
    is_theirs = theirs[decided["person"].to_numpy()]
    coded = decided["is_coded"].to_numpy()
    sent = 1 - settings.meant("planted", "undercoding_missing", without=0.0)
    usual = settings.number("referrals", "coded_share")
    seen = read.ratio_to_need(theirs) / read.ratio_to_need(~theirs)
    few = float(_CHANCE / np.sqrt(max(int(read.is_referred[theirs].sum()), 1)))
    return Truth(
        id="undercoding_system",
        sentence="One GP system under-codes: fewer of its referrals arrive, and few of "
        "those carry a code.",
        where={"gp_system": read.facts.planted["undercoding_gp_system"]},
        intended={
            "coded_share": settings.meant(
                "planted", "undercoding_coded", without=usual
            ),
            "sent_against_others": sent,
        },
        measured={
            "coded_share": float(coded[is_theirs].mean()),
            "sent_against_others": seen,
        },
        tolerance={"coded_share": 0.02 + few, "sent_against_others": 0.03 + few},
        find="Share of decided referrals with a SNOMED code, and referred people over "
        "what need implies, by GP system.",
        details={
            "coded_share_elsewhere": float(coded[~is_theirs].mean()),
            "practices": int(
                (
                    read.facts.practices["gp_system"]
                    == read.facts.planted["undercoding_gp_system"]
                ).sum()
            ),
        },
    )


def inclusion_health(read: Ledger, settings: PathwaySettings) -> Truth:
    """Inclusion-health groups are larger than the record says."""
    columns = read.people.columns
    recorded = {name: int((columns[name] == 1).sum()) for name in GROUPS}
    true = {name: int((columns[f"true_{name}"] == 1).sum()) for name in GROUPS}
    missed = {name: recorded[name] < true[name] for name in GROUPS if true[name]}
    return Truth(
        id="inclusion_health_under_recorded",
        sentence="Inclusion-health groups are under-recorded.",
        where={"columns": list(GROUPS), "level": "system"},
        intended={"groups_missed": float(len(missed))},
        measured={"groups_missed": float(sum(missed.values()))},
        tolerance={"groups_missed": 0.0 if settings.has_signal else 8.0},
        find="Recorded numbers against published prevalence, system-wide only.",
        details={"true": true, "recorded": recorded},
    )
