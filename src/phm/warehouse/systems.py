"""Find and read the declaration of a system: a shipped name or a TOML file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from phm.domain.declarations import declared_in
from phm.domain.systems import Hospital, Place, System
from phm.errors import SystemUnknown
from phm.settings import Home


def shipped_systems(home: Home) -> dict[str, Path]:
    """System id → file, this home's own before the ones that ship."""
    found: dict[str, Path] = {}
    for folder in home.systems:
        for path in sorted(folder.glob("*.toml")):
            found.setdefault(path.stem, path)
    return found


def load_system(name_or_file: str, *, home: Home) -> System:
    """Read a system by its id or from the TOML file named.

    Raises SystemUnknown when there is none, DeclarationInvalid when it does not hold.
    """
    path = Path(name_or_file)
    if path.suffix == ".toml":
        if not path.is_file():
            raise SystemUnknown(f"There is no file `{path}`.", remedy="Check the path.")
        return read_system(path)
    known = shipped_systems(home)
    if name_or_file not in known:
        raise SystemUnknown(
            f"There is no system called `{name_or_file}`.",
            remedy=f"Choose one of {', '.join(sorted(known))}, or name a TOML file.",
        )
    return read_system(known[name_or_file])


def read_system(path: Path) -> System:
    """Parse one declaration. Raises DeclarationInvalid naming file and fault."""
    remedy = "Compare it with data/systems/hertfordshire_west_essex.toml."
    with declared_in(path, "System file", remedy=remedy) as declared:
        return _system(declared)


def _system(declared: Mapping[str, Any]) -> System:
    codes = _codes(declared)
    places = tuple(_place(place, codes) for place in declared.get("places", ()))
    placed = [code for place in places for code in place.sub_icb_codes]
    if len(set(placed)) < len(placed):
        raise ValueError("two places name the same sub-ICB")
    return System(
        id=_text(declared, "id"),
        name=_text(declared, "name"),
        sub_icb_codes=codes,
        places=places,
        hospitals=tuple(_hospital(h) for h in declared.get("hospitals", ())),
        note=declared.get("note", ""),
    )


def _place(declared: Mapping[str, Any], codes: tuple[str, ...]) -> Place:
    own = _codes(declared)
    strangers = set(own) - set(codes)
    if strangers:
        raise ValueError(
            f"place {declared['id']} names sub-ICBs outside the system: "
            f"{', '.join(sorted(strangers))}"
        )
    return Place(_text(declared, "id"), _text(declared, "name"), own)


def _codes(declared: Mapping[str, Any]) -> tuple[str, ...]:
    codes = declared["sub_icb_codes"]
    if not isinstance(codes, list) or not codes:
        raise ValueError("`sub_icb_codes` is not a list of codes")
    if not all(isinstance(code, str) for code in codes):
        raise ValueError("`sub_icb_codes` holds something that is not text")
    return tuple(codes)


def _text(declared: Mapping[str, Any], key: str) -> str:
    if not isinstance(declared[key], str):
        raise TypeError(f"`{key}` is not text")
    return str(declared[key])


def _hospital(declared: Mapping[str, Any]) -> Hospital:
    return Hospital(
        name=declared["name"],
        latitude=float(declared["latitude"]),
        longitude=float(declared["longitude"]),
        code=declared.get("code", ""),
    )
