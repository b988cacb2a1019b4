"""What is said about tiers of data, and about what was invented."""

from phm.domain.tiers import Tier
from phm.measures.results import Results


DEMONSTRATION = " (demonstration)"


def bar_words(system_name: str) -> str:
    """Who was invented, and where; said after the tier itself."""
    place = place_name(system_name)
    invented = f"Invented people and organisations in {place}"
    return f"{invented}; only the neighbourhoods are real."


def place_name(name: str) -> str:
    """An area's name in a sentence; that it is a demonstration is said elsewhere."""
    return name.removesuffix(DEMONSTRATION)


def tier_of(*answers: Results) -> Tier:
    """The tier that a whole of several answers is of: the least open one."""
    tiers = {Tier(results.tier) for results in answers} | {Tier.OPEN}
    return max(tiers, key=list(Tier).index)


def tiers_words(*answers: Results) -> str:
    """`Open data`, or every tier that the answers are of, the least open one first."""
    tiers = {Tier(results.tier) for results in answers}
    if Tier.SYNTHETIC in tiers:
        return Tier.SYNTHETIC.words
    return " and ".join(tier.words for tier in (Tier.LOCAL, Tier.OPEN) if tier in tiers)
