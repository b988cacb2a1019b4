"""How many people are in a cohort, in words."""

from phm.measures.cohort_card import CohortCard
from phm.words.numbers import between_words, percent_text, value_text


def size_words(card: CohortCard) -> str:
    """`4,200 people, 0.27 % of everybody registered in Watford Central`.

    Of a built cohort with its interval: `about 4,200 people (4,070 to 4,340)`.
    """
    people = f"{value_text(card.inside['numerator'], decimals=0)} people"
    if limits := card.size_limits:
        people = f"about {people} ({between_words(limits.lower, limits.upper)})"
    everybody = f"everybody registered{_where(card)}"
    if card.is_of_everybody:
        return f"{people}, {everybody}"
    return f"{people}, {percent_text(card.inside['value'])} of {everybody}"


def _where(card: CohortCard) -> str:
    return f" in {card.area_name}" if card.focus.area else ""
