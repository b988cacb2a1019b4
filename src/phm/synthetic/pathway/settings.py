"""The pathway's numbers: the tables below [pathway] of parameters.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phm.errors import DeclarationInvalid
from phm.synthetic.parameters import FILE


TABLE = "pathway"


@dataclass(frozen=True)
class PathwaySettings:
    """The tables below [pathway]; one may be named as ``support.kinds``."""

    tables: dict[str, Any]

    @property
    def has_signal(self) -> bool:
        """Whether inequality and planted findings are wanted."""
        return bool(self.tables["signal"] == "on")

    def table(self, name: str) -> dict[str, Any]:
        """One table. Raises DeclarationInvalid when there is none."""
        found: dict[str, Any] = self.tables
        for part in name.split("."):
            found = found.get(part, {})
            if not isinstance(found, dict) or not found:
                raise DeclarationInvalid(
                    f"parameters.toml has no table [{TABLE}.{name}].",
                    remedy="Put it back.",
                )
        return found

    def number(self, name: str, key: str) -> float:
        """One number. Raises DeclarationInvalid when it is not one."""
        found = self.table(name).get(key)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise DeclarationInvalid(
                f"[{TABLE}.{name}] of parameters.toml: `{key}` = {found!r} is no "
                "number.",
                remedy="Write a number.",
            )
        return float(found)

    def meant(self, name: str, key: str, *, without: float = 1.0) -> float:
        """A planted number, or what it is where nothing is planted."""
        return self.number(name, key) if self.has_signal else without

    def numbers(self, name: str) -> dict[str, float]:
        """The numbers of one table by name, its inner tables left out."""
        return {
            key: self.number(name, key)
            for key, value in self.table(name).items()
            if not isinstance(value, dict | list | str)
        }

    def without_signal(self) -> "PathwaySettings":
        """The same system without any inequality: referrals follow recorded need."""
        return PathwaySettings({**self.tables, "signal": "off"})


def pathway_settings(path: Path = FILE) -> PathwaySettings:
    """The settings in the file. Raises DeclarationInvalid when it is not TOML."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get(TABLE, {})
    except tomllib.TOMLDecodeError as fault:
        raise DeclarationInvalid(
            f"{path.name} cannot be read: {fault}.", remedy="Repair that line."
        ) from fault
    if tables.get("signal") not in ("on", "off"):
        raise DeclarationInvalid(
            f"{path.name}: [{TABLE}] `signal` = {tables.get('signal')!r} is neither on "
            "nor off.",
            remedy='Write `signal = "on"` or `signal = "off"`.',
        )
    return PathwaySettings(tables)
