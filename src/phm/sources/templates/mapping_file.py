"""A mapping file to start from: everything in it is a comment but the extract's id."""

from collections.abc import Iterable

from phm.sources.cells.readable import date_grain
from phm.sources.source import Column, Source


OPENING = """\
# What your files call the columns, codes and dates of “{title}”.
# Take away the # in front of a line to use it, and keep the file in the folder
# `mappings` of the home, under any name that ends in .toml.
# Left of = stands our name (or your code); right of it yours (or our value).

extract = "{id}"

# Names of your files, where they do not fit {files}.
# files = ["GP_extract*.csv"]

# How your files write days; a list tries one after the other.
# date_format = "dd/mm/yyyy"
"""
COLUMNS = """
# Your names of columns. Ours are found without being listed.
[columns]
"""
CODES = """
# Your codes, in any case; "" reads a code as nothing recorded.
"""
DATES = """
# Dates written in another way than date_format says.
[dates]
"""


def starter_mapping(source: Source) -> str:
    """The text of a mapping file that changes nothing yet."""
    files = ", ".join(source.files)
    dated = [column for column in source.columns if date_grain(column) is not None]
    coded = [c for c in source.columns if c.values or c.type == "flag"]
    return "".join(
        (
            OPENING.format(title=source.title, id=source.id, files=files),
            COLUMNS,
            *(f'# {column.name} = "…"{_needed(column)}\n' for column in source.columns),
            DATES,
            *(f'# {column.name} = "dd-Mon-yy"\n' for column in dated),
            CODES,
            "\n".join("".join(_codes(column)) for column in coded),
        )
    )


def _needed(column: Column) -> str:
    return "" if column.optional else "  # must be in the file"


def _codes(column: Column) -> Iterable[str]:
    yield f"# [codes.{column.name}]\n"
    for value in column.values or ("1", "0"):
        yield f'# "…" = "{value}"\n'
