"""Read a condition on people: text in, tree out, or an error that points at the spot.

    sex = male and ethnic_group in (Asian, Black) and diabetes_unmanaged
    age_years from 18 to 64 and not (lives_alone or lonely)
    hba1c_mmol_mol is not recorded

`or` binds less than `and`, `and` less than `not`. Capitals do not matter; a value of
several words stands in quotation marks. The text never reaches a database: names must
be declared (`cohorts/attributes/`), values become parameters.
"""

from functools import lru_cache
from typing import cast

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from phm.cohorts import terms
from phm.cohorts.limits import check_shape, check_size
from phm.cohorts.spots import Misfit, Spot, pointed_at, quoted
from phm.cohorts.terms import Word
from phm.domain.conditions import (
    EVERYBODY,
    Condition,
    Not,
    all_of,
    any_of,
)


GRAMMAR = r"""
?start: joined_by_or
?joined_by_or: joined_by_and (_OR joined_by_and)*
?joined_by_and: negated (_AND negated)*
?negated: _NOT negated -> negation
    | _OPEN joined_by_or _CLOSE
    | NAME -> flag
    | NAME SIGN value -> compared
    | NAME _IN values -> one_of
    | NAME _NOT _IN values -> none_of
    | NAME _FROM value _TO value -> between
    | NAME _IS _RECORDED -> recorded
    | NAME _IS _NOT _RECORDED -> not_recorded
    | _EVERYBODY -> everybody
values: _OPEN value (_COMMA value)* _CLOSE
value: NAME | NUMBER | QUOTED

NAME: /[a-z][a-z0-9_]*/i
NUMBER: /-?[0-9]+(\.[0-9]+)?/
QUOTED: /"[^"\n]*"|'[^'\n]*'/
SIGN: ">=" | "<=" | "!=" | "=" | ">" | "<"
_OPEN: "("
_CLOSE: ")"
_COMMA: ","
_AND: "and"i
_OR: "or"i
_NOT: "not"i
_IN: "in"i
_IS: "is"i
_FROM: "from"i
_TO: "to"i
_RECORDED: "recorded"i
_EVERYBODY: "everybody"i
%ignore /[ \t\r\n]+/
"""
SAID = {  # what may stand at a spot, in words
    "NAME": "an attribute",
    "SIGN": "`=`, `!=`, `<`, `<=`, `>` or `>=`",
    "$END": "the end",
    "_OPEN": "`(`",
    "_CLOSE": "`)`",
    "_COMMA": "`,`",
}


def parse(text: str) -> Condition:
    """The condition that a text says.

    Raises ConditionInvalid with line, column, the word and what to write instead.
    """
    check_size(text)
    try:
        condition = cast("Condition", _parser().parse(text))
    except UnexpectedInput as fault:
        raise pointed_at(text, _unread(text, fault)) from None
    except Misfit as misfit:
        raise pointed_at(text, misfit) from None
    check_shape(condition)
    return condition


class _Builder:
    """Makes the tree while the text is read: one method per rule of the grammar."""

    joined_by_or = staticmethod(lambda parts: any_of(*parts))
    joined_by_and = staticmethod(lambda parts: all_of(*parts))
    negation = staticmethod(lambda parts: Not(parts[0]))
    flag = staticmethod(lambda parts: terms.flag(_word(parts[0])))
    compared = staticmethod(
        lambda parts: terms.compared(_word(parts[0]), str(parts[1]), parts[2])
    )
    one_of = staticmethod(lambda parts: terms.one_of(_word(parts[0]), parts[1]))
    none_of = staticmethod(lambda parts: Not(terms.one_of(_word(parts[0]), parts[1])))
    between = staticmethod(
        lambda parts: terms.between(_word(parts[0]), parts[1], parts[2])
    )
    recorded = staticmethod(lambda parts: terms.recorded(_word(parts[0])))
    not_recorded = staticmethod(lambda parts: Not(terms.recorded(_word(parts[0]))))
    everybody = staticmethod(lambda _: EVERYBODY)
    values = staticmethod(tuple)
    value = staticmethod(lambda parts: _word(parts[0]))


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", transformer=_Builder())


def _word(token: Token) -> Word:
    start = token.start_pos or 0
    text = token[1:-1] if token.type == "QUOTED" else str(token)
    return Word(text, Spot(start, len(token)), token.type == "NUMBER")


def _unread(text: str, fault: UnexpectedInput) -> Misfit:
    """What is wrong where the words are none, or stand in no order there is."""
    if isinstance(fault, UnexpectedCharacters):
        place = fault.pos_in_stream or 0
        sign = text[place]
        return Misfit(
            Spot(place, 1), f"{quoted(sign)} cannot stand here", _about_sign(sign)
        )
    token = cast("UnexpectedToken", fault).token
    remedy = _expected(cast("UnexpectedToken", fault))
    if token.type == "$END":
        end = Spot(len(text.rstrip()), 1)
        return Misfit(end, "The condition ends too early", remedy)
    sentence = f"{quoted(str(token))} cannot stand here"
    return Misfit(Spot(token.start_pos or 0, len(token)), sentence, remedy)


def _about_sign(sign: str) -> str:
    if sign in "\"'":
        return "Close the quotation mark on the same line."
    return "Write attributes, values, `and`, `or`, `not`, `in`, `is` and brackets."


def _expected(fault: UnexpectedToken) -> str:
    accepted = fault.accepts or set()
    if "SIGN" in accepted:
        return "A flag stands alone; anything else is compared, as in `sex = male`."
    if {"NUMBER", "QUOTED"} <= accepted:
        return "A value is expected: a number, a word, or words in quotation marks."
    if "_AND" in accepted and fault.token.type in ("NAME", "NUMBER"):
        return 'A value of several words stands in quotation marks, as in `"type 2"`.'
    said = [SAID.get(name, f"`{name.strip('_').lower()}`") for name in accepted]
    return f"Expected: {', '.join(sorted(said))}."
