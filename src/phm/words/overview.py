"""The Overview's one sentence: where the gap is, how big, and who has nobody."""

from phm.domain.areas import AreaLevel
from phm.measures.results import OK, Results
from phm.words.areas import areas_of, counted, known_areas
from phm.words.compare import is_total
from phm.words.leading import leading, places, subject
from phm.words.numbers import rounded_interval, rounded_quantity, rounded_text


def overview_sentence(
    unmet: Results, coverage: Results, *, total: Results | None = None
) -> str:
    """`unmet` and `coverage` by PCN; `total` is unmet need in people, at any level.

    The size of the gap is said from `total` where it is given, else from the system's
    own value of `unmet`.
    """
    parts = [_where(unmet), _how_big(total or unmet), _cover(coverage)]
    return f"{'; '.join(filter(None, parts))}."


def _where(unmet: Results) -> str:
    if unmet.level is AreaLevel.SYSTEM:
        return ""
    if known_areas(unmet).empty:
        return f"{subject(unmet.measure)} is not known for any {unmet.level.label}"
    first = leading(unmet)
    value = rounded_quantity(first["value"].iloc[0], unmet.measure)
    return f"{subject(unmet.measure)} is highest in {places(unmet, first)}, {value}"


def _how_big(unmet: Results) -> str:
    benchmark, measure = unmet.benchmark, unmet.measure
    if benchmark is None:
        return ""
    within = rounded_interval(benchmark.lower, benchmark.upper, measure)
    low_high = f" ({within})" if within else ""
    if is_total(measure):
        size = rounded_quantity(benchmark.value, measure)
        return f"across {benchmark.name} it comes to {size}{low_high}"
    size = rounded_text(benchmark.value, measure)
    return f"the average across {benchmark.name} is {size}{low_high}"


def _cover(coverage: Results) -> str:
    areas = areas_of(coverage)
    none = int(known_areas(coverage)["value"].eq(0).sum())
    silent = int(areas["status"].ne(OK).sum())
    said = [f"{none or 'none'} {'has' if none == 1 else 'have'} no link worker"]
    if none == 0:
        said = ["none is without a link worker" if silent else "all have a link worker"]
    if silent:
        said.append(f"{silent} {'is' if silent == 1 else 'are'} not reported")
    return f"of {counted(len(areas), coverage.level)}, {' and '.join(said)}"
