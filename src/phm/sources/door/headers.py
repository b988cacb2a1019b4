"""What a column's own name says it holds."""

import re

import pyarrow as pa
import pyarrow.compute as pc


NHS_NUMBER = "NHS numbers"
NAME = "names of people"
BIRTH_DATE = "full dates of birth"
EMAIL = "e-mail addresses"
TELEPHONE = "telephone numbers"
POSTCODE = "full postcodes"
ADDRESS = "addresses"
OTHER_NUMBER = "personal numbers"

_PEOPLES = (
    "patient|person|client|carer|contact|worker|staff|clinician|referrer|user|kin"
    "|doctor|gp"
)
# Searched in the name without anything but small letters and digits: NHS_No → nhsno.
_SAYS = {
    NHS_NUMBER: r"nhsn(o|um)|^nhsid$|chinumber",
    BIRTH_DATE: r"dateofbirth|birth_?date|dobirth|^dob|dob$|birthday",
    NAME: (
        r"surname|forename|(first|last|given|family|middle|maiden|full|preferred)name"
        rf"|({_PEOPLES})s?name|nextofkin|^initials$"
    ),
    EMAIL: r"email",
    TELEPHONE: r"telephone|phone|mobile(no|num|$)|^tel(no)?$",
    OTHER_NUMBER: (
        r"nationalinsurance|^ni(no|number)$|passport|hospitaln(o|um)|^mrn$|unitnumber"
    ),
}
_SAYS_OF_PEOPLE = {
    NAME: r"^name$",
    ADDRESS: (
        r"address|^street|house(no|num|name)|^uprn$|^(home)?(latitude|longitude)$"
        r"|^(home)?(easting|northing)$"
    ),
}
_SHORT = r"^.{0,4}$"
_YES_OR_NO = r"(?i)^\s*([01](\.0)?|y|n|yes|no|true|false)\s*$"


def said_by_header(header: str, *, of_people: bool) -> str | None:
    """What a column of that name holds, if it is something that names a person."""
    name = re.sub(r"[^a-z0-9]", "", header.casefold())
    says = [*_SAYS.items(), *(_SAYS_OF_PEOPLE.items() if of_people else ())]
    return next((what for what, pattern in says if re.search(pattern, name)), None)


def said_and_held(
    header: str, cells: pa.ChunkedArray, *, of_people: bool
) -> list[tuple[str, pa.Array]]:
    """What the header says, with the texts that may be it; nothing when none may.

    Flags are not, nor bare years or ages: a column `phone` of 0 and 1 says whether
    somebody has one.
    """
    said = said_by_header(header, of_people=of_people)
    if said is None:
        return []
    texts = pc.unique(cells).drop_null()
    harmless = _YES_OR_NO if said == NAME else f"{_YES_OR_NO}|{_SHORT}"
    held = texts.filter(pc.invert(pc.match_substring_regex(texts, harmless)))
    return [(said, held)] if len(held) else []
