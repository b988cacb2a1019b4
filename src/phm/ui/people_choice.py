"""Whom a page by groups is about: everybody, or only the people of a group."""

from collections.abc import Mapping, Sequence

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group, Scheme
from phm.measures.schemes import load_dimensions, load_schemes
from phm.ui.selection import Choice, choose_from_list
from phm.warehouse.people_groups import levels_of


EVERYBODY = "everybody"


def groups_to_choose(schemes: Sequence[Scheme], level: AreaLevel) -> dict[str, str]:
    """`scheme:group` → how it reads, of groups that may be told at a level.

    A group that an earlier scheme of its dimension has, or one that reads the same, is
    left out: two lines of a list that read alike could not be told apart.
    """
    words: dict[str, str] = {}
    seen: dict[str, list[Group]] = {}
    for scheme in _by_dimension(schemes):
        if level not in levels_of(scheme):
            continue
        title = load_dimensions()[scheme.dimension].title
        earlier = tuple(seen.setdefault(scheme.dimension, []))
        for group in scheme.groups:
            if not any(_is_the_same(group, one) for one in earlier):
                words[f"{scheme.id}:{group.id}"] = f"{title}: {group.label}"
        seen[scheme.dimension] += scheme.groups
    return words


def choose_people(
    name: str,
    label: str,
    groups: Mapping[str, str],
    without: tuple[str, str] | None = None,
) -> tuple[str, str] | None:
    """Scheme and group, or None for everybody; not of the dimension of `without`."""
    taken = load_schemes()[without[0]].dimension if without else ""
    left = {key: said for key, said in groups.items() if dimension_of(key) != taken}
    words = {EVERYBODY: "Everybody", **left}
    picked = choose_from_list(
        Choice(name, label, list(words), EVERYBODY, words.__getitem__)
    )
    scheme, _, group = picked.partition(":")
    return (scheme, group) if group else None


def dimension_of(key: str) -> str:
    """The dimension of a `scheme:group`."""
    return load_schemes()[key.partition(":")[0]].dimension


def _by_dimension(schemes: Sequence[Scheme]) -> list[Scheme]:
    order = list(load_dimensions())
    return sorted(schemes, key=lambda one: order.index(one.dimension))


def _is_the_same(group: Group, other: Group) -> bool:
    return group.label == other.label or (
        group.is_within(other) and other.is_within(group)
    )
