"""What is said where there is no number."""

from typing import Final

from phm.measures.disclose import SUPPRESS_UP_TO, SUPPRESSED
from phm.measures.results import NO_DATA, NOT_REPORTED, OK, effective_status


__all__ = ["effective_status", "status_meaning", "status_text"]

FEWEST_SHOWN: Final = SUPPRESS_UP_TO + 1
MEANINGS: Final = {
    NOT_REPORTED: "Not reported: the source has no figure here, which is not zero.",
    SUPPRESSED: f"Suppressed: fewer than {FEWEST_SHOWN} people, a number from which "
    "so few could be told, or a group that is told for the whole system alone.",
    NO_DATA: "No data: nothing was published for this area.",
}
SHORT: Final = {
    OK: "",
    NOT_REPORTED: "not reported",
    SUPPRESSED: "suppressed (small numbers)",
    NO_DATA: "no data",
}


def status_text(status: str) -> str:
    """A status in a table cell or a sentence; empty where there is a value."""
    return SHORT[status]


def status_meaning(status: str) -> str:
    """A sentence that says what a status means; empty where there is a value."""
    return MEANINGS.get(status, "")
