"""How areas are counted and listed in a sentence, and which have no figure."""

from collections.abc import Iterable, Sequence

from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.words.status import SHORT


MOST_NAMED = 4


def silent_sentence(results: Results) -> str:
    """`1 PCN is not reported: MVP PCN.` for each status; empty if all have a value."""
    areas = results.areas
    return " ".join(
        _silence(
            results.level,
            words,
            list(areas.loc[areas["status"].eq(status), "area_name"]),
        )
        for status, words in SHORT.items()
        if words and areas["status"].eq(status).any()
    )


def counted(count: int, level: AreaLevel) -> str:
    """`1 PCN`, `2 PCNs`."""
    return f"{count:,} {level.label if count == 1 else level.plural}"


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _silence(level: AreaLevel, words: str, names: Sequence[str]) -> str:
    is_are = "is" if len(names) == 1 else "are"
    verb = "has" if len(names) == 1 else "have"
    said = f"{verb} {words}" if words.startswith("no ") else f"{is_are} {words}"
    few = f": {listed(sorted(names))}" if len(names) <= MOST_NAMED else ""
    return f"{counted(len(names), level)} {said}{few}."
