"""Read the generator's declarations strictly into frozen dataclasses.

A table must hold every field of its dataclass that has no default, of the right type,
and nothing else; a fault names the file, the table, the key and the value.
"""

from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar, get_type_hints

from phm.sources.fields import Fields


Steps = dict[int, float]  # from this age on → value
Ratios = dict[str, float]
Words = dict[str, str]
Numbers = tuple[float, ...]
Texts = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """One table of the parameters: where it comes from, and whether that was read."""

    source: str
    verified: bool


G = TypeVar("G", bound=Group)


def read_group(kind: type[G], table: Fields) -> G:
    """One table as its dataclass. Raises DeclarationInvalid naming what is wrong."""
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for one in fields(kind):
        table.asked.add(one.name)
        if one.name in table.table:
            found[one.name] = _value(hints[one.name], table, one.name)
        elif one.default is MISSING and one.default_factory is MISSING:
            raise table.fault(
                one.name, "is missing", remedy="Add it, and where it is from."
            )
    table.done()
    return kind(**found)


def _value(kind: Any, table: Fields, key: str) -> Any:
    given = table.table[key]
    try:
        return READERS[kind](given)
    except (TypeError, ValueError, AttributeError) as fault:
        raise table.fault(
            key, "does not read", remedy="See the other tables."
        ) from fault


def _number(given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise TypeError
    return float(given)


def _text(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise TypeError
    return given


def _flag(given: Any) -> bool:
    if not isinstance(given, bool):
        raise TypeError
    return given


def _steps(given: Any) -> Steps:
    steps = {int(age): _number(value) for age, value in given.items()}
    if list(steps) != sorted(steps):
        raise ValueError
    return steps


READERS: dict[Any, Any] = {
    bool: _flag,
    float: _number,
    str: _text,
    Steps: _steps,
    Ratios: lambda given: {key: _number(value) for key, value in given.items()},
    Words: lambda given: {key: _text(value) for key, value in given.items()},
    Numbers: lambda given: tuple(_number(value) for value in given),
    Texts: lambda given: tuple(_text(value) for value in given),
}
