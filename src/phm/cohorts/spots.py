"""Where in a condition a fault stands, shown so that it is found at a glance."""

from dataclasses import dataclass

from phm.errors import ConditionInvalid


WIDEST = 72  # characters of the condition shown around the spot


@dataclass(frozen=True)
class Spot:
    """Some characters of a condition: from ``start``, counted from 0, so many."""

    start: int
    length: int


class Misfit(Exception):
    """A word of a condition that does not fit; only `parse` knows the whole text."""

    def __init__(self, spot: Spot, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.spot, self.sentence, self.remedy = spot, sentence, remedy


def pointed_at(text: str, misfit: Misfit) -> ConditionInvalid:
    """The error for a misfit: line and column, and the line with carets below it."""
    start = min(misfit.spot.start, len(text))
    before = text[:start].split("\n")
    line, column = len(before), len(before[-1]) + 1
    return ConditionInvalid(
        f"{misfit.sentence} (line {line}, column {column}).",
        remedy=misfit.remedy,
        marked=_marked(text.split("\n")[line - 1], column - 1, misfit.spot.length),
    )


def quoted(text: str) -> str:
    """A piece of a condition to name in a sentence: short, and one line."""
    shown = _visible(text)
    return f"`{shown}`" if len(shown) <= 40 else f"`{shown[:39]}…`"


def _marked(line: str, column: int, length: int) -> str:
    first = max(0, min(column - WIDEST // 2, len(line) - WIDEST))
    shown = _visible(line[first : first + WIDEST])
    carets = max(1, min(length, len(shown) - (column - first)))
    return f"{shown}\n{' ' * (column - first)}{'^' * carets}"


def _visible(text: str) -> str:
    """The text without signs that would move, hide or turn the rest of the line."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
