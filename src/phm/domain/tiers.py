"""Tiers of data (docs/glossary.md): the words that go wherever a number goes."""

from enum import StrEnum


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
