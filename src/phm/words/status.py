"""What is said where there is no number."""

from typing import Final

import numpy as np
import pandas as pd

from phm.measures.disclose import SUPPRESS_UP_TO, SUPPRESSED
from phm.measures.results import NO_DATA, NOT_REPORTED, OK


FEWEST_SHOWN: Final = SUPPRESS_UP_TO + 1
MEANINGS: Final = {
    NOT_REPORTED: "Not reported: the source has no figure here, which is not zero.",
    SUPPRESSED: f"Suppressed: fewer than {FEWEST_SHOWN} people, or a number from "
    "which so few could be told.",
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


def effective_status(frame: pd.DataFrame) -> "pd.Series[str]":
    """The status of each row; `no data` where a row said to be ok has no value."""
    finite = np.isfinite(frame["value"].astype(float))
    return frame["status"].where(frame["status"].ne(OK) | finite, NO_DATA)
