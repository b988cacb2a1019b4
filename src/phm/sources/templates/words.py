"""An extract in words for whoever supplies it, all of it from the declaration."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

from phm.domain.licences import LICENCES
from phm.sources.constraints import Constraint, KnownIn, NotNull, Reads
from phm.sources.door import headers as refused
from phm.sources.source import Column, Source


TYPES = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "date": "date, as YYYY-MM-DD",
    "flag": "1 for yes, 0 for no",
}
CONSEQUENCES = {"row": "the row is set aside", "cell": "the cell is read as empty"}
REFUSED = (
    refused.NHS_NUMBER,
    refused.NAME,
    refused.BIRTH_DATE,
    refused.ADDRESS,
    refused.POSTCODE,
    refused.TELEPHONE,
    refused.EMAIL,
)
HEADINGS = (
    *("column", "meaning", "type", "allowed", "unit", "needed", "if that is broken"),
    *("other names taken", "example"),
)


@dataclass(frozen=True)
class Entry:
    """One column of an extract in a supplier's words, in the order of `HEADINGS`."""

    column: str
    meaning: str
    type: str
    allowed: str
    unit: str
    needed: str
    consequence: str
    other_names: str
    example: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The words as one line of a table."""
        return astuple(self)


def entries(source: Source, sources: Mapping[str, Source]) -> list[Entry]:
    """The data dictionary of an extract, one entry per column."""
    return [_entry(column, sources) for column in source.columns]


def example_of(column: Column) -> str:
    """A cell as it may be sent."""
    if column.example:
        return column.example
    return column.values[0] if column.values else "1" * (column.type == "flag")


def notes(source: Source) -> dict[str, tuple[str, ...]]:
    """Heading → sentences: what the extract is, its rules, refusals, how to send it."""
    return {
        "What this is": tuple(_what_it_is(source)),
        "Rules": tuple(_rules(source)),
        "Refused at the door": tuple(_refused(source)),
        "How to send it": tuple(_how_to_send(source)),
    }


def _entry(column: Column, sources: Mapping[str, Source]) -> Entry:
    told = (c for c in column.constraints if not isinstance(c, NotNull | Reads))
    return Entry(
        column=column.name,
        meaning=column.description,
        type=TYPES[column.type],
        allowed="; ".join(_allowed(constraint, sources) for constraint in told),
        unit=column.unit or "",
        needed=_needed(column),
        consequence=CONSEQUENCES[column.on_fault],
        other_names=", ".join(n for n in column.published_as if n != column.name),
        example=example_of(column),
    )


def _allowed(constraint: Constraint, sources: Mapping[str, Source]) -> str:
    if isinstance(constraint, KnownIn):
        return f"a code in “{sources[constraint.source_id].title}”"
    return constraint.describe()


def _needed(column: Column) -> str:
    if column.required:
        return "required in every row"
    if column.optional:
        return "optional: the column may be left out"
    return "the column is required, its cells may be empty"


def _what_it_is(source: Source) -> Iterator[str]:
    yield f"{source.title}: {source.grain}."
    yield f"Key, never twice: {', '.join(source.key)}."
    if source.modelled_on:
        yield f"Modelled on: {source.modelled_on}."
        yield LICENCES["OGL-3.0"].attribution
    else:
        yield "No published standard covers this extract; its columns are our own."


def _rules(source: Source) -> Iterator[str]:
    yield "What each column may hold is in the data dictionary."
    yield from (f"{r.column} is not after {r.other}." for r in source.rules)
    yield "An empty cell means not recorded. Write 0 only where no was recorded."
    yield (
        "Write days as YYYY-MM-DD. Other spellings that can only be read in one way "
        "are converted and counted."
    )
    yield (
        "Nothing is dropped in silence: what breaks a rule is listed with its line and "
        f"the reason. With more than {source.max_set_aside_percent:g} % of rows set "
        "aside, the file is refused as a whole."
    )


def _refused(source: Source) -> Iterator[str]:
    yield (
        "A file is refused when it holds what names a person: "
        f"{', '.join(REFUSED)}. A key must be a pseudonym."
    )
    if "postcode" in {column.name for column in source.columns}:
        yield "The postcode here is that of a venue; no one's home belongs in it."
    for column in source.columns:
        if column.name == "opted_out":
            yield column.description


def _how_to_send(source: Source) -> Iterator[str]:
    yield (
        "Fill the first sheet, or the CSV of the same header. From a spreadsheet, save "
        "the first sheet alone as “CSV UTF-8”: a workbook is not read."
    )
    yield f"Name the file to fit one of: {', '.join(source.files)}."
    yield (
        "Columns may stand in any order, and optional ones may be left out. Own column "
        "names, codes and dates are possible: whoever loads the file writes a mapping."
    )
    yield "Use the route of your data-sharing agreement, never e-mail."
