"""What a strip of headline numbers is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A headline number in words, and what is said under it."""

    label: str
    number: str
    under: tuple[str, ...] = ()
