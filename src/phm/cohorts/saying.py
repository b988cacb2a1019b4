"""A condition as plain English: "Men aged 65 and over who live alone and are lonely".

The words come from the declarations of attributes; nothing anybody typed is in them.
"""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from phm.cohorts.attribute import Attribute, Choice, Kind
from phm.cohorts.attributes import load_attributes
from phm.domain.conditions import (
    EVERYBODY,
    And,
    Compare,
    Condition,
    Not,
    OneOf,
    Operator,
    Or,
    Recorded,
    all_of,
    attributes_of,
    is_range,
)


GROWN_UP = 16  # "men" rather than "men and boys" from this age
BOUNDS = {  # of years and readings
    Operator.EQUAL: "{}",
    Operator.BELOW: "under {}",
    Operator.AT_MOST: "{} or under",
    Operator.ABOVE: "over {}",
    Operator.AT_LEAST: "{} and over",
}
COUNTED_BOUNDS = {  # of contacts, conditions, months
    Operator.EQUAL: "{}",
    Operator.BELOW: "fewer than {}",
    Operator.AT_MOST: "{} or fewer",
    Operator.ABOVE: "more than {}",
    Operator.AT_LEAST: "{} or more",
}
READINGS = ("age_years", "hba1c_mmol_mol")


def said(condition: Condition) -> str:
    """The people a condition means: a title in plain text, without a full stop."""
    if condition == EVERYBODY:
        return "Everybody registered"
    noun, rest = _noun(_parts(condition))
    beside = [one for one in rest if _follows_noun(one)]
    others = [one for one in rest if one not in beside]
    words = [noun, *_beside(beside)]
    return " ".join([*words, "who", _all(others)] if others else words)


def _beside(parts: Sequence[Condition]) -> Iterator[str]:
    """What follows the noun; of one attribute twice, both must hold."""
    seen: set[str] = set()
    for part in parts:
        attribute = _attribute(part)
        again = "and " if attribute.id in seen else ""
        yield again + _filled(attribute.noun_phrase, part)
        seen.add(attribute.id)


def _parts(condition: Condition) -> list[Condition]:
    """What is joined by `and`, the two ends of a range as one."""
    found: list[Condition] = []
    for term in condition.terms if isinstance(condition, And) else (condition,):
        if found and is_range(found[-1], term):
            term = all_of(found.pop(), term)  # noqa: PLW2901
        found.append(term)
    return found


def _noun(parts: Sequence[Condition]) -> tuple[str, list[Condition]]:
    """What the people are called, and the parts that the name does not say."""
    for part in parts:
        choice = _choice(part)
        if choice is not None and choice.noun:
            rest = [one for one in parts if one is not part]
            grown_up = any(map(_is_of_adults, rest))
            return (choice.noun if grown_up else choice.noun_of_any_age), rest
    return "People", list(parts)


def _choice(part: Condition) -> Choice | None:
    match part:
        case Compare(_, Operator.EQUAL, str(value)):
            return _attribute(part).choice(value)
    return None


def _is_of_adults(part: Condition) -> bool:
    match part.terms[0] if _is_range(part) else part:
        case Compare("age_years", Operator.AT_LEAST | Operator.EQUAL, int(age)):
            return age >= GROWN_UP
    return False


def _follows_noun(part: Condition) -> bool:
    return _is_plain(part) and bool(_attribute(part).noun_phrase)


def _is_plain(part: Condition) -> bool:
    """Whether a part compares one attribute and does nothing else."""
    return _is_range(part) or isinstance(part, Compare | OneOf)


def _is_range(part: Condition) -> TypeGuard[And]:
    return isinstance(part, And) and len(part.terms) == 2 and is_range(*part.terms)


def _all(parts: Sequence[Condition]) -> str:
    """What people do who do all of it."""
    clauses = [_clause(part) for part in parts]
    if all(_is_simple(part) for part in parts) or len(parts) == 1:
        return _listed(clauses, "and")
    return ", and ".join(clauses)


def _is_simple(part: Condition) -> bool:
    inner = part.term if isinstance(part, Not) else part
    return _is_plain(inner) or isinstance(inner, Recorded)


def _clause(part: Condition) -> str:
    """A part as something that people do."""
    match part:
        case Recorded():
            return f"have an entry for “{_attribute(part).title}”"
        case Not(Recorded() as inner):
            return f"have no entry for “{_attribute(inner).title}”"
        case Not(inner):
            is_plain = _is_plain(inner)
            denial = _attribute(inner).denial if is_plain else ""
            return _filled(denial, inner) if is_plain else _not_among(inner)
        case Or(terms):
            return f"either {_listed([_clause(one) for one in terms], 'or')}"
    if _is_plain(part):
        return _filled(_attribute(part).phrase, part)
    return f"({_all(_parts(part))})" if part != EVERYBODY else "are registered"


def _not_among(part: Condition) -> str:
    return f"are not among those who {_clause(part)}"


def _filled(template: str, part: Condition) -> str:
    """A phrase of an attribute with the values or the bounds asked for."""
    attribute = _attribute(part)
    if attribute.kind is Kind.FLAG:
        return template
    if attribute.kind is Kind.NUMBER:
        return template.replace("{bounds}", _bounds(attribute, part))
    values = part.values if isinstance(part, OneOf) else (_compared(part).value,)
    words = [attribute.choice(str(value)).said for value in values]
    return template.replace("{values}", _listed(words, "or"))


def _bounds(attribute: Attribute, part: Condition) -> str:
    if isinstance(part, OneOf):
        return _listed(list(map(str, part.values)), "or")
    if _is_range(part):
        lower, upper = map(_compared, part.terms)
        return f"{lower.value} to {upper.value}"
    words = BOUNDS if attribute.id in READINGS else COUNTED_BOUNDS
    compared = _compared(part)
    return words[compared.operator].format(compared.value)


def _listed(words: Sequence[str], last: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _attribute(part: Condition) -> Attribute:
    """The attribute of a part that is about one."""
    return load_attributes()[attributes_of(part)[0]]


def _compared(part: Condition) -> Compare:
    assert isinstance(part, Compare)  # noqa: S101 - told apart before
    return part
