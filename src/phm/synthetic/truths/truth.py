"""One planted truth: what was meant, where, what the files say, how to find it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Truth:
    """One truth, JSON-able.

    ``intended`` and ``measured`` have the same keys; a measured number should be
    within ``tolerance`` of the intended one, which allows for whole people. An
    intended number with no measured tolerance (0) is exact.
    """

    id: str
    sentence: str
    where: dict[str, Any]
    intended: dict[str, float]
    measured: dict[str, float]
    tolerance: dict[str, float]
    find: str
    details: dict[str, Any]

    @property
    def holds(self) -> bool:
        """Whether every measured number is as intended."""
        return all(
            abs(self.measured[key] - wanted) <= self.tolerance[key]
            for key, wanted in self.intended.items()
        )
