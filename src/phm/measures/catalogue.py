"""Load the declared measures; every fault names the file and what to change."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from phm.domain.areas import AreaLevel
from phm.domain.declarations import declared_in
from phm.domain.indicators import Measure, Method, Polarity, Quantity
from phm.errors import QuestionInvalid


DEFINITIONS = Path(__file__).parent / "definitions"
REMEDY = "CONTRIBUTING.md shows a whole declaration."
PLAIN_FIELDS = (
    "title",
    "short_title",
    "group",
    "unit",
    "counted_at",
    "why_it_matters",
    "how_it_is_made",
)


@lru_cache(maxsize=1)
def load_measures() -> Mapping[str, Measure]:
    """Every measure by id, in the order they are shown.

    Raises DeclarationInvalid for a file that does not hold.
    """
    measures = [read_measure(path) for path in sorted(DEFINITIONS.glob("*.toml"))]
    return {m.id: m for m in sorted(measures, key=lambda m: (m.order, m.title))}


def find_measure(measure_id: str) -> Measure:
    """One measure by id. Raises QuestionInvalid with the nearest ids."""
    measures = load_measures()
    if measure_id not in measures:
        raise QuestionInvalid(
            f"There is no measure called `{measure_id}`.",
            remedy="`phm measures` lists what can be asked.",
        )
    return measures[measure_id]


def read_measure(path: Path) -> Measure:
    """Parse one declaration, its id taken from the file name."""
    with declared_in(path, "Measure", remedy=REMEDY) as declared:
        return _measure(path.stem, declared)


def _measure(measure_id: str, declared: Mapping[str, Any]) -> Measure:
    polarity = declared.get("polarity")
    return Measure(
        id=measure_id,
        **{name: declared[name] for name in PLAIN_FIELDS},
        multiplier=float(declared.get("multiplier", 1)),
        decimals=int(declared.get("decimals", 1)),
        method=Method(declared["method"]),
        polarity=Polarity(polarity) if polarity else None,
        numerator=_quantity(declared["numerator"]),
        denominator=_optional_quantity(declared, "denominator"),
        lower=_optional_quantity(declared, "lower"),
        upper=_optional_quantity(declared, "upper"),
        numerator_label=declared["numerator"]["label"],
        denominator_label=declared.get("denominator", {}).get("label", ""),
        levels=tuple(AreaLevel(level) for level in declared["levels"]),
        sources=tuple(declared["sources"]),
        caveats=tuple(declared.get("caveats", ())),
        diverges_at=declared.get("diverges_at"),
        reported_above=float(declared.get("reported_above", -1)),
        order=int(declared.get("order", 100)),
        fewest=_optional_quantity(declared, "fewest"),
        window=declared.get("window", ""),
    )


def _optional_quantity(declared: Mapping[str, Any], name: str) -> Quantity | None:
    return _quantity(declared[name]) if name in declared else None


def _quantity(declared: Mapping[str, Any]) -> Quantity:
    return Quantity(
        declared["table"],
        declared["column"],
        dict(declared.get("where", {})),
        of_people=bool(declared.get("of_people", True)),
        of_everybody=bool(declared.get("of_everybody", False)),
    )
