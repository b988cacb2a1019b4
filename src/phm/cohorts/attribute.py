"""One attribute of a person as declared: what it may be compared with, how it is said.

A number is cut where its menu says and nowhere else: with any threshold to choose, two
answers a year of age or one contact apart would tell of the people in between. Ages 15
to 18 are cut by the year, because services for young people end there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from phm.domain.areas import AreaLevel
from phm.domain.comparisons import Operator


class Kind(StrEnum):
    """What is recorded of an attribute."""

    FLAG = "flag"
    NUMBER = "number"
    CATEGORY = "category"


class CutAt(StrEnum):
    """On which side of its line a cut's own value stands."""

    FROM = "from"  # 65 stands above: 65 and over, under 65
    ABOVE = "above"  # 58 stands below: over 58, 58 or less


UPPER_PART_STARTS = {  # of a comparison: how far above its value
    Operator.AT_LEAST: 0,
    Operator.BELOW: 0,
    Operator.ABOVE: 1,
    Operator.AT_MOST: 1,
}
OFFERED = {
    CutAt.FROM: (Operator.AT_LEAST, Operator.BELOW),
    CutAt.ABOVE: (Operator.ABOVE, Operator.AT_MOST),
}


@dataclass(frozen=True)
class Choice:
    """One value of a category: as recorded, on screen, and in a sentence.

    ``noun`` names people by it ("Men"), ``noun_of_any_age`` also children.
    """

    id: str
    label: str
    said: str
    noun: str
    noun_of_any_age: str


@dataclass(frozen=True)
class Attribute:
    """A column of the person mart that people may be chosen by.

    ``phrase`` says what they do who have it ("live alone", "are {values}", "had
    {values} GP contacts"), ``denial`` what others do. Where it is ``noun_phrase`` it
    follows the people at once: "people aged 65 and over". ``finest`` is the smallest
    area it may be told for; with ``sensitive`` ones a page says so.
    """

    id: str
    title: str
    theme: str
    kind: Kind
    finest: AreaLevel
    sensitive: bool
    phrase: str
    denial: str
    noun_phrase: str
    unit: str
    note: str
    choices: tuple[Choice, ...]
    cuts: tuple[int, ...]
    cut_at: CutAt
    least: int | None
    greatest: int | None

    @property
    def values(self) -> tuple[str, ...]:
        """The values of a category, in the order shown."""
        return tuple(choice.id for choice in self.choices)

    @property
    def operators(self) -> tuple[Operator, ...]:
        """How its cuts are offered: the first is the upper part."""
        return OFFERED[self.cut_at] if self.kind is Kind.NUMBER else ()

    @property
    def spellings(self) -> Mapping[str, str]:
        """What may be written for a value, in small letters → the value."""
        labels = {choice.label.lower(): choice.id for choice in self.choices}
        return labels | {choice.id.lower(): choice.id for choice in self.choices}

    def choice(self, value: str) -> Choice:
        """One value of a category."""
        return next(choice for choice in self.choices if choice.id == value)

    def is_cut(self, operator: Operator, value: int) -> bool:
        """Whether a comparison parts people where the menu lets them be parted."""
        edges = self._edges
        if operator is Operator.EQUAL:
            return value in edges and value + 1 in edges
        return value + UPPER_PART_STARTS[operator] in edges

    def values_of(self, operator: Operator) -> tuple[int, ...]:
        """Every value that a number may be compared with in this way."""
        shift = UPPER_PART_STARTS.get(operator, 0)
        values = (edge - shift for edge in sorted(self._edges))
        return tuple(value for value in values if self.is_cut(operator, value))

    @property
    def _edges(self) -> frozenset[int]:
        """The first values of all parts there are, and the first beyond the last."""
        shift = 0 if self.cut_at is CutAt.FROM else 1
        ends = {*([self.least] if self.least is not None else [])}
        ends |= {*([self.greatest + 1] if self.greatest is not None else [])}
        return frozenset(cut + shift for cut in self.cuts) | ends
