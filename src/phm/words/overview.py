"""The Overview's one sentence: where the gap is, how big, and who has nobody."""

from collections.abc import Sequence

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import OK, Results
from phm.words.areas import counted, listed
from phm.words.compare import is_total
from phm.words.leading import leading, places, subject
from phm.words.numbers import headline_number, rounded_interval, rounded_quantity
from phm.words.planned import against_plan


def overview_sentence(
    unmet: Results, coverage: Results, *, total: Results | None = None
) -> str:
    """`unmet` and `coverage` by PCN; `total` is unmet need in people, at any level.

    The size of the gap is said from `total` where it is given, else from the system's
    own value of `unmet`.
    """
    parts = [_where(unmet), _how_big(total or unmet), cover_words(coverage)]
    return _sentence("; ".join(filter(None, parts)))


def referral_sentence(
    unmet: Results, parts: Sequence[Results], *, total: Results
) -> str:
    """`unmet` and its `parts` by PCN, as rates; `total` is unmet need in people."""
    said = "; ".join(filter(None, [_where(unmet), _how_big(total)]))
    return _sentence(", ".join(filter(None, [said, _shares(unmet, parts)])))


def _shares(unmet: Results, parts: Sequence[Results]) -> str:
    """`85 % of it not referred, 15 % declined`; empty where the system hides a part."""
    known = [part.benchmark.value for part in parts if part.benchmark is not None]
    if unmet.benchmark is None or len(known) < len(parts) or not sum(known):
        return ""
    names = [_part_name(part) for part in parts]
    percents = [f"{100 * value / sum(known):.0f} %" for value in known]
    percents[0] += " of it"
    return ", ".join(f"{p} {name}" for p, name in zip(percents, names, strict=True))


def _part_name(part: Results) -> str:
    name = _name(part.measure)
    return name[:1].lower() + name[1:]


def _name(measure: Measure) -> str:
    """The subject without what tells it from its namesakes: the page says which."""
    return subject(measure).partition(" (")[0]


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _where(unmet: Results) -> str:
    if unmet.level is AreaLevel.SYSTEM:
        return ""
    if unmet.known_areas.empty:
        return f"{_name(unmet.measure)} is {_nowhere(unmet)}"
    first = leading(unmet)
    value = rounded_quantity(first["value"].iloc[0], unmet.measure)
    return f"{_name(unmet.measure)} is highest in {places(unmet, first)}, {value}"


def _nowhere(unmet: Results) -> str:
    statuses = set(unmet.areas["status"])
    if statuses == {SUPPRESSED}:
        return f"suppressed for every {unmet.level.label}: numbers are too small"
    return f"not known for any {unmet.level.label}"


def _how_big(unmet: Results) -> str:
    benchmark, measure = unmet.benchmark, unmet.measure
    if benchmark is None:
        return ""
    within = rounded_interval(benchmark.lower, benchmark.upper, measure)
    low_high = f" ({within})" if within else ""
    kind = "total" if is_total(measure) else "average"
    size = headline_number(benchmark.value, measure)
    return f"the system’s {kind} is {size}{low_high}"


def load_words(load: Results, coverage: Results) -> str:
    """`343 is above the planned 200 to 250; 1 of 35 PCNs has none`."""
    said = [cover_words(coverage)]
    if load.benchmark is not None:
        value, measure = load.benchmark.value, load.measure
        if plan := against_plan(value, measure):
            number = headline_number(value, measure)
            said.insert(0, f"{number} is {plan}")
    return "; ".join(said)


def cover_words(coverage: Results) -> str:
    """`2 of 35 PCNs have no link worker, 1 is not reported`."""
    areas = coverage.areas
    none = int(coverage.known_areas["value"].eq(0).sum())
    silent = areas.loc[areas["status"].ne(OK), "status"].value_counts(sort=False)
    every = counted(len(areas), coverage.level)
    have = "has" if len(areas) == 1 else "have"
    said = [f"{none} of {every} {'has' if none == 1 else 'have'} no link worker"]
    if none == 0:
        without = f"none of {every} is without a link worker"
        said = [without if len(silent) else f"all {every} {have} a link worker"]
    for status, count in silent.items():
        said.append(f"{count} {'is' if count == 1 else 'are'} {status}")
    return listed(said)
