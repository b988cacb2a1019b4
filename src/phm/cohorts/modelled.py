"""Read the `[modelled]` table of a cohort: how open data alone estimate its size.

Every fault is a DeclarationInvalid that says where it stands. CONTRIBUTING.md shows a
whole table, docs/methods/modelled.md what each step does.
"""

from collections.abc import Mapping
from typing import Any

from phm.cohorts.modelled_numbers import Table, known_keys, names, text, whole_number
from phm.cohorts.modelled_reading import check_groups, read_steps
from phm.cohorts.modelled_steps import (
    ETHNIC_GROUPS,
    SEXES,
    Citation,
    Modelled,
    People,
)
from phm.domain.areas import AreaLevel
from phm.errors import DeclarationInvalid


__all__ = ["Modelled", "read_modelled"]

REMEDY = "docs/methods/modelled.md shows a whole table."
TOP = ("reason", "counts", "people", "steps", "sources", "finest")
FINEST = (AreaLevel.PCN, AreaLevel.PLACE, AreaLevel.SYSTEM)


def read_modelled(declared: Mapping[str, Any]) -> Modelled:
    """The parsed table. Raises DeclarationInvalid for one that does not hold."""
    try:
        return _modelled(Table("modelled", declared))
    except (KeyError, TypeError, ValueError) as fault:
        said = f"{fault} is missing" if isinstance(fault, KeyError) else str(fault)
        raise DeclarationInvalid(
            f"The modelled estimate cannot be used: {said}.", remedy=REMEDY
        ) from fault


def _modelled(table: Table) -> Modelled:
    known_keys(table, TOP)
    if "reason" in table.values:
        known_keys(table, ("reason",))
        return Modelled(reason=text(table, "reason"))
    cited = {key: _citation(one) for key, one in table.tables("sources").items()}
    entries = table.list_of_tables("steps")
    if not entries:
        raise ValueError("modelled has no steps: say what is counted, or the reason")
    steps, people = read_steps(entries), _people(table.table("people"))
    check_groups(steps, people.ethnic_groups)
    pieces = tuple(one for entry in entries for one in _pieces(entry))
    used = dict.fromkeys(key for one in pieces for key in _cited(one, cited))
    return Modelled(
        counts=text(table, "counts"),
        people=people,
        steps=steps,
        citations=tuple(cited[key] for key in used),
        assumptions=tuple(text(one, "assumed") for one in pieces if "assumed" in one),
        finest=_finest(table),
    )


def _citation(table: Table) -> Citation:
    """Title and publisher must be there; period and link where they are known."""
    known_keys(table, ("title", "publisher", "period", "link"))
    for name in ("title", "publisher"):
        text(table, name)
    return Citation(**{name: text(table, name) for name in table.values})


def _pieces(entry: Table) -> tuple[Table, ...]:
    """What must say where it comes from: a step, or each of its parts."""
    return entry.list_of_tables("parts") if "parts" in entry else (entry,)


def _cited(step: Table, cited: Mapping[str, Citation]) -> tuple[str, ...]:
    """Ids of what a step cites: nothing stands without source, measure or admission."""
    found = names(step, "sources", tuple(cited)) if "sources" in step else ()
    if not found and "assumed" not in step and "measure" not in step:
        raise ValueError(f"{step.name} names no source and does not say it is assumed")
    return found


def _people(table: Table) -> People:
    known_keys(table, ("sexes", "from_age", "to_age", "ethnic_groups"))
    from_age = whole_number(table, "from_age", 0)
    to_age = whole_number(table, "to_age", 0) if "to_age" in table else None
    if to_age is not None and to_age < from_age:
        raise ValueError(f"{table.name} ends at {to_age} and begins at {from_age}")
    return People(
        sexes=names(table, "sexes", SEXES) if "sexes" in table else SEXES,
        from_age=from_age,
        to_age=to_age,
        ethnic_groups=names(table, "ethnic_groups", ETHNIC_GROUPS)
        if "ethnic_groups" in table
        else ETHNIC_GROUPS,
    )


def _finest(table: Table) -> AreaLevel:
    level = AreaLevel(table.values.get("finest", AreaLevel.PCN))
    if level not in FINEST:
        raise ValueError(f"modelled.finest is `{level}`, not {', '.join(FINEST)}")
    return level
