"""Tiers of data (docs/glossary.md): the words that go wherever a number goes."""

from enum import StrEnum


MARK = "SYNTHETIC"  # what every row of a generated extract says in `data_tier`
INVENTED_NETWORK = "^U99[56]"  # PCN codes kept for demonstrations; no real one has them


class Tier(StrEnum):
    """Where a number comes from; `Results.tier` holds the value."""

    OPEN = "open"
    LOCAL = "local"
    SYNTHETIC = "synthetic"

    @property
    def words(self) -> str:
        """The badge on screen and in every export."""
        return WORDS[self]


WORDS = {
    Tier.OPEN: "Open data",
    Tier.LOCAL: "Local extract",
    Tier.SYNTHETIC: "SYNTHETIC: not patients",
}


def is_synthetic(tier: str) -> bool:
    """Whether what is shown was invented, and must say so everywhere."""
    return Tier(tier) is Tier.SYNTHETIC
