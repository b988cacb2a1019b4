"""Load the declared dimensions and their schemes; a fault names the file."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from phm.domain.areas import AreaLevel
from phm.domain.declarations import declared_in
from phm.domain.dimensions import Dimension, Group, Scheme, Value
from phm.errors import QuestionInvalid


DECLARATIONS = Path(__file__).parent / "dimensions"
REMEDY = "CONTRIBUTING.md shows a whole declaration."


@lru_cache(maxsize=1)
def load_dimensions() -> Mapping[str, Dimension]:
    """Every dimension by id, in the order they are shown.

    Raises DeclarationInvalid for a file that does not hold.
    """
    found = [read_dimension(path) for path in sorted(DECLARATIONS.glob("*.toml"))]
    return {one.id: one for one in sorted(found, key=lambda one: one.order)}


@lru_cache(maxsize=1)
def load_schemes() -> Mapping[str, Scheme]:
    """Every scheme of every dimension by id."""
    dimensions = load_dimensions().values()
    return {scheme.id: scheme for one in dimensions for scheme in one.schemes}


def first_schemes() -> tuple[Scheme, ...]:
    """The scheme shown of each dimension unless another is chosen."""
    return tuple(one.schemes[0] for one in load_dimensions().values())


def find_scheme(scheme_id: str) -> Scheme:
    """One scheme by id. Raises QuestionInvalid with the ids there are."""
    schemes = load_schemes()
    if scheme_id not in schemes:
        raise QuestionInvalid(
            f"There is no dimension called `{scheme_id}`.",
            remedy=f"Dimensions: {', '.join(schemes)}.",
        )
    return schemes[scheme_id]


def read_dimension(path: Path) -> Dimension:
    """Parse one declaration, its id taken from the file name."""
    with declared_in(path, "Dimension", remedy=REMEDY) as declared:
        return _dimension(path.stem, declared)


def _dimension(dimension_id: str, declared: Mapping[str, Any]) -> Dimension:
    return Dimension(
        id=dimension_id,
        title=declared["title"],
        why_it_matters=declared["why_it_matters"],
        schemes=tuple(_scheme(dimension_id, one) for one in declared["schemes"]),
        order=int(declared["order"]),
    )


def _scheme(dimension_id: str, declared: Mapping[str, Any]) -> Scheme:
    scheme = Scheme(
        id=declared["id"],
        dimension=dimension_id,
        title=declared["title"],
        groups=tuple(_group(one) for one in declared["groups"]),
        rest=Group(declared["rest"]["id"], declared["rest"]["label"], ()),
        overlapping=bool(declared.get("overlapping", False)),
        ordered=bool(declared.get("ordered", False)),
        compared=_pair(declared.get("compared")),
        finest=AreaLevel(declared["finest"]),
        note=declared["note"],
        listed=bool(declared.get("listed", True)),
    )
    _check_groups(scheme)
    return scheme


def _group(declared: Mapping[str, Any]) -> Group:
    where = declared["where"]
    ways = tuple(where) if isinstance(where, list) else (where,)
    for way in ways:
        values = way.values() if isinstance(way, dict) else ()
        if not values or not all(isinstance(value, Value) for value in values):
            raise ValueError(f"group {declared['id']} does not name columns and values")
    finest = AreaLevel(declared["finest"]) if "finest" in declared else None
    return Group(declared["id"], declared["label"], ways, finest=finest)


def _pair(declared: Sequence[str] | None) -> tuple[str, str] | None:
    if declared is None:
        return None
    worse, better = declared
    return worse, better


def _check_groups(scheme: Scheme) -> None:
    ids = [group.id for group in scheme.everyone]
    if len(set(ids)) < len(ids):
        raise ValueError(f"scheme {scheme.id} names a group twice: {', '.join(ids)}")
    strangers = set(scheme.compared or ()) - set(ids)
    if strangers:
        raise ValueError(
            f"scheme {scheme.id} compares {strangers.pop()}, which is no group of it"
        )
