"""Names as published in capitals, as people write them."""

import re


KEEP_UPPER = frozenset({"PCN", "NHS", "GP", "MVP", "SAS", "PCS", "UK", "HWE", "WGC"})
KEEP_LOWER = frozenset(
    {"and", "of", "the", "in", "on", "at", "for", "by", "with", "upon"}
)
_WORD = re.compile(r"[A-Za-z0-9'’]+")


def display_name(published: str) -> str:
    """Title case that keeps abbreviations; mixed-case names are left as they are.

    >>> display_name("WARE AND RURALS PCN")
    'Ware and Rurals PCN'
    >>> display_name("ST ALBANS' SURGERY")
    "St Albans' Surgery"
    """
    if published != published.upper():
        return published
    spaced = " ".join(published.split())
    cased = _WORD.sub(_case, spaced)
    return cased[:1].upper() + cased[1:]


def _case(match: re.Match[str]) -> str:
    word = match.group()
    lower = word.lower()
    if word in KEEP_UPPER or (len(word) > 1 and not re.search("[AEIOUY]", word)):
        return word if word not in {"ST", "DR", "MR", "MRS", "DRS"} else word.title()
    if lower in KEEP_LOWER:
        return lower
    return lower[:1].upper() + lower[1:]
