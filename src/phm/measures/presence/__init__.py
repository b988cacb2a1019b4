"""Who is on record in each inclusion health group, and how many there ought to be."""

from phm.measures.presence.on_record import (
    ABOVE,
    AT_LEAST,
    GROUPS,
    NO_EXTRACT,
    NOT_FILLED,
    NOT_JUDGED,
    SHORT,
    SYSTEM_ONLY,
    WITHIN,
    Presence,
    compared,
    expect_presence,
    find_presence,
)


__all__ = [
    "ABOVE",
    "AT_LEAST",
    "GROUPS",
    "NOT_FILLED",
    "NOT_JUDGED",
    "NO_EXTRACT",
    "SHORT",
    "SYSTEM_ONLY",
    "WITHIN",
    "Presence",
    "compared",
    "expect_presence",
    "find_presence",
]
