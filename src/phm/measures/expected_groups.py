"""How many people of an inclusion health group there ought to be, as declared.

One file per group of NHS England's framework (`measures/expected/<group>.toml`): a rate
for England or the UK, measures that tell of it here, where both come from, and which
sources (`measures/sightings.toml`) could see these people at all.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from phm.domain.declarations import declared_in


DECLARATIONS = Path(__file__).parent / "expected"
SIGHTINGS = Path(__file__).parent / "sightings.toml"
HOUSEHOLD = 2.4  # people in an average household: Census 2021, England and Wales
SHARES: Mapping[
    str, float | str
] = {  # of a basis among all people: a measure in per cent, or a known share
    "people": 1.0,
    "households": 1 / HOUSEHOLD,
    "adults": "registered_patients_18_and_over_percent",
    "aged 15 to 64": "registered_patients_15_to_64_percent",
}
WORDS = (
    *("title", "called", "basis", "note", "missing"),
    *("source", "link", "year"),
)
SEES, PARTLY, CANNOT = "sees", "partly", "cannot"


@dataclass(frozen=True)
class Sighting:
    """A source that could see people: the ids it is loaded as, and what it adds."""

    id: str
    title: str
    loaded_as: tuple[str, ...]
    adds: str


@dataclass(frozen=True)
class Expected:
    """One group, its people ``called`` so in the middle of a sentence, or one of them.

    ``low`` and ``high`` are per 1,000 of ``basis``, where declared. ``here`` are
    measures whose sum is the low end in this system; ``here_high`` that of
    the high end. ``people_each`` is how many people one counted unit stands for, at
    either end. ``wide`` is a range that nobody would stake a sentence on. ``missing``
    says why there is no figure when there is none.
    """

    group: str
    title: str
    called: str
    called_one: str
    basis: str
    low: float | None
    high: float | None
    here: tuple[str, ...]
    here_high: tuple[str, ...]
    people_each: tuple[float, float]
    source: str
    link: str
    year: str
    verified: bool
    wide: bool
    note: str
    missing: str
    seen_by: Mapping[str, str]

    @property
    def can_be_told(self) -> bool:
        """Whether any figure is declared at all."""
        return self.low is not None or bool(self.here)


@lru_cache(maxsize=1)
def load_expected() -> Mapping[str, Expected]:
    """Every group that has a declaration, by its id.

    Raises DeclarationInvalid for a file that does not hold.
    """
    return {p.stem: read_expected(p) for p in sorted(DECLARATIONS.glob("*.toml"))}


@lru_cache(maxsize=1)
def load_sightings() -> Mapping[str, Sighting]:
    """The sources that could see people, in the order shown."""
    declared = tomllib.loads(SIGHTINGS.read_text(encoding="utf-8"))
    return {
        name: Sighting(name, one["title"], tuple(one["loaded_as"]), one["adds"])
        for name, one in declared.items()
    }


def read_expected(path: Path) -> Expected:
    """Parse one declaration, the group taken from the file name."""
    remedy = "Take drug_dependence.toml beside it for a pattern."
    with declared_in(path, "Expected numbers of", remedy=remedy) as declared:
        return _checked(_expected(path.stem, declared))


def _expected(group: str, declared: Mapping[str, Any]) -> Expected:
    low, high = map(_number, declared.get("per_1000", (None, None)))
    here = tuple(declared.get("here", ()))
    few, many = declared.get("people_each", (1.0, 1.0))
    return Expected(
        group=group,
        **{name: str(declared[name]) for name in WORDS},
        called_one=declared.get("called_one", declared["called"]),
        low=low,
        high=high,
        here=here,
        here_high=tuple(declared.get("here_high", ())),
        people_each=(float(few), float(many)),
        verified=bool(declared["verified"]),
        wide=bool(declared.get("wide", False)),
        seen_by=dict(declared["seen_by"]),
    )


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _checked(expected: Expected) -> Expected:
    if expected.basis not in SHARES:
        raise ValueError(f"basis is none of {', '.join(SHARES)}")
    if expected.low is not None and not 0 < expected.low <= (expected.high or 0):
        raise ValueError("per_1000 does not run from a low above 0 to a high")
    strangers = set(expected.seen_by) ^ set(load_sightings())
    if strangers:
        raise ValueError(f"seen_by and the sources differ by {min(strangers)}")
    for said in expected.seen_by.values():
        if sight_of(said) not in (SEES, PARTLY, CANNOT):
            raise ValueError(f"seen_by `{said}` begins with none of the three words")
    return expected


def sight_of(said: str) -> str:
    """The first word of what is seen: sees, partly or cannot."""
    return said.replace(":", " ").partition(" ")[0]
