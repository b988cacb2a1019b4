"""A condition as the rows of a form, and back: all or any of them, one level deep.

Only the shape is made here; what was chosen is checked when its text is parsed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from phm.cohorts.attribute import Attribute, Kind
from phm.domain.conditions import (
    And,
    Compare,
    Condition,
    Not,
    OneOf,
    Operator,
    Or,
    Recorded,
    Value,
    all_of,
    any_of,
    is_range,
)


class Join(StrEnum):
    """Whether all of the rows must hold or any of them."""

    ALL = "all"
    ANY = "any"


class RowOperator(StrEnum):
    """What a row says of its attribute."""

    HOLDS = "holds"
    FAILS = "does not hold"
    ONE_OF = "is one of"
    NONE_OF = "is none of"
    EQUAL = "="
    UNEQUAL = "!="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    BETWEEN = "from … to"
    RECORDED = "is recorded"
    NOT_RECORDED = "is not recorded"


@dataclass(frozen=True)
class Row:
    """One row: an attribute, what is said of it, and the values it is said with."""

    attribute: str
    operator: RowOperator
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows of which all or any must hold; a group among them joins the other way."""

    join: Join
    items: tuple["Row | Rows", ...]


OPPOSITE = {
    RowOperator.HOLDS: RowOperator.FAILS,
    RowOperator.ONE_OF: RowOperator.NONE_OF,
    RowOperator.EQUAL: RowOperator.UNEQUAL,
    RowOperator.RECORDED: RowOperator.NOT_RECORDED,
}
POSITIVE = {opposite: positive for positive, opposite in OPPOSITE.items()}
OF_ANY_KIND = (RowOperator.RECORDED, RowOperator.NOT_RECORDED)


def operators_of(attribute: Attribute) -> tuple[RowOperator, ...]:
    """What a row may say of an attribute, the usual first."""
    match attribute.kind:
        case Kind.FLAG:
            own = (RowOperator.HOLDS, RowOperator.FAILS)
        case Kind.CATEGORY:
            own = (RowOperator.ONE_OF, RowOperator.NONE_OF)
        case Kind.NUMBER:
            over, under = (RowOperator(one) for one in attribute.operators)
            return (over, under, RowOperator.BETWEEN, *OF_ANY_KIND)
    return (*own, *OF_ANY_KIND)


def to_rows(condition: Condition) -> Rows | None:
    """The form of a condition, or None where it is nested deeper than a form shows."""
    row = _row(condition)
    if row is not None:
        return Rows(Join.ALL, (row,))
    if not isinstance(condition, And | Or):
        return None
    items = [_row(part) or _group(part) for part in _parts(condition)]
    found = tuple(item for item in items if item is not None)
    return Rows(_join(condition), found) if len(found) == len(items) else None


def from_rows(rows: Rows) -> Condition:
    """The condition of a form; an empty one means everybody, an empty group nothing.

    Raises ValueError for a row without the values that its operator needs.
    """
    made = [
        _condition(item) if isinstance(item, Row) else from_rows(item)
        for item in rows.items
        if isinstance(item, Row) or item.items
    ]
    return any_of(*made) if rows.join is Join.ANY and made else all_of(*made)


def _group(part: Condition) -> Rows | None:
    """The rows of an `and` or `or` inside the other."""
    if not isinstance(part, And | Or):
        return None
    rows = [_row(one) for one in _parts(part)]
    found = tuple(row for row in rows if row is not None)
    return Rows(_join(part), found) if found and len(found) == len(rows) else None


def _join(condition: And | Or) -> Join:
    return Join.ALL if isinstance(condition, And) else Join.ANY


def _parts(condition: And | Or) -> Iterator[Condition]:
    """The terms, the two ends of a range as one."""
    terms = list(condition.terms)
    while terms:
        first = terms.pop(0)
        if isinstance(condition, And) and terms and is_range(first, terms[0]):
            yield And((first, terms.pop(0)))
        else:
            yield first


def _row(condition: Condition) -> Row | None:
    match condition:
        case Compare():
            return _compared(condition)
        case OneOf(attribute, values):
            return Row(attribute, RowOperator.ONE_OF, values)
        case Recorded(attribute):
            return Row(attribute, RowOperator.RECORDED)
        case And((Compare() as lower, Compare() as upper)) if is_range(lower, upper):
            ends = (lower.value, upper.value)
            return Row(lower.attribute, RowOperator.BETWEEN, ends)
        case Not(term):
            return _denied(_row(term))
    return None


def _compared(leaf: Compare) -> Row:
    if leaf.value is True:
        return Row(leaf.attribute, RowOperator.HOLDS)
    of_category = isinstance(leaf.value, str)
    operator = RowOperator.ONE_OF if of_category else RowOperator(leaf.operator)
    return Row(leaf.attribute, operator, (leaf.value,))


def _denied(row: Row | None) -> Row | None:
    if row is None or row.operator not in OPPOSITE:
        return None
    return Row(row.attribute, OPPOSITE[row.operator], row.values)


def _condition(row: Row) -> Condition:
    if row.operator in POSITIVE:
        return Not(_condition(Row(row.attribute, POSITIVE[row.operator], row.values)))
    match row.operator:
        case RowOperator.HOLDS:
            return Compare(row.attribute, Operator.EQUAL, value=True)
        case RowOperator.RECORDED:
            return Recorded(row.attribute)
        case RowOperator.ONE_OF if len(row.values) > 1:
            return OneOf(row.attribute, row.values)
        case RowOperator.BETWEEN:
            lower, upper = row.values
            return all_of(
                Compare(row.attribute, Operator.AT_LEAST, lower),
                Compare(row.attribute, Operator.AT_MOST, upper),
            )
    (value,) = row.values
    is_one = row.operator is RowOperator.ONE_OF
    operator = Operator.EQUAL if is_one else Operator(row.operator)
    return Compare(row.attribute, operator, value)
