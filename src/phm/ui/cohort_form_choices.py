"""What a row of the cohort builder offers: attributes, operators in words, values."""

from collections.abc import Mapping
from typing import Final

from phm.cohorts.attribute import Attribute, Kind
from phm.cohorts.attributes import load_attributes
from phm.cohorts.rows import Join, RowOperator, operators_of
from phm.domain.conditions import Operator, Value


SEVERAL: Final = (RowOperator.ONE_OF, RowOperator.NONE_OF)
OF_ONE_VALUE: Final = (*SEVERAL, RowOperator.EQUAL, RowOperator.UNEQUAL)
OPERATOR_WORDS: Final[Mapping[RowOperator, str]] = {
    RowOperator.HOLDS: "yes",
    RowOperator.FAILS: "no",
    RowOperator.ONE_OF: "is one of",
    RowOperator.NONE_OF: "is none of",
    RowOperator.EQUAL: "is exactly",
    RowOperator.UNEQUAL: "is not",
    RowOperator.BELOW: "is less than",
    RowOperator.AT_MOST: "is at most",
    RowOperator.ABOVE: "is more than",
    RowOperator.AT_LEAST: "is at least",
    RowOperator.BETWEEN: "is from … to …",
    RowOperator.RECORDED: "is recorded",
    RowOperator.NOT_RECORDED: "is not recorded",
}
JOIN_WORDS: Final[Mapping[Join, str]] = {
    Join.ALL: "All of these hold",
    Join.ANY: "Any of these holds",
}


def attribute_words(name: str) -> str:
    """`Who · Age`: found by its theme, too; themes stand together in the list."""
    attribute = load_attributes()[name]
    return f"{attribute.theme} · {attribute.title}"


def operators_for(
    attribute: Attribute, chosen: RowOperator | None
) -> list[RowOperator]:
    """What a row may say of an attribute; what it says already stays on offer."""
    offered = list(operators_of(attribute))
    return offered if chosen in (None, *offered) else [*offered, chosen]


def values_for(attribute: Attribute, operator: RowOperator) -> tuple[Value, ...]:
    """What an attribute may be compared with; for a range its lower ends."""
    if attribute.kind is Kind.CATEGORY:
        return attribute.values
    if operator is RowOperator.BETWEEN:
        return attribute.values_of(Operator.AT_LEAST)
    exactly = operator in OF_ONE_VALUE
    return attribute.values_of(Operator.EQUAL if exactly else Operator(operator))


def upper_ends(attribute: Attribute, lower: Value) -> tuple[Value, ...]:
    """What a range may end with."""
    ends = attribute.values_of(Operator.AT_MOST)
    return tuple(end for end in ends if end >= int(lower))


def value_words(attribute: Attribute, value: Value) -> str:
    """A value as it reads on the screen."""
    if attribute.kind is Kind.CATEGORY:
        return attribute.choice(str(value)).label
    return f"{value:,}"
