"""A condition on what is recorded of a person, as a small tree of value objects.

`str()` gives its canonical text, which the cohort grammar reads back to an equal tree.
Three values: what is not recorded of a person makes a comparison unknown, and unknown
goes through `and`, `or` and `not` after Kleene: a person is meant only where the whole
condition is true. `X is recorded` is always known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from phm.domain.comparisons import Compare, OneOf, Operator, Recorded, Value, said


__all__ = [
    "EVERYBODY",
    "And",
    "Compare",
    "Condition",
    "Not",
    "OneOf",
    "Operator",
    "Or",
    "Recorded",
    "Value",
    "all_of",
    "any_of",
    "attributes_of",
    "depth",
    "is_range",
    "leaves",
]


@dataclass(frozen=True)
class Not:
    """The opposite; of what is unknown, unknown."""

    term: "Condition"

    def __str__(self) -> str:
        """The shortest of the ways to say no."""
        match self.term:
            case Recorded(attribute):
                return f"{attribute} is not recorded"
            case OneOf(attribute):
                return f"{attribute} not in {self.term.listed}"
            case Compare(attribute, Operator.EQUAL, value) if value is not True:
                return f"{attribute} != {said(value)}"
            case _:
                return f"not {_bracketed(self.term)}"


@dataclass(frozen=True)
class And:
    """All of the terms; of none, everybody."""

    terms: tuple["Condition", ...]

    def __post_init__(self) -> None:
        if len(self.terms) == 1 or any(isinstance(one, And) for one in self.terms):
            raise ValueError("`and` joins two terms or more, flat: see all_of")

    def __str__(self) -> str:
        """The terms in their order; two ends of one attribute as a range."""
        return " and ".join(_ranged(self.terms)) if self.terms else "everybody"


@dataclass(frozen=True)
class Or:
    """Any of the terms."""

    terms: tuple["Condition", ...]

    def __post_init__(self) -> None:
        if len(self.terms) < 2 or any(isinstance(one, Or) for one in self.terms):
            raise ValueError("`or` joins two terms or more, flat: see any_of")

    def __str__(self) -> str:
        """The terms in their order."""
        return " or ".join(map(_bracketed, self.terms))


Condition = And | Or | Not | Compare | OneOf | Recorded
EVERYBODY = And(())


def all_of(*terms: Condition) -> Condition:
    """The terms joined by `and`, without an `and` in an `and`."""
    flat = [one for term in terms for one in _parts(term, And)]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(*terms: Condition) -> Condition:
    """The terms joined by `or`, without an `or` in an `or`."""
    flat = [one for term in terms for one in _parts(term, Or)]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def is_range(lower: Condition, upper: Condition) -> bool:
    """Whether two terms are the two ends of one attribute, both included."""
    match lower, upper:
        case Compare(one, Operator.AT_LEAST, _), Compare(other, Operator.AT_MOST, _):
            return one == other
    return False


def leaves(condition: Condition) -> Iterator[Compare | OneOf | Recorded]:
    """The comparisons in a condition, in the order they are written."""
    match condition:
        case And(terms) | Or(terms):
            for term in terms:
                yield from leaves(term)
        case Not(term):
            yield from leaves(term)
        case _:
            yield condition


def attributes_of(condition: Condition) -> tuple[str, ...]:
    """The attributes a condition is about, each once, as they first appear."""
    return tuple(dict.fromkeys(leaf.attribute for leaf in leaves(condition)))


def depth(condition: Condition) -> int:
    """How many `and`, `or` and `not` stand within each other."""
    match condition:
        case And(terms) | Or(terms):
            return 1 + max(map(depth, terms), default=0)
        case Not(term):
            return 1 + depth(term)
        case _:
            return 0


def _parts(term: Condition, kind: type[And] | type[Or]) -> tuple[Condition, ...]:
    return term.terms if isinstance(term, kind) else (term,)


def _ranged(terms: tuple[Condition, ...]) -> Iterator[str]:
    upper_ends = {n + 1 for n, two in enumerate(pairwise(terms)) if is_range(*two)}
    for number, term in enumerate(terms):
        if number in upper_ends:
            continue
        if number + 1 in upper_ends and isinstance(term, Compare):
            upper = terms[number + 1]
            assert isinstance(upper, Compare)  # noqa: S101 - by is_range
            ends = f"from {said(term.value)} to {said(upper.value)}"
            yield f"{term.attribute} {ends}"
        else:
            yield _bracketed(term)


def _bracketed(term: Condition) -> str:
    joined = isinstance(term, And | Or) and term != EVERYBODY
    return f"({term})" if joined else str(term)
