"""Read one TOML table strictly: every fault names file, key, value and remedy."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from phm.errors import DeclarationInvalid


Table = dict[str, Any]


@dataclass(frozen=True)
class Fields:
    """The keys of one TOML table; whatever has not been asked for is a fault."""

    table: Table
    where: str
    asked: set[str] = field(default_factory=set)

    def fault(self, key: str, what: str, *, remedy: str) -> DeclarationInvalid:
        """An error about one key, with its value."""
        value = f" = {self.table[key]!r}" if key in self.table else ""
        return DeclarationInvalid(
            f"{self.where}: `{key}`{value} {what}.", remedy=remedy
        )

    def text(self, key: str) -> str:
        """Text that must be there."""
        found = self.text_or_none(key)
        if found is None:
            raise self.fault(key, "is missing", remedy=f'Add `{key} = "…"`.')
        return found

    def text_or_none(self, key: str) -> str | None:
        """Text, or None when absent or empty."""
        found: str = self._typed(key, (str,), "text", "")
        return found.strip() or None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when absent."""
        found = self._typed(key, (list,), "a list", [])
        if not all(isinstance(item, str) for item in found):
            raise self.fault(key, "is not a list of texts", remedy="Quote every item.")
        return tuple(found)

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """One text or a list of them, stripped; empty when absent."""
        found = self._typed(key, (str, list), "a text or a list of texts", [])
        items = [found] if isinstance(found, str) else found
        if not all(isinstance(item, str) and item.strip() for item in items):
            raise self.fault(
                key, "holds what is no text", remedy="Quote every item; none is empty."
            )
        return tuple(item.strip() for item in items)

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        found: bool = self._typed(key, (bool,), "true or false", default=False)
        return found

    def number(self, key: str, *, default: float) -> float:
        """A number."""
        found: float = self._typed(key, (int, float), "a number", default)
        return found

    def limit(self, key: str) -> int | float | date | None:
        """A number, a date, or None when absent."""
        found: int | float | date | None = self._typed(
            key, (int, float, date), "a number or a date", None
        )
        return found

    def day(self, key: str) -> date | None:
        """A date, or None when absent."""
        found: date | None = self._typed(key, (date,), "a date", None)
        return found

    def choice(self, key: str, allowed: Collection[str], *, default: str = "") -> str:
        """One of ``allowed``."""
        found = self.text_or_none(key) or default or self.text(key)
        if found not in allowed:
            raise self.fault(
                key, "is not known", remedy=f"Use one of: {', '.join(allowed)}."
            )
        return found

    def inner(self, key: str) -> "Fields":
        """The table under ``key``, empty when absent."""
        found = self._typed(key, (dict,), "a table", {})
        return Fields(found, f"{self.where}: [{key}]")

    def inner_each(self, key: str) -> "list[Fields]":
        """The tables of the array under ``key``."""
        found = self._typed(key, (list,), "a list of tables", [])
        if not all(isinstance(item, dict) for item in found):
            raise self.fault(key, "is not a list of tables", remedy=f"Write [[{key}]].")
        return [
            Fields(item, f"{self.where}: [[{key}]] number {n}")
            for n, item in enumerate(found, start=1)
        ]

    def done(self) -> None:
        """Refuse the keys nobody asked for. Call it last."""
        for key in self.table:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise self.fault(key, "is not a key here", remedy=f"Keys: {known}.")

    def _typed(self, key: str, types: tuple[type, ...], what: str, default: Any) -> Any:
        self.asked.add(key)
        found = self.table.get(key, default)
        is_truth = isinstance(found, bool) and bool not in types
        if key in self.table and (not isinstance(found, types) or is_truth):
            raise self.fault(key, f"is not {what}", remedy=f"Write {what}.")
        return found


def read_fields(path: Path) -> Fields:
    """The keys of one TOML file. Raises DeclarationInvalid when it is not TOML."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DeclarationInvalid(
            f"{path.name} is not TOML: {fault}.", remedy="Repair that line."
        ) from fault
    return Fields(table, path.name)
