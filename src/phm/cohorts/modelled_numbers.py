"""Small pieces of a declared estimate, each read with the place where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from phm.cohorts.modelled_steps import ETHNIC_GROUPS, Range


ENDS = ("low", "central", "high")
WORDS = {  # what a number of a step is, after the words of the step
    "times": ", how far the figure fits",
    "together": ", how often it comes together with what stands before",
    "male": ", men against women",
}


@dataclass(frozen=True)
class Table:
    """A piece of the declaration: where it stands and what it holds."""

    name: str
    values: Mapping[str, Any]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def table(self, key: str) -> "Table":
        """A table below this one, empty where there is none."""
        below = self.values.get(key, {})
        if not isinstance(below, Mapping):
            raise TypeError(f"{self.name}.{key} is no table")
        return Table(f"{self.name}.{key}", below)

    def tables(self, key: str) -> dict[str, "Table"]:
        """Every table of a table of tables, by its key."""
        below = self.table(key)
        return {name: below.table(name) for name in below.values}

    def list_of_tables(self, key: str) -> tuple["Table", ...]:
        """Every table of a list of tables, in order."""
        entries = self.values.get(key, [])
        if not isinstance(entries, list):
            raise TypeError(f"{self.name}.{key} is no list of tables")
        numbers = {str(number): one for number, one in enumerate(entries)}
        numbered = Table(f"{self.name}.{key}", numbers)
        return tuple(map(numbered.table, numbered.values))


def known_keys(table: Table, allowed: Sequence[str]) -> None:
    """Raises ValueError for a key that means nothing here: it may be misspelt."""
    unknown = [key for key in table.values if key not in allowed]
    if unknown:
        raise ValueError(
            f"{table.name} has no `{unknown[0]}`; it has {', '.join(allowed)}"
        )


def text(table: Table, key: str) -> str:
    """Words that are there. Raises KeyError, TypeError or ValueError."""
    if key not in table:
        _missing(table, key)
    value = table.values[key]
    if not isinstance(value, str):
        raise TypeError(f"{table.name}.{key} is no text")
    if not value.strip():
        raise ValueError(f"{table.name}.{key} is empty")
    return value


def names(table: Table, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """Some of the names allowed, at least one."""
    value = table.values[key]
    if not isinstance(value, list) or not value:
        raise TypeError(f"{table.name}.{key} is no list of names")
    for one in value:
        if one not in allowed:
            raise ValueError(f"{table.name}.{key}: `{one}` is not {_any(allowed)}")
    return tuple(value)


def whole_number(table: Table, key: str, otherwise: int | None = None) -> int:
    """An age: 0 to 120."""
    value = table.values.get(key, otherwise)
    if value is None:
        _missing(table, key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 120:
        raise ValueError(f"{table.name}.{key} is no age: {value}")
    return value


def ranges_by_group(table: Table, key: str) -> dict[str, Range]:
    """A range of each ethnic group named, or of everybody under "".

    One key may name several groups: "Mixed, Other".
    """
    value = table.values[key]
    if not isinstance(value, Mapping) or set(value) & set(ENDS):
        return {"": range_of(table, key)}
    below, found = table.table(key), dict[str, Range]()
    for named in below.values:
        groups = Table(below.name, {named: named.split(", ")})
        one = range_of(below, named, f"{_says(table)}: {named} people")
        found |= dict.fromkeys(names(groups, named, ETHNIC_GROUPS), one)
    return found


def range_of(table: Table, key: str, says: str = "") -> Range:
    """Low, central and high of a positive number; a plain number has no limits."""
    name, value = f"{table.name}.{key}", table.values.get(key)
    if value is None:
        _missing(table, key)
    if isinstance(value, Mapping):
        known_keys(Table(name, value), ENDS)
        low, central, high = (_positive(name, value, end) for end in ENDS)
    else:
        low = central = high = _positive(name, {"central": value}, "central")
    if not low <= central <= high:
        raise ValueError(f"{name} does not rise: {low:g}, {central:g}, {high:g}")
    said = says or _says(table) + WORDS.get(key, "")
    return Range(name, said, low, central, high)


def _says(table: Table) -> str:
    return str(table.values.get("says", table.name))


def _positive(name: str, values: Mapping[str, Any], end: str) -> float:
    if end not in values:
        raise ValueError(f"{name} has no {end}")
    value = values[end]
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ValueError(f"{name}: {end} must be a number above 0, not {value}")
    return float(value)


def _missing(table: Table, key: str) -> None:
    raise ValueError(f"{table.name} has no `{key}`")


def _any(allowed: Sequence[str]) -> str:
    return f"one of {', '.join(allowed)}" if allowed else "declared"
