"""Area levels and the shapes of their codes (ODS and ONS; docs/glossary.md)."""

import re
from enum import StrEnum


class AreaLevel(StrEnum):
    """A level at which a measure can be asked for, smallest first."""

    LSOA = "lsoa"
    PRACTICE = "practice"
    PCN = "pcn"
    PLACE = "place"
    SYSTEM = "system"
    ENGLAND = "england"

    @property
    def label(self) -> str:
        """The singular noun for the screen."""
        return LABELS[self][0]

    @property
    def plural(self) -> str:
        """The plural noun for the screen."""
        return LABELS[self][1]


LABELS = {
    AreaLevel.LSOA: ("neighbourhood (LSOA)", "neighbourhoods (LSOAs)"),
    AreaLevel.PRACTICE: ("GP practice", "GP practices"),
    AreaLevel.PCN: ("PCN", "PCNs"),
    AreaLevel.PLACE: ("place", "places"),
    AreaLevel.SYSTEM: ("system", "systems"),
    AreaLevel.ENGLAND: ("England", "England"),
}

ENGLAND_CODE = "E92000001"
UNALLOCATED_PCN = "U"  # NHS England's code for practices in no PCN

CODE_PATTERNS = {
    AreaLevel.LSOA: re.compile(r"[EW]01\d{6}"),
    AreaLevel.PRACTICE: re.compile(r"[A-Z]\d{5}"),
    AreaLevel.PCN: re.compile(r"U\d{5}|U"),
    AreaLevel.ENGLAND: re.compile(ENGLAND_CODE),
}


def is_area_code(level: AreaLevel, code: str) -> bool:
    """Whether `code` has the shape of a code at `level`; any text where none is set."""
    pattern = CODE_PATTERNS.get(level)
    return bool(code) if pattern is None else pattern.fullmatch(code) is not None
