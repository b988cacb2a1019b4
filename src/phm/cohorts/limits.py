"""How long and how deep a condition may be, so that none is absurd or endless."""

from phm.cohorts.spots import Misfit, Spot, pointed_at
from phm.domain.conditions import Condition, depth, leaves
from phm.errors import ConditionInvalid


LONGEST = 1_000  # characters: every condition declared so far is under 300
MOST_TERMS = 40
DEEPEST = 8  # brackets and `not` within each other


def check_size(text: str) -> None:
    """Refuse what is too long or too deep to be meant, before anything reads it."""
    if not text.strip():
        raise ConditionInvalid(
            "The condition is empty.", remedy="`everybody` is everybody registered."
        )
    _check_length(len(text))
    open_now = 0
    for place, sign in enumerate(text):
        open_now += (sign == "(") - (sign == ")")
        if open_now > DEEPEST:
            fault = f"More than {DEEPEST} brackets are open"
            raise pointed_at(text, Misfit(Spot(place, 1), fault, "Use fewer of them."))


def check_shape(condition: Condition) -> None:
    """Refuse what was read but is too deep, too long or too much to be meant."""
    if depth(condition) > DEEPEST:
        raise ConditionInvalid(
            f"More than {DEEPEST} of `and`, `or` and `not` stand within each other.",
            remedy="Say it in fewer levels.",
        )
    number = sum(1 for _ in leaves(condition))
    if number > MOST_TERMS:
        raise ConditionInvalid(
            f"The condition has {number} comparisons; {MOST_TERMS} are read.",
            remedy="Use a list, `ethnic_group in (Asian, Black)`, or leave some out.",
        )
    _check_length(len(str(condition)))  # its address must be readable, too


def _check_length(characters: int) -> None:
    if characters > LONGEST:
        raise ConditionInvalid(
            f"The condition is {characters:,} characters long; {LONGEST:,} are read.",
            remedy="Leave terms out.",
        )
