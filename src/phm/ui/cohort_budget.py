"""How many different built cohorts an app answers in an hour, all visitors together.

Rounded counts of very many overlapping cohorts can be averaged until a hidden one shows
(docs/methods/disclosure.md, "Many cohorts read together"). Nobody plans with so many.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

import streamlit as st


MOST: Final = 60
HOUR_SECONDS: Final = 3600.0
SPENT: Final = (
    f"{MOST} different cohorts were built here within an hour, which is the most: the "
    "counts of more could be put together to find single people. Those built before, "
    "and all in the list, can still be looked at; for another, wait a little."
)


class Budget:
    """Which cohorts were built in the last hour; those built again cost nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._built: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        """Whether a built cohort may be answered; counts it if so."""
        with self._lock:
            now = self._clock()
            self._forget(now - HOUR_SECONDS)
            if address not in self._built and len(self._built) >= MOST:
                return False
            self._built.setdefault(address, now)
            return True

    def _forget(self, before: float) -> None:
        while self._built and next(iter(self._built.values())) <= before:
            self._built.popitem(last=False)


@st.cache_resource
def budget() -> Budget:
    """The one of this app."""
    return Budget()
