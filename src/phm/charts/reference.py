"""The value that areas are read against, where there is one on their scale."""

from phm.domain.indicators import Measure
from phm.measures.results import Benchmark, Results


def is_total(measure: Measure) -> bool:
    """Whether the system's value adds areas up, and so cannot stand beside them."""
    return measure.denominator is None and not measure.unit.startswith("times")


def benchmark_of(results: Results) -> Benchmark | None:
    """The system's own value, where it can stand beside those of its parts."""
    return None if is_total(results.measure) else results.benchmark


def reference_of(results: Results) -> float | None:
    """The system's own value, or the midpoint the measure is declared around."""
    benchmark = benchmark_of(results)
    return results.measure.diverges_at if benchmark is None else benchmark.value
