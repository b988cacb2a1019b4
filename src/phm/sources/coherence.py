"""Whether declarations hold together: names used are declared, here or elsewhere."""

from collections.abc import Iterable, Iterator

from phm.errors import DeclarationInvalid
from phm.sources.cells.repairs import REPAIRS
from phm.sources.constraints import KnownIn
from phm.sources.fields import Fields
from phm.sources.source import Column, Source, fold_name


def check_names(source: Source, fields: Fields) -> None:
    """Raise DeclarationInvalid when one declaration names what it does not declare."""
    declared = {column.name for column in source.columns}
    used = {"key": source.key, "keep": tuple(keep.column for keep in source.keep)}
    used["rules"] = tuple(n for rule in source.rules for n in (rule.column, rule.other))
    for key, names in used.items():
        for name in (n for n in names if n not in declared):
            remedy = f"Declare [columns.{name}], or correct the name."
            raise fields.fault(key, f"names `{name}`, not a column", remedy=remedy)
    for key in ("files", "columns"):
        if not fields.table.get(key):
            raise fields.fault(key, "is missing", remedy=f"Declare `{key}`.")
    _check_aliases(source, fields)
    _check_repairs(source, fields)
    _check_rules(source, fields)
    _check_consequences(source, fields)


def _check_aliases(source: Source, fields: Fields) -> None:
    owner: dict[str, str] = {}
    for column in source.columns:
        for alias in column.published_as:
            other = owner.setdefault(fold_name(alias), column.name)
            if other != column.name:
                what = f"gives `{alias}` to both `{other}` and `{column.name}`"
                raise fields.fault("columns", what, remedy="Give it to one of them.")


def _check_repairs(source: Source, fields: Fields) -> None:
    for column in source.columns:
        for name in (name for name in column.repair if name not in REPAIRS):
            where = fields.inner("columns").inner(column.name)
            remedy = f"Use some of: {', '.join(REPAIRS)}."
            raise where.fault("repair", f"names `{name}`, not a repair", remedy=remedy)


def _check_rules(source: Source, fields: Fields) -> None:
    for rule in source.rules:
        for name in (rule.column, rule.other):
            if source.column(name).type != "date":
                what = f"compares `{name}`, which is no date"
                remedy = 'Compare columns of `type = "date"`.'
                raise fields.fault("rules", what, remedy=remedy)


def _check_consequences(source: Source, fields: Fields) -> None:
    """A row cannot do without its key or a required cell: neither is ever blanked."""
    for column in source.columns:
        if column.on_fault == "cell" and (column.required or column.name in source.key):
            raise fields.inner("columns").fault(
                column.name,
                "is a key or required, so a fault cannot cost the cell alone",
                remedy='Write `on_fault = "row"`, or leave it out.',
            )


def check_references(sources: dict[str, Source]) -> None:
    """Raise DeclarationInvalid when `known_in` names nothing in the catalogue."""
    for source in sources.values():
        for column, known in _references(source.columns):
            other = sources.get(known.source_id)
            if other is None or known.column not in {c.name for c in other.columns}:
                raise DeclarationInvalid(
                    f"{source.id}.toml: [columns.{column.name}]: `known_in` = "
                    f"{known.reference!r} names no declared column.",
                    remedy='Write `known_in = "source_id.column"`.',
                )


def _references(columns: Iterable[Column]) -> Iterator[tuple[Column, KnownIn]]:
    for column in columns:
        if column.known_in:
            yield column, KnownIn(column.known_in)
