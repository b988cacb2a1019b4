"""Load and self-check every source declaration (one TOML file per source)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from phm.domain.licences import LICENCES
from phm.domain.periods import PeriodKind
from phm.errors import DeclarationInvalid
from phm.sources.coherence import check_names, check_references
from phm.sources.fields import Fields, read_fields
from phm.sources.source import (
    ACCESS,
    COLUMN_TYPES,
    FORMATS,
    ON_FAULT,
    RULES,
    Column,
    Keep,
    PeriodRule,
    Rule,
    Source,
    Vintage,
)
from phm.sources.spellings import valid_pattern


CATALOGUE = Path(__file__).parent / "catalogue"


@cache
def load_catalogue(*extra_dirs: Path) -> dict[str, Source]:
    """Every declared source by id, in order of id; a later folder may not repeat one.

    Raises DeclarationInvalid naming file, key, value and remedy.
    """
    return load_declarations(CATALOGUE, *extra_dirs)


def load_declarations(*folders: Path) -> dict[str, Source]:
    """The sources declared in these folders alone."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    sources: dict[str, Source] = {}
    for path in paths:
        source = read_declaration(path)
        if source.id in sources:
            raise DeclarationInvalid(
                f"{path.name}: source `{source.id}` is declared twice.",
                remedy="Remove one of the two files.",
            )
        sources[source.id] = source
    check_references(sources)
    return dict(sorted(sources.items()))


def read_declaration(path: Path) -> Source:
    """One declaration. Raises DeclarationInvalid."""
    fields = read_fields(path)
    source = _source(fields)
    fields.done()
    if source.id != path.stem:
        raise fields.fault(
            "id", "is not the name of the file", remedy=f"Name it {source.id}.toml."
        )
    check_names(source, fields)
    return source


def _source(fields: Fields) -> Source:
    return Source(
        id=fields.text("id"),
        title=fields.text("title"),
        publisher=fields.text("publisher"),
        licence=fields.choice("licence", LICENCES),
        landing_page=fields.text_or_none("landing_page") or "",
        access=fields.choice("access", ACCESS, default="open"),
        grain=fields.text("grain"),
        files=fields.texts("files"),
        columns=tuple(_columns(fields.inner("columns"))),
        formats=_formats(fields),
        header=fields.texts("header"),
        encoding=fields.text_or_none("encoding"),
        key=fields.texts("key"),
        essential=fields.flag("essential"),
        max_set_aside_percent=fields.number("max_set_aside_percent", default=1.0),
        caveats=fields.texts("caveats"),
        period=_period(fields),
        keep=tuple(_keep(fields.inner("keep"))),
        rules=tuple(map(_rule, fields.inner_each("rules"))),
        modelled_on=fields.text_or_none("modelled_on") or "",
        vintages=tuple(map(_vintage, fields.inner_each("vintages"))),
    )


def _formats(fields: Fields) -> tuple[str, ...]:
    one = fields.choice("format", FORMATS, default="csv")
    many = fields.texts("formats") or (one,)
    unknown = [name for name in many if name not in FORMATS]
    if unknown:
        remedy = f"Use some of: {', '.join(FORMATS)}."
        raise fields.fault(
            "formats", f"holds `{unknown[0]}`, not a format", remedy=remedy
        )
    return many


def _period(fields: Fields) -> PeriodRule | None:
    inner = fields.inner("period")
    if not inner.table:
        return None
    rule = PeriodRule(
        columns=inner.texts("columns"),
        kind=PeriodKind(inner.choice("as", [*PeriodKind])),
        formats=inner.texts("formats"),
        per_row=inner.flag("per_row"),
    )
    inner.done()
    if not rule.columns:
        raise inner.fault("columns", "names no column", remedy="Name the column(s).")
    return rule


def _keep(fields: Fields) -> Iterator[Keep]:
    for name in fields.table:
        yield Keep(name, fields.texts(name))


def _rule(fields: Fields) -> Rule:
    rule = Rule(
        kind=fields.choice("kind", RULES),
        column=fields.text("column"),
        other=fields.text("other"),
    )
    fields.done()
    return rule


def _vintage(fields: Fields) -> Vintage:
    vintage = Vintage(
        period=fields.text("period"),
        published=fields.day("published"),
        url=fields.text_or_none("url"),
        sha256=fields.text_or_none("sha256"),
        files=fields.texts("files"),
    )
    fields.done()
    return vintage


def _columns(fields: Fields) -> Iterator[Column]:
    for name in fields.table:
        yield _column(name, fields.inner(name))


def _column(name: str, fields: Fields) -> Column:
    column = Column(
        name=name,
        published_as=fields.texts("from") or (name,),
        type=fields.choice("type", COLUMN_TYPES, default="text"),
        description=fields.text("description"),
        unit=fields.text_or_none("unit"),
        matches=fields.text_or_none("matches"),
        shape=fields.text_or_none("shape"),
        values=fields.texts("values"),
        min=fields.limit("min"),
        max=fields.limit("max"),
        required=fields.flag("required"),
        optional=fields.flag("optional"),
        null=fields.texts("null"),
        known_in=fields.text_or_none("known_in"),
        on_fault=fields.choice("on_fault", ON_FAULT, default="row"),
        repair=fields.texts("repair"),
        is_code=fields.flag("code"),
        is_pseudonym=fields.flag("pseudonym"),
        example=fields.text_or_none("example"),
    )
    fields.done()
    if column.matches and not valid_pattern(column.matches):
        raise fields.fault(
            "matches", "is not a regular expression", remedy="Write one RE2 can read."
        )
    return column
