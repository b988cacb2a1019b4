"""Whom a page by groups is about: everybody, or only the people of a group."""

from collections.abc import Callable, Mapping, Sequence

from phm.charts.groups_rows import scheme_title
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Group, Scheme
from phm.measures.audience import find_audience
from phm.measures.results import PUBLISHED
from phm.measures.schemes import load_dimensions, load_schemes
from phm.ui.selection import Choice, Pick
from phm.warehouse.people_groups import levels_of


EVERYBODY = "everybody"
CONDITIONS = {"only": "Only", "and": "And only"}


def groups_to_choose(schemes: Sequence[Scheme], level: AreaLevel) -> dict[str, str]:
    """`scheme:group` → how it reads, of groups that may be told at a level.

    Who is a group of an earlier scheme already is left out. Where two schemes have
    groups that read alike (fifths of England and of the system), the later is named.
    """
    words: dict[str, str] = {}
    seen: dict[str, list[Group]] = {}
    for scheme in _by_dimension(schemes):
        if level in levels_of(scheme):
            earlier = seen.setdefault(scheme.dimension, [])
            new = [g for g in scheme.groups if not any(map(_same_as(g), earlier))]
            title = _title(scheme, new, earlier)
            words |= {f"{scheme.id}:{g.id}": f"{title}: {g.label}" for g in new}
            earlier += new
    return words


def _title(scheme: Scheme, new: Sequence[Group], earlier: Sequence[Group]) -> str:
    read_alike = {one.label for one in new} & {one.label for one in earlier}
    if read_alike:
        return scheme_title(scheme)
    return load_dimensions()[scheme.dimension].title


def _same_as(group: Group) -> Callable[[Group], bool]:
    return lambda other: group.is_within(other) and other.is_within(group)


def choose_conditions(
    groups: Mapping[str, str], picks: Sequence[Pick]
) -> tuple[tuple[str, str], ...]:
    """Scheme and group of a condition chosen by each of the picks, if any."""
    chosen, picked = [], None
    for pick, (name, label) in zip(picks, CONDITIONS.items(), strict=False):
        picked = choose_people(name, label, groups, pick, without=picked)
        chosen.append(picked)
    return tuple(pair for pair in chosen if pair)


def most_conditions(level: AreaLevel, cohort: str) -> int:
    """How many may be crossed beside a panel's own scheme, the areas and a cohort."""
    of_areas = 0 if level is AreaLevel.SYSTEM else 1
    return find_audience(PUBLISHED).most_crossed - 1 - of_areas - bool(cohort)


def choose_people(
    name: str,
    label: str,
    groups: Mapping[str, str],
    pick: Pick,
    without: tuple[str, str] | None = None,
) -> tuple[str, str] | None:
    """Scheme and group, or None for everybody; not of the dimension of `without`."""
    taken = load_schemes()[without[0]].dimension if without else ""
    left = {key: said for key, said in groups.items() if dimension_of(key) != taken}
    words = {EVERYBODY: "Everybody", **left}
    picked = pick(Choice(name, label, list(words), EVERYBODY, words.__getitem__))
    scheme, _, group = picked.partition(":")
    return (scheme, group) if group else None


def dimension_of(key: str) -> str:
    """The dimension of a `scheme:group`."""
    return load_schemes()[key.partition(":")[0]].dimension


def _by_dimension(schemes: Sequence[Scheme]) -> list[Scheme]:
    order = list(load_dimensions())
    return sorted(schemes, key=lambda one: order.index(one.dimension))
