"""A cohort: people who are meant together, and what is to be done about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from phm.cohorts.attributes import load_attributes
from phm.domain.areas import AreaLevel
from phm.domain.conditions import Condition, attributes_of


FINEST = AreaLevel.PCN  # of a cohort whose attributes and file ask for nothing coarser
LEVELS = tuple(AreaLevel)


@dataclass(frozen=True)
class Part:
    """Some of a cohort, shown by itself; its condition is whole."""

    title: str
    condition: Condition


@dataclass(frozen=True)
class Pyramid:
    """The level of the comprehensive model of personalised care a cohort stands for.

    ``percent`` is its published share of the population, ``level`` its published name.
    """

    level: str
    percent: float


@dataclass(frozen=True)
class Cohort:
    """A declared cohort (`cohorts/definitions/<id>.toml`) or one built from a text.

    A built one has no id and the canonical text of its condition as its address.
    ``finest`` is the smallest area it may be told for. ``shown_in`` names areas to look
    for first, ``modelled`` is the table as declared (`phm.cohorts.modelled` reads it).
    """

    id: str
    title: str
    label: str
    aliases: tuple[str, ...]
    why_it_matters: str
    source: str
    condition: Condition
    parts: tuple[Part, ...]
    partners: tuple[str, ...]
    dimension: str
    success_measure: str
    shown_in: tuple[str, ...]
    finest: AreaLevel
    pyramid: Pyramid | None
    modelled: Mapping[str, Any] | None
    order: int = 0

    @property
    def is_built(self) -> bool:
        """Whether somebody put it together, rather than a file."""
        return not self.id

    @property
    def address(self) -> str:
        """What finds it again: its id, or the text of its condition."""
        return self.id or str(self.condition)

    def may_be_told(self, level: AreaLevel) -> bool:
        """Whether areas of a level are not too small for it."""
        return LEVELS.index(self.finest) <= LEVELS.index(level)

    @property
    def is_sensitive(self) -> bool:
        """Whether any attribute of its is declared so."""
        declared = load_attributes()
        return any(declared[one].sensitive for one in attributes_of(self.condition))


def finest_of(condition: Condition, at_least: AreaLevel = FINEST) -> AreaLevel:
    """The smallest area that everything in a condition may be told for."""
    declared = load_attributes()
    asked = (declared[name].finest for name in attributes_of(condition))
    return max((at_least, *asked), key=LEVELS.index)
