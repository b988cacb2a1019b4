"""The value that areas are read against, where there is one on their scale."""

from phm.domain.indicators import Measure
from phm.measures.results import Results


def is_total(measure: Measure) -> bool:
    """Whether the system's value adds areas up, and so cannot stand beside them."""
    return measure.denominator is None and not measure.unit.startswith("times")


def reference_of(results: Results) -> float | None:
    """The system's own value, or the midpoint the measure is declared around."""
    if results.benchmark is not None and not is_total(results.measure):
        return results.benchmark.value
    return results.measure.diverges_at
