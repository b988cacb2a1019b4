"""Dimensions of inequality as declared: which groups there are, in which order.

A dimension has one or more schemes, ways of cutting people into groups: national or
local fifths, five or sixteen ethnic groups. A scheme either gives everybody one group
(a partition) or lists groups that overlap (inclusion health), which never add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from phm.domain.areas import AreaLevel
from phm.domain.conditions import Condition


Value = str | int | bool


@dataclass(frozen=True)
class Group:
    """One group: people of whom every column of one of ``where`` has that value.

    A cohort is told by a ``condition`` instead. ``finest`` is the smallest area the
    group may be told for, where that is larger than its scheme's.
    """

    id: str
    label: str
    where: tuple[Mapping[str, Value], ...]
    condition: Condition | None = None
    finest: AreaLevel | None = None

    def is_within(self, other: "Group") -> bool:
        """Whether everybody in this group is in the other, too."""
        return bool(self.where) and all(way in other.where for way in self.where)


@dataclass(frozen=True)
class Scheme:
    """One way of cutting people into groups.

    ``rest`` is everybody in no group: "not known", or "none recorded" where groups
    overlap. ``compared`` names the two groups a gap is told between: first the one
    that is expected to be worse off. ``finest`` is the smallest area it may be crossed
    with. One that is not ``listed`` is asked for by name alone: pages do not offer it
    among the ways of telling people apart. ``sampled`` is one that anybody can put
    together: its people are counted in a sample.
    """

    id: str
    dimension: str
    title: str
    groups: tuple[Group, ...]
    rest: Group
    overlapping: bool
    ordered: bool
    compared: tuple[str, str] | None
    finest: AreaLevel
    note: str
    listed: bool = True
    sampled: bool = False

    @property
    def everyone(self) -> tuple[Group, ...]:
        """The groups and the rest, in the order shown."""
        return (*self.groups, self.rest)

    def too_small_for(self, level: AreaLevel) -> frozenset[str]:
        """The groups that may not be told for areas of a level, by id."""
        order = tuple(AreaLevel)
        return frozenset(
            group.id
            for group in self.groups
            if group.finest and order.index(group.finest) > order.index(level)
        )

    def label(self, group_id: str) -> str:
        """What a group is called on screen."""
        return next(g.label for g in self.everyone if g.id == group_id)


@dataclass(frozen=True)
class Dimension:
    """One dimension of inequality (`measures/dimensions/<id>.toml`).

    The first scheme is the one shown unless another is chosen.
    """

    id: str
    title: str
    why_it_matters: str
    schemes: tuple[Scheme, ...]
    order: int
