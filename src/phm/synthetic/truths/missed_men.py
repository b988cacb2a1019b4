"""Truths about the men who are planted to be missed, all of them and a cohort."""

from typing import Any

from phm.synthetic.drawing.draws import Mask
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.truths.ledger import Ledger
from phm.synthetic.truths.truth import Truth


FIND = (
    "Equity ratio of the group: people referred in 12 months over its share of all "
    "need times all people referred."
)


def minority_men(read: Ledger, settings: PathwaySettings) -> Truth:
    """Few men of ethnic minority communities in one network are referred."""
    members = read.groups.is_missed
    return Truth(
        id="minority_men_central_watford",
        sentence="Men of ethnic minority communities in central Watford are referred "
        "at about 0.60 of what their need implies.",
        where=_where(read),
        intended={"ratio": settings.meant("planted", "minority_men_ratio")},
        measured={"ratio": read.ratio_to_need(members)},
        tolerance={"ratio": _error(read, settings, members)},
        find=FIND,
        details=_details(read, members),
    )


def diabetes_men(read: Ledger, settings: PathwaySettings) -> Truth:
    """Of those with unmanaged diabetes fewer still are referred."""
    members = read.groups.is_cohort
    return Truth(
        id="diabetes_men_central_watford",
        sentence="Men of ethnic minority communities with unmanaged diabetes in "
        "central Watford are referred at about 0.45 of what their need implies.",
        where={**_where(read), "diabetes_unmanaged": True},
        intended={"ratio": settings.meant("planted", "diabetes_men_ratio")},
        measured={"ratio": read.ratio_to_need(members)},
        tolerance={"ratio": _error(read, settings, members)},
        find=FIND,
        details=_details(read, members),
    )


def _where(read: Ledger) -> dict[str, Any]:
    return {
        "pcn_code": read.facts.planted["central_watford_pcn"],
        "sex": "male",
        "ethnic_group": ["Asian", "Black", "Mixed", "Other"],
    }


def _error(read: Ledger, settings: PathwaySettings, members: Mask) -> float:
    """Half a person either way, as people are whole; chance, where none are chosen."""
    if not settings.has_signal:
        return read.ratio_error(members)
    return 0.01 + 0.5 / max(read.implied(members), 0.5)


def _details(read: Ledger, members: Mask) -> dict[str, Any]:
    return {
        "people": int(members.sum()),
        "referred": int(read.is_referred[members].sum()),
        "implied": read.implied(members),
    }
