"""Load the declared attributes; a fault names the file, the attribute and the value."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from phm.cohorts.attribute import Attribute, Choice, CutAt, Kind
from phm.domain.areas import AreaLevel
from phm.domain.declarations import declared_in


DECLARATIONS = Path(__file__).parent / "attributes"
OF_A_THEME = {"title", "order", "finest", "sensitive", "attributes"}
OPTIONAL = {
    *("finest", "sensitive", "noun_phrase", "unit", "note", "values", "cuts"),
    *("cut_at", "least", "greatest"),
}
NEEDED = {"title", "kind", "phrase", "denial"}
PLACE_FOR = {Kind.CATEGORY: "{values}", Kind.NUMBER: "{bounds}", Kind.FLAG: ""}


@dataclass(frozen=True)
class Theme:
    """Attributes that are shown together (`cohorts/attributes/<id>.toml`)."""

    title: str
    order: int
    attributes: tuple[Attribute, ...]


@lru_cache(maxsize=1)
def load_themes() -> tuple[Theme, ...]:
    """Every theme in the order shown.

    Raises DeclarationInvalid for a file that does not hold.
    """
    themes = [read_theme(path) for path in sorted(DECLARATIONS.glob("*.toml"))]
    return tuple(sorted(themes, key=lambda theme: theme.order))


@lru_cache(maxsize=1)
def load_attributes() -> Mapping[str, Attribute]:
    """Every attribute by id, theme by theme."""
    return {one.id: one for theme in load_themes() for one in theme.attributes}


def nearest(name: str) -> list[str]:
    """Ids of the attributes most like a name that is none, at most three."""
    looked_for = name.lower()[:80]
    attributes = load_attributes()
    named = {one.title.lower(): one.id for one in attributes.values()}
    named |= {one.id: one.id for one in attributes.values()}
    alike = get_close_matches(looked_for, named, n=4, cutoff=0.6)
    begun = [one for one in attributes if one.startswith(looked_for[:5])]
    return list(dict.fromkeys([*(named[one] for one in alike), *begun]))[:3]


def read_theme(path: Path) -> Theme:
    """The attributes of one file. Raises DeclarationInvalid for what does not hold."""
    remedy = "Declare them as docs/methods/cohorts.md shows."
    with declared_in(path, "The attributes of", remedy=remedy) as declared:
        _refuse_strangers(declared, OF_A_THEME)
        each = declared["attributes"].items()
        attributes = tuple(_attribute(name, one, declared) for name, one in each)
        return Theme(declared["title"], int(declared["order"]), attributes)


def _attribute(
    name: str, declared: Mapping[str, Any], theme: Mapping[str, Any]
) -> Attribute:
    _refuse_strangers(declared, NEEDED | OPTIONAL, f"attribute {name}: ")
    kind = Kind(declared["kind"])
    _check_phrases(name, kind, declared)
    attribute = Attribute(
        id=name,
        title=declared["title"],
        theme=theme["title"],
        kind=kind,
        finest=AreaLevel(declared.get("finest", theme.get("finest", "pcn"))),
        sensitive=bool(declared.get("sensitive", theme.get("sensitive", False))),
        phrase=declared["phrase"],
        denial=declared["denial"],
        noun_phrase=declared.get("noun_phrase", ""),
        unit=declared.get("unit", ""),
        note=declared.get("note", ""),
        choices=tuple(_choice(one) for one in declared.get("values", ())),
        cuts=tuple(declared.get("cuts", ())),
        cut_at=CutAt(declared.get("cut_at", CutAt.FROM)),
        least=declared.get("least"),
        greatest=declared.get("greatest"),
    )
    _check_values(attribute)
    return attribute


def _choice(declared: Mapping[str, str]) -> Choice:
    noun = declared.get("noun", "")
    return Choice(
        id=declared["id"],
        label=declared["label"],
        said=declared.get("said", declared["label"]),
        noun=noun,
        noun_of_any_age=declared.get("noun_of_any_age", noun),
    )


def _refuse_strangers(
    declared: Mapping[str, Any], known: set[str], where: str = ""
) -> None:
    strangers = sorted(set(declared) - known)
    if strangers:
        raise ValueError(f"{where}there is no such field as `{strangers[0]}`")


def _check_phrases(name: str, kind: Kind, declared: Mapping[str, Any]) -> None:
    place = PLACE_FOR[kind]
    for field in ("phrase", "denial", "noun_phrase"):
        text = declared.get(field, place)
        if place not in text or text.count("{") != (1 if place else 0):
            raise ValueError(f"attribute {name}: `{field}` must hold {place or 'no {'}")


def _check_values(attribute: Attribute) -> None:
    values, cuts = attribute.values, attribute.cuts
    if (attribute.kind is Kind.CATEGORY) != bool(values):
        raise ValueError(
            f"attribute {attribute.id}: a category, and no other, has values"
        )
    if (attribute.kind is Kind.NUMBER) != bool(cuts):
        raise ValueError(f"attribute {attribute.id}: a number, and no other, has cuts")
    if len({value.lower() for value in values}) < len(values):
        raise ValueError(f"attribute {attribute.id}: a value is named twice")
    if list(cuts) != sorted(set(cuts)):
        raise ValueError(f"attribute {attribute.id}: cuts must rise")
