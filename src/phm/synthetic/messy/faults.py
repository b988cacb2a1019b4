"""Which faults are planted in which extract; what they must come to is in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from phm.synthetic.messy.kinds import (
    BLANK,
    BROKEN_LINES,
    CELL,
    CONVERTED,
    REPEATED,
    ROW,
    CellFault,
    Fault,
    always,
    broken_copies,
    disagreeing,
    is_filled,
    negative,
    percent,
    unmeant_date,
)


NOBODY, NO_REFERRAL, NO_GROUP = "SYN00NOBODY00", "SYNR00NOTHING0", "SYNA00NOTHING0"
OLD_EXPONENT, OLD_MONTH = "1E+05", "MAR-5"  # what a spreadsheet makes of codes
LONG_AGO, TO_COME = "1900-01-01", "2031-05-17"
NO_CATEGORY = "unlisted"


@dataclass(frozen=True)
class OldNeighbourhoods:
    """LSOAs of 2011 that are none of 2021: with one heir, and with several."""

    merged: Sequence[str] = ()
    split: Sequence[str] = ()


def faults(extract: str, old: OldNeighbourhoods) -> tuple[Fault, ...]:
    """The faults of one extract, the telling ones first: small files take fewer."""
    return (*_FAULTS[extract], *(_old_codes(old) if extract == "patients" else ()))


def _old_codes(old: OldNeighbourhoods) -> tuple[CellFault, ...]:
    known = (
        ("LSOA of 2011, merged since", CONVERTED, old.merged),
        ("LSOA of 2011, split since", CELL, old.split),
    )
    return tuple(
        CellFault(kind, what, "lsoa_code", always(codes[0]), is_filled)
        for kind, what, codes in known
        if codes
    )


def _is_plain_hba1c(text: str) -> bool:
    return bool(text) and 40 <= float(text) <= 110


def _older(age: str) -> str:
    return str((int(age or 40) + 1) % 100)


def _other_score(score: str) -> str:
    return "2" if float(score) != 2 else "3"


_PATIENTS: tuple[Fault, ...] = (
    CellFault("unknown practice", ROW, "practice_code", always("Z99999")),
    REPEATED,
    disagreeing("age_years", _older),
    *BROKEN_LINES,
    CellFault("code as a number", ROW, "practice_code", always(OLD_EXPONENT)),
    CellFault("key as a number", ROW, "person_key", always(OLD_EXPONENT)),
    CellFault("code as a month", CELL, "lsoa_code", always(OLD_MONTH), is_filled),
    CellFault("unknown LSOA", CELL, "lsoa_code", always("E01999999"), is_filled),
    CellFault("HbA1c in %", CONVERTED, "hba1c_mmol_mol", percent, _is_plain_hba1c),
    *unmeant_date("hba1c_date"),
    CellFault("unknown category", CELL, "sex", always(NO_CATEGORY), is_filled),
    CellFault("impossible age", CELL, "age_years", always("150"), is_filled),
    BLANK,
)
_REFERRALS: tuple[Fault, ...] = (
    CellFault("referral before birth", ROW, "referral_date", always(LONG_AGO)),
    CellFault("after the extract date", ROW, "referral_date", always(TO_COME)),
    CellFault("no patient row", ROW, "person_key", always(NOBODY)),
    REPEATED,
    disagreeing("route", lambda route: "self" if route != "self" else "gp"),
    *BROKEN_LINES,
    CellFault("unknown category", ROW, "decision", always(NO_CATEGORY)),
    *unmeant_date("referral_date"),
    CellFault("unknown category", CELL, "route", always(NO_CATEGORY), is_filled),
    CellFault(
        "code as a number", CELL, "snomed_code", always("8.71731E+14"), is_filled
    ),
    CellFault(
        "closed before it began", CELL, "closed_date", always(LONG_AGO), is_filled
    ),
    BLANK,
)
_CONTACTS: tuple[Fault, ...] = (
    CellFault("unknown referral", ROW, "referral_key", always(NO_REFERRAL)),
    CellFault("after the extract date", ROW, "contact_date", always(TO_COME)),
    REPEATED,
    disagreeing("attended", lambda said: "0" if said == "1" else "1"),
    *BROKEN_LINES,
    *unmeant_date("contact_date"),
    CellFault("unknown category", CELL, "mode", always(NO_CATEGORY), is_filled),
    BLANK,
)
_SUPPORT: tuple[Fault, ...] = (
    CellFault("unknown referral", ROW, "referral_key", always(NO_REFERRAL)),
    REPEATED,
    *BROKEN_LINES,
    *unmeant_date("offered_date"),
    CellFault("unknown group", CELL, "asset_key", always(NO_GROUP), is_filled),
    CellFault("unknown category", CELL, "kind", always(NO_CATEGORY), is_filled),
    BLANK,
)
_OUTCOMES: tuple[Fault, ...] = (
    CellFault("score off the scale", ROW, "score", always("180")),
    CellFault("unknown category", ROW, "instrument", always(NO_CATEGORY)),
    REPEATED,
    disagreeing("score", _other_score),
    *BROKEN_LINES,
    *unmeant_date("measured_date"),
    BLANK,
)
_CASELOADS: tuple[Fault, ...] = (
    CellFault("negative FTE", ROW, "fte_in_post", negative),
    CellFault("code as a month", ROW, "pcn_code", always(OLD_MONTH)),
    CellFault("unknown network", ROW, "pcn_code", always("U00000")),
    REPEATED,
    *broken_copies(),
    CellFault("unknown category", CELL, "employer", always(NO_CATEGORY), is_filled),
    BLANK,
)
_ASSETS: tuple[Fault, ...] = (
    REPEATED,
    *broken_copies(),
    CellFault("unknown category", CELL, "kind", always(NO_CATEGORY), is_filled),
    CellFault("off the map", CELL, "latitude", always("15.8"), is_filled),
    BLANK,
)
_PROJECTS: tuple[Fault, ...] = (
    CellFault("ends before it starts", CELL, "end_date", always(LONG_AGO), is_filled),
    *unmeant_date("start_date"),
    CellFault("unknown category", CELL, "dimension", always(NO_CATEGORY), is_filled),
    BLANK,
)
_FAULTS: dict[str, tuple[Fault, ...]] = {
    "patients": _PATIENTS,
    "referrals": _REFERRALS,
    "contacts": _CONTACTS,
    "support": _SUPPORT,
    "outcomes": _OUTCOMES,
    "caseloads": _CASELOADS,
    "assets": _ASSETS,
    "projects": _PROJECTS,
}
EXTRACTS = tuple(_FAULTS)
