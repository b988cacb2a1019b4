"""A condition on people as a query: names as columns, values as parameters.

Nothing of a condition is pasted: columns are quoted identifiers of a checked shape, and
every value is a named parameter. `not` is pushed down to the comparisons (De Morgan's
laws hold for Kleene's three values), so that a comparison only has to tell for whom it
is true, or for whom it is known not to be; the engine then filters as it reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

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
)


NOT_RECORDED: Mapping[str, tuple[str, ...]] = {  # what the mart says for nothing known
    "sex": ("not known",),
    "ethnic_group": ("Not known",),
    "ethnic_group_2001": ("Not known",),
    "ethnic_category": ("Z", "99"),
    "employment": ("not known",),
}
SQL_OPERATORS: Mapping[Operator, type[exp.Binary]] = {
    Operator.EQUAL: exp.EQ,
    Operator.BELOW: exp.LT,
    Operator.AT_MOST: exp.LTE,
    Operator.ABOVE: exp.GT,
    Operator.AT_LEAST: exp.GTE,
}


def compiled(
    condition: Condition, *, prefix: str = "cohort"
) -> tuple[exp.Expression, dict[str, Value]]:
    """Whether a person of the mart is meant, true or false, and its parameters.

    Their names begin with the prefix: two conditions in one query take two.
    """
    made, values = holding(condition, prefix=prefix)
    return exp.NullSafeEQ(this=exp.paren(made), expression=exp.true()), values


def holding(
    condition: Condition, *, prefix: str = "cohort"
) -> tuple[exp.Expression, dict[str, Value]]:
    """As `compiled`, but null, too, for people who are not meant.

    For a `where`, `filter` or `case when`, where null counts as false: half the time,
    because the engine stops reading a row at the first comparison that fails.
    """
    parameters = _Parameters({}, prefix)
    return _true(condition, parameters), parameters.values


@dataclass(frozen=True)
class _Parameters:
    """The values met so far; each gets the next name."""

    values: dict[str, Value]
    prefix: str

    def given(self, value: Value) -> exp.Placeholder:
        """The place of a value in the query."""
        name = f"{self.prefix}_{len(self.values) + 1}"
        self.values[name] = value
        return exp.Placeholder(this=name)


def _true(condition: Condition, parameters: _Parameters) -> exp.Expression:
    """For whom a condition is true; for others false or null."""
    match condition:
        case And(terms) | Or(terms):
            made = [_true(term, parameters) for term in terms]
            return _joined(made, every=isinstance(condition, And))
        case Not(term):
            return _false(term, parameters)
    return _leaf(condition, parameters)


def _false(condition: Condition, parameters: _Parameters) -> exp.Expression:
    """For whom a condition is known not to be true."""
    match condition:
        case And(terms) | Or(terms):
            made = [_false(term, parameters) for term in terms]
            return _joined(made, every=isinstance(condition, Or))
        case Not(term):
            return _true(term, parameters)
        case Recorded():
            return exp.not_(_leaf(condition, parameters))
    return exp.and_(
        exp.not_(_leaf(condition, parameters)), *_known(condition.attribute)
    )


def _joined(made: Sequence[exp.Expression], *, every: bool) -> exp.Expression:
    if not made:  # all of nothing is true, any of nothing false
        return exp.true() if every else exp.false()
    return exp.paren(exp.and_(*made) if every else exp.or_(*made))


def _leaf(leaf: Compare | OneOf | Recorded, parameters: _Parameters) -> exp.Expression:
    column = _column(leaf.attribute)
    match leaf:
        case Recorded():
            known = exp.not_(column.is_(exp.null()))
            return exp.paren(exp.and_(known, *_known(leaf.attribute)))
        case OneOf(_, values):
            return column.isin(*(parameters.given(value) for value in values))
        case Compare(_, operator, value):
            if value is True:
                return column
            operation = SQL_OPERATORS[operator]
            return operation(this=column, expression=parameters.given(value))


def _known(attribute: str) -> list[exp.Expression]:
    """That a column does not say that nothing is known; its nulls stay null."""
    said = NOT_RECORDED.get(attribute, ())
    return [_column(attribute).neq(exp.Literal.string(value)) for value in said]


def _column(attribute: str) -> exp.Column:
    return exp.column(attribute, quoted=True)
