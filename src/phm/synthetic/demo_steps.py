"""How far a demonstration is: the share of each step, and how long each one took."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


Progress = Callable[[str, int, int], None]

WHOLE = 1000
ONE_COUNT = 0.6  # how much of a step's remaining room one count takes
# Where each step begins, in thousandths of the time a full demonstration takes.
BEGINS = {
    "Area facts": 0,
    "People": 20,
    "Pathway": 80,
    "Truths and realism": 100,
    "Files": 130,
    "Faults": 165,
    "Landing": 175,
    "Building": 420,
}


@dataclass
class Steps:
    """Turns what a step says of itself into progress of the whole."""

    tell: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _since: float = 0.0
    _reached: int = 0
    _from: int = 0
    _last: float = 0.0

    def begin(self, step: str) -> None:
        """Start a step, which ends the one before."""
        self.end()
        self._step, self._since = step, time.perf_counter()
        self._from, self._last = BEGINS[step], 0.0
        self._show(step, BEGINS[step])

    def end(self) -> None:
        """End the step at hand and note its time."""
        if self._step:
            self.seconds[self._step] = time.perf_counter() - self._since
        self._step = ""

    def say(self, what: str, done: int = 0, total: int = 1) -> None:
        """Something within the step at hand, which may count several things in turn."""
        share = min(done / total, 1.0) if total else 0.0
        if share < self._last:
            self._from = self._reached
        self._last = share
        room = (self._until() - self._from) * ONE_COUNT
        self._show(f"{self._step}: {what}", self._from + int(room * share))

    def _until(self) -> int:
        later = [start for start in BEGINS.values() if start > BEGINS[self._step]]
        return min(later, default=WHOLE)

    def _show(self, what: str, reached: int) -> None:
        self._reached = max(self._reached, reached)
        self.tell(what, self._reached, WHOLE)
