"""Load the declared cohorts; a fault names the file, the field and the spot in it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from phm.cohorts.attributes import load_attributes
from phm.cohorts.cohort import FINEST, Cohort, Part, Pyramid, finest_of
from phm.cohorts.grammar import parse
from phm.domain.areas import AreaLevel
from phm.domain.comparisons import NAME
from phm.domain.conditions import Condition, all_of
from phm.domain.declarations import declared_in
from phm.errors import ConditionInvalid, DeclarationInvalid


DEFINITIONS = Path(__file__).parent / "definitions"
TEXTS = ("title", "label", "why_it_matters", "source", "dimension", "success_measure")
LISTS = ("aliases", "partners", "shown_in")
FIELDS = {
    *TEXTS,
    *LISTS,
    "order",
    "condition",
    "parts",
    "finest",
    "pyramid",
    "modelled",
}
REMEDY = "docs/methods/cohorts.md shows a whole declaration."


@lru_cache(maxsize=1)
def load_cohorts() -> Mapping[str, Cohort]:
    """Every declared cohort by id, in the order they are shown.

    Raises DeclarationInvalid for a file that does not hold.
    """
    cohorts = [read_cohort(path) for path in sorted(DEFINITIONS.glob("*.toml"))]
    return {one.id: one for one in sorted(cohorts, key=lambda one: one.order)}


def read_cohort(path: Path) -> Cohort:
    """Parse one declaration, its id taken from the file name.

    Raises DeclarationInvalid that names the file, the field and what to change.
    """
    try:
        with declared_in(path, "Cohort", remedy=REMEDY) as declared:
            return _cohort(path.stem, declared)
    except ConditionInvalid as fault:
        said = f"Cohort {path.name} cannot be used: {fault.message}"
        raise DeclarationInvalid(said, remedy=fault.remedy) from fault


def _cohort(cohort_id: str, declared: Mapping[str, Any]) -> Cohort:
    _check_names(cohort_id, declared)
    condition = _condition(declared, "condition")
    return Cohort(
        id=cohort_id,
        title=_text(declared, "title"),
        label=_text(declared, "label"),
        aliases=_texts(declared, "aliases"),
        why_it_matters=_text(declared, "why_it_matters"),
        source=_text(declared, "source"),
        condition=condition,
        parts=_parts(condition, declared.get("parts", [])),
        partners=_texts(declared, "partners"),
        dimension=_text(declared, "dimension"),
        success_measure=_text(declared, "success_measure"),
        shown_in=_texts(declared, "shown_in"),
        finest=finest_of(condition, AreaLevel(declared.get("finest", FINEST))),
        pyramid=_pyramid(declared.get("pyramid")),
        modelled=_modelled(declared),
        order=_whole(declared, "order"),
    )


def _check_names(cohort_id: str, declared: Mapping[str, Any]) -> None:
    if not NAME.fullmatch(cohort_id):
        raise ValueError("its name must be small letters, digits and _")
    if cohort_id in load_attributes():
        raise ValueError(f"`{cohort_id}` is an attribute; a cohort needs its own name")
    strangers = sorted(set(declared) - FIELDS)
    if strangers:
        raise ValueError(f"there is no such field as `{strangers[0]}`")


def _condition(declared: Mapping[str, Any], field: str) -> Condition:
    text = _text(declared, field)
    try:
        return parse(text)
    except ConditionInvalid as fault:
        said = f"in `{field}`: {fault.sentence}"
        raise ConditionInvalid(
            said, remedy=fault.remedy, marked=fault.marked
        ) from fault


def _parts(
    condition: Condition, declared: Sequence[Mapping[str, Any]]
) -> tuple[Part, ...]:
    """Parts of the cohort: who they are is added to who is in it."""
    if not isinstance(declared, list):
        raise TypeError("`parts` must be a list of tables")
    return tuple(
        Part(_text(one, "title"), all_of(condition, _condition(one, "condition")))
        for one in declared
    )


def _pyramid(declared: Mapping[str, Any] | None) -> Pyramid | None:
    if declared is None:
        return None
    percent = declared["percent"]
    if not isinstance(percent, int | float) or not 0 < percent <= 100:
        raise ValueError(
            f"`percent` of the pyramid must be a share of 100: {percent!r}"
        )
    return Pyramid(_text(declared, "level"), float(percent))


def _modelled(declared: Mapping[str, Any]) -> Mapping[str, Any] | None:
    table = declared.get("modelled")
    if table is None:
        return None
    if not isinstance(table, dict):
        raise TypeError("`modelled` must be a table")
    return MappingProxyType(table)


def _text(declared: Mapping[str, Any], field: str) -> str:
    value = declared[field]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"`{field}` must be a text: {value!r}")
    return value.strip()


def _texts(declared: Mapping[str, Any], field: str) -> tuple[str, ...]:
    values = declared.get(field, [])
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise ValueError(f"`{field}` must be a list of texts: {values!r}")
    return tuple(values)


def _whole(declared: Mapping[str, Any], field: str) -> int:
    value = declared[field]
    if not isinstance(value, int):
        raise TypeError(f"`{field}` must be a whole number: {value!r}")
    return value
