"""Mapping files: what a system calls our columns, codes and dates, laid over the
declaration of an extract.

One TOML file per extract in the home's `mappings` folder; see docs/methods/extracts.md.
Names are tried before the declared ones, so files of the standard layout still load.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from phm.errors import DeclarationInvalid
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.fields import Fields, read_fields
from phm.sources.mapping_values import codes_of, date_formats_of, default_formats
from phm.sources.source import Column, Source, fold_name


_ENDINGS = (".csv", ".txt", ".parquet")


def home_catalogue(home: Home) -> dict[str, Source]:
    """Every declared source by id, those of the home's mapping files as mapped.

    Raises DeclarationInvalid naming file, key, value and remedy.
    """
    catalogue = dict(load_catalogue())
    mapped: dict[str, str] = {}
    for path in sorted(home.mappings.glob("*.toml")):
        source = read_mapping(path, catalogue)
        if other := mapped.get(source.id):
            raise DeclarationInvalid(
                f"{path.name}: `extract` = {source.id!r} is mapped by {other} too.",
                remedy="Write both into one file; a column may have several names.",
            )
        mapped[source.id] = path.name
        catalogue[source.id] = source
    return catalogue


def extracts(sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sources that a system supplies itself."""
    return {name: one for name, one in sources.items() if one.access == "local"}


def read_mapping(path: Path, sources: Mapping[str, Source]) -> Source:
    """The declared extract as one file maps it. Raises DeclarationInvalid."""
    fields = read_fields(path)
    local = extracts(sources)
    source = local[fields.choice("extract", local)]
    files = _files(fields)
    columns = tuple(_columns(fields, source))
    fields.done()
    return replace(source, files=(*source.files, *files), columns=columns)


def _files(fields: Fields) -> tuple[str, ...]:
    patterns = fields.texts("files")
    for pattern in patterns:
        stem = PurePosixPath(pattern.casefold().removesuffix(".gz"))
        if "/" in pattern or "\\" in pattern:
            remedy = "Write the file's name alone; folders are searched anyway."
            raise fields.fault("files", f"holds `{pattern}`, a path", remedy=remedy)
        if stem.suffix not in _ENDINGS:
            what = f"holds `{pattern}`, which is neither CSV nor Parquet"
            remedy = f"End it in {', '.join(_ENDINGS)}; save workbooks as CSV UTF-8."
            raise fields.fault("files", what, remedy=remedy)
        if not any(character.isalnum() for character in stem.stem):
            remedy = "Write the part of the name that is always the same."
            raise fields.fault(
                "files", f"holds `{pattern}`, which fits every file", remedy=remedy
            )
    return patterns


def _columns(fields: Fields, source: Source) -> Iterator[Column]:
    """Every column of the extract, with what the mapping says of it."""
    named, coded = fields.inner("columns"), fields.inner("codes")
    dated = fields.inner("dates")
    for part in (named, coded, dated):
        _check_columns(part, source)
    names = {ours: named.one_or_more(ours) for ours in named.table}
    owners = _owners(names, named)
    everywhere = default_formats(fields)
    for column in source.columns:
        yield replace(
            column,
            published_as=_published_as(column, names, owners, named),
            codes=codes_of(column, coded),
            date_formats=date_formats_of(column, dated, everywhere),
        )


def _check_columns(fields: Fields, source: Source) -> None:
    known = [column.name for column in source.columns]
    for name in fields.table:
        if name not in known:
            what = f"is not a column of {source.id}"
            raise fields.fault(name, what, remedy=_suggestion(name, known))


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    guess = f"Did you mean `{close[0]}`? " if close else ""
    return f"{guess}Our name stands left of the equals sign: {', '.join(known)}."


def _owners(names: Mapping[str, tuple[str, ...]], fields: Fields) -> dict[str, str]:
    """Their name (folded) → our column. Raises when one is given to two."""
    owners: dict[str, str] = {}
    for ours, theirs in names.items():
        for name in theirs:
            other = owners.setdefault(fold_name(name), ours)
            if other != ours:
                raise fields.fault(
                    ours,
                    f"gives `{name}` to `{ours}`, and `{other}` has it already",
                    remedy="Give it to one of them.",
                )
    return owners


def _published_as(
    column: Column,
    names: Mapping[str, tuple[str, ...]],
    owners: Mapping[str, str],
    fields: Fields,
) -> tuple[str, ...]:
    """Their names, then the declared ones that no other column has been given."""
    every = (*names.get(column.name, ()), *column.published_as)
    ours = [n for n in every if owners.get(fold_name(n), column.name) == column.name]
    if not ours and not column.optional:
        taker = owners[fold_name(column.published_as[0])]
        raise fields.fault(
            taker,
            f"takes the name of `{column.name}`, which must be in the file",
            remedy=f'Add `{column.name} = "…"` with what that column is called.',
        )
    first = {fold_name(name): name for name in reversed(ours)}
    return tuple(dict.fromkeys(first[fold_name(name)] for name in ours))
