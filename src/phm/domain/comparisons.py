"""The leaves of a condition: an attribute of a person compared with what is declared.

`str()` gives the text that the cohort grammar reads back to an equal leaf.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


Value = str | int  # True in an equality: a flag that holds

NAME = re.compile(r"[a-z][a-z0-9_]*")
BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
KEYWORDS = frozenset(
    ("and", "or", "not", "in", "is", "recorded", "from", "to", "everybody")
)


class Operator(StrEnum):
    """How an attribute is compared; what is unequal is the `Not` of an equality."""

    EQUAL = "="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True)
class Compare:
    """An attribute beside one value; a flag alone is equal to True."""

    attribute: str
    operator: Operator
    value: Value

    def __post_init__(self) -> None:
        _check_name(self.attribute)
        _check_value(self.value)
        if self.value is True and self.operator is not Operator.EQUAL:
            raise ValueError(f"the flag {self.attribute} cannot be {self.operator}")

    def __str__(self) -> str:
        """`age_years >= 65`, or the name of a flag."""
        if self.value is True:
            return self.attribute
        return f"{self.attribute} {self.operator} {said(self.value)}"


@dataclass(frozen=True)
class OneOf:
    """An attribute that has one of two values or more."""

    attribute: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        _check_name(self.attribute)
        for value in self.values:
            _check_value(value)
        if len(self.values) < 2 or len(set(self.values)) < len(self.values):
            raise ValueError(f"{self.attribute} in {self.values}: one value, or twice")
        if any(value is True for value in self.values):
            raise ValueError(f"the flag {self.attribute} is no list of values")

    def __str__(self) -> str:
        """`ethnic_group in (Asian, Black)`."""
        return f"{self.attribute} in {self.listed}"

    @property
    def listed(self) -> str:
        """The values in brackets."""
        return f"({', '.join(map(said, self.values))})"


@dataclass(frozen=True)
class Recorded:
    """Whether anything is recorded in an attribute at all."""

    attribute: str

    def __post_init__(self) -> None:
        _check_name(self.attribute)

    def __str__(self) -> str:
        """`hba1c_mmol_mol is recorded`."""
        return f"{self.attribute} is recorded"


def said(value: Value) -> str:
    """A value as it stands in a condition, in quotes where it must."""
    if isinstance(value, int):
        return str(value)
    is_bare = BARE.fullmatch(value) and value.lower() not in KEYWORDS
    return value if is_bare else f'"{value}"'


def _check_name(attribute: str) -> None:
    if not NAME.fullmatch(attribute) or attribute in KEYWORDS:
        raise ValueError(f"{attribute!r} cannot be the name of an attribute")


def _check_value(value: Value) -> None:
    if value is False:
        raise ValueError("a flag that does not hold is the `Not` of one that does")
    if isinstance(value, str) and not (value.isprintable() and '"' not in value):
        raise ValueError(f"{value!r} cannot stand in a condition")
