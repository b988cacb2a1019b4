"""A published source as declared: what it is, when it came out, what its columns mean.

Everything else is derived from these objects: recognising and landing files, checks,
staging SQL, the data dictionary and the notes under every figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from phm.domain.periods import PeriodKind
from phm.sources.constraints import (
    AtLeast,
    AtMost,
    Constraint,
    KnownIn,
    Matches,
    NotMangled,
    NotNull,
    OneOf,
    Reads,
    Scalar,
)


ACCESS = ("open", "local", "package")
FORMATS = ("csv", "parquet", "geojson", "geoparquet")
COLUMN_TYPES = ("text", "integer", "number", "date", "flag")
ON_FAULT = ("row", "cell")
RULES = ("not_after",)

# How NHS England, ONS and DHSC mark a figure that exists but is not published. In a
# text column only what the declaration lists is read so: "-" may be a real value there.
NOT_PUBLISHED = ("*", "-", "..", ":", "[c]", "[x]", "[z]", "[low]", "NULL", "NA", "N/A")


@dataclass(frozen=True)
class Column:
    """One column: its meaning, its published names over the years, what may be in it.

    ``known_in`` names ``source_id.column`` whose values are the only ones allowed.
    ``on_fault`` says what a cell that breaks a rule takes away: its row, or itself.
    ``repair`` names conversions made and counted before the rules are applied.
    ``is_code`` marks text that a spreadsheet may have turned into a number or a date;
    ``is_pseudonym`` a key that must not be a person's own number.
    ``shape`` says ``matches`` in words. ``codes`` and ``date_formats`` (of `strptime`)
    are a system's own spellings, from its mapping file.
    """

    name: str
    published_as: tuple[str, ...]
    type: str
    description: str
    unit: str | None = None
    matches: str | None = None
    shape: str | None = None
    values: tuple[str, ...] = ()
    min: Scalar | None = None
    max: Scalar | None = None
    required: bool = False
    optional: bool = False
    null: tuple[str, ...] = ()
    known_in: str | None = None
    on_fault: str = "row"
    repair: tuple[str, ...] = ()
    is_code: bool = False
    is_pseudonym: bool = False
    codes: tuple[tuple[str, str], ...] = ()
    date_formats: tuple[str, ...] = ()
    example: str | None = None

    @property
    def not_published(self) -> tuple[str, ...]:
        """Cell texts (after stripping) that are read as null."""
        standard = () if self.type == "text" else NOT_PUBLISHED
        return tuple(dict.fromkeys((*standard, *self.null)))

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """Everything a cell must satisfy, cheapest and most telling first."""
        asked: tuple[Constraint | None, ...] = (
            NotNull() if self.required else None,
            NotMangled() if self.is_code else None,
            Reads(self.type) if self.type != "text" else None,
            Matches(self.matches, self.shape or "") if self.matches else None,
            OneOf(self.values) if self.values else None,
            AtLeast(self.min) if self.min is not None else None,
            AtMost(self.max) if self.max is not None else None,
            KnownIn(self.known_in) if self.known_in else None,
        )
        return tuple(constraint for constraint in asked if constraint)


@dataclass(frozen=True)
class Vintage:
    """One publication: its period, and where its file is if that is truly known."""

    period: str
    published: date | None = None
    url: str | None = None
    sha256: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeriodRule:
    """How the content says its period: columns joined by "-", then parsed."""

    columns: tuple[str, ...]
    kind: PeriodKind
    formats: tuple[str, ...] = ()
    per_row: bool = False


@dataclass(frozen=True)
class Keep:
    """Rows in scope: those whose ``column`` holds one of ``values``."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """What two columns of a row must satisfy: ``column`` not after ``other``."""

    kind: str
    column: str
    other: str


@dataclass(frozen=True)
class Source:
    """One declared source; see CONTRIBUTING for the file it is written in."""

    id: str
    title: str
    publisher: str
    licence: str
    landing_page: str
    access: str
    grain: str
    files: tuple[str, ...]
    columns: tuple[Column, ...]
    formats: tuple[str, ...] = ("csv",)
    header: tuple[str, ...] = ()
    encoding: str | None = None
    key: tuple[str, ...] = ()
    essential: bool = False
    max_set_aside_percent: float = 1.0
    caveats: tuple[str, ...] = ()
    period: PeriodRule | None = None
    keep: tuple[Keep, ...] = ()
    rules: tuple[Rule, ...] = ()
    modelled_on: str = ""
    vintages: tuple[Vintage, ...] = field(default=())

    def column(self, name: str) -> Column:
        """The declared column of that name. Raises KeyError when there is none."""
        found = next((c for c in self.columns if c.name == name), None)
        if found is None:
            raise KeyError(f"{self.id}.{name}")
        return found

    def published_names(self, header: Sequence[str]) -> dict[str, str]:
        """Declared name → name in ``header``, for the columns that are there."""
        offered = {fold_name(name): name for name in header}
        found = {
            column.name: next(
                (
                    offered[n]
                    for a in column.published_as
                    if (n := fold_name(a)) in offered
                ),
                None,
            )
            for column in self.columns
        }
        return {name: published for name, published in found.items() if published}


def fold_name(name: str) -> str:
    """A column name as compared: no BOM, one space for any white space, any case."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def matching_pattern(file_name: str, patterns: Iterable[str]) -> str | None:
    """The longest of ``patterns`` that fits the bare name, ``.gz`` or not."""
    name = file_name.casefold()
    spellings = (name, name.removesuffix(".gz"))
    fitting = [
        pattern
        for pattern in patterns
        if any(fnmatchcase(spelling, pattern.casefold()) for spelling in spellings)
    ]
    return max(fitting, key=len, default=None)
