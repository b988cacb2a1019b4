"""The words of one comparison, checked against what is declared of the attribute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from phm.cohorts.attribute import Attribute, Kind
from phm.cohorts.attributes import load_attributes
from phm.cohorts.remedies import (
    example,
    example_range,
    nearest_cuts,
    nearest_values,
    other_attributes,
)
from phm.cohorts.spots import Misfit, Spot, quoted
from phm.domain.conditions import (
    Compare,
    Condition,
    Not,
    OneOf,
    Operator,
    Recorded,
    all_of,
)
from phm.warehouse.people_conditions import NOT_RECORDED


@dataclass(frozen=True)
class Word:
    """A word of a condition, without quotation marks, and where it stands."""

    text: str
    spot: Spot
    is_number: bool = False


def flag(name: Word) -> Condition:
    """A name alone."""
    attribute = _attribute(name)
    if attribute.kind is not Kind.FLAG:
        _misfit(
            name,
            f"{quoted(attribute.id)} says nothing by itself",
            f"Compare it with a value, for example `{example(attribute)}`.",
        )
    return Compare(attribute.id, Operator.EQUAL, value=True)


def compared(name: Word, sign: str, value: Word) -> Condition:
    """A name, a sign and a value; ``!=`` is the opposite of an equality."""
    attribute = _attribute(name)
    operator = Operator.EQUAL if sign == "!=" else Operator(sign)
    read = _reader(attribute, name)
    term = Compare(attribute.id, operator, read(attribute, operator, value))
    return Not(term) if sign == "!=" else term


def one_of(name: Word, values: Sequence[Word]) -> Condition:
    """A name and a list of values; one that is listed twice counts once."""
    attribute = _attribute(name)
    read = _reader(attribute, name)
    each = (read(attribute, Operator.EQUAL, value) for value in values)
    listed = tuple(dict.fromkeys(each))
    if len(listed) == 1:
        return Compare(attribute.id, Operator.EQUAL, listed[0])
    return OneOf(attribute.id, listed)


def between(name: Word, lower: Word, upper: Word) -> Condition:
    """A name and two ends, both included."""
    attribute = _attribute(name)
    if attribute.kind is not Kind.NUMBER:
        _misfit(
            name,
            f"{quoted(attribute.id)} is no number and has no range",
            f"Write it like `{example(attribute)}`.",
        )
    _check_order(attribute, lower, upper)
    return all_of(
        compared(name, Operator.AT_LEAST, lower),
        compared(name, Operator.AT_MOST, upper),
    )


def _check_order(attribute: Attribute, lower: Word, upper: Word) -> None:
    are_whole = all(one.is_number and one.text.isdigit() for one in (lower, upper))
    if are_whole and int(lower.text) > int(upper.text):
        _misfit(
            lower,
            f"The range of {quoted(attribute.id)} from {quoted(lower.text)} to "
            f"{quoted(upper.text)} is upside down",
            f"Write the smaller first, as in `{example_range(attribute)}`.",
        )


def recorded(name: Word) -> Condition:
    """A name that anything is recorded for."""
    return Recorded(_attribute(name).id)


def _attribute(name: Word) -> Attribute:
    found = load_attributes().get(name.text.lower())
    if found is None:
        _misfit(
            name,
            f"There is no attribute {quoted(name.text)}",
            other_attributes(name.text),
        )
    return found


def _reader(
    attribute: Attribute, name: Word
) -> Callable[[Attribute, Operator, Word], str | int]:
    if attribute.kind is Kind.FLAG:
        _misfit(
            name,
            f"{quoted(attribute.id)} is yes or no and is not compared",
            f"Write `{attribute.id}` or `not {attribute.id}`.",
        )
    return _number if attribute.kind is Kind.NUMBER else _value


def _number(attribute: Attribute, operator: Operator, value: Word) -> int:
    if not value.is_number:
        _misfit(
            value,
            f"{quoted(attribute.id)} is a number, and {quoted(value.text)} is none",
            f"Write it like `{example(attribute)}`.",
        )
    if not value.text.isdigit() or not attribute.is_cut(operator, int(value.text)):
        _misfit(
            value,
            f"{quoted(attribute.id)} is not cut at `{operator} {value.text[:20]}`",
            nearest_cuts(attribute, operator, value.text),
        )
    return int(value.text)


def _value(attribute: Attribute, operator: Operator, value: Word) -> str:
    if operator is not Operator.EQUAL:
        _misfit(
            value,
            f"{quoted(attribute.id)} has no order, so nothing is `{operator}`",
            f"Write it like `{example(attribute)}`.",
        )
    if value.text in NOT_RECORDED.get(attribute.id, ()):
        _misfit(
            value,
            f"{quoted(value.text)} is no value of {quoted(attribute.id)}",
            f"Write `{attribute.id} is not recorded`.",
        )
    found = attribute.spellings.get(value.text.lower())
    if found is None:
        _misfit(
            value,
            f"{quoted(attribute.id)} has no value {quoted(value.text)}",
            nearest_values(attribute, value.text),
        )
    return found


def _misfit(word: Word, sentence: str, remedy: str) -> NoReturn:
    raise Misfit(word.spot, sentence, remedy)
