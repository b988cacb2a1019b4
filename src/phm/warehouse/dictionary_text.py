"""The data dictionary and data/README.md as Markdown, written from the declarations.

`phm dictionary` puts them in their places; a test fails when they are out of date.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from phm.domain.indicators import Measure
from phm.domain.licences import LICENCES
from phm.domain.periods import period_label
from phm.sources.catalogue import load_catalogue
from phm.sources.source import Column, Source
from phm.warehouse.dictionary import table_columns, table_sentences


WRITTEN_BY = "<!-- Written by `phm dictionary`; change the declarations, not this. -->"
OPENING = """\
What comes in ([sources](#sources)), what is made of it ([tables of the
warehouse](#tables-of-the-warehouse)) and what can be asked ([measures](#measures)).
Words are in the [glossary](glossary.md); how numbers are made is in
[methods](methods/README.md)."""


def data_dictionary(measures: Iterable[Measure], caveats: Mapping[str, str]) -> str:
    """Sources, tables of the warehouse and measures; `caveats`: key → sentence."""
    sources = load_catalogue().values()
    parts = [
        f"# Data dictionary\n\n{WRITTEN_BY}",
        OPENING,
        "## Sources",
        *(_source_text(source, caveats) for source in sources),
        "## Tables of the warehouse",
        *_tables_text(),
        "## Measures",
        *map(_measure_text, measures),
    ]
    return "\n\n".join(parts) + "\n"


def data_readme(systems: Iterable[Path]) -> str:
    """data/README.md: what lies here, which systems ship, which files are known."""
    header = ("source", "title", "publisher", "licence", "file names", "periods")
    known = _table(header, map(_source_row, load_catalogue().values()))
    shipped = ", ".join(f"[{path.stem}](systems/{path.name})" for path in systems)
    return f"""# Data

{WRITTEN_BY}

Published files are not part of the project: each has its publisher and licence, and a
copy here would grow old unseen. This folder is the default home; `--home DIR` names
another one of the same shape.

| folder | what lies in it | in git |
|---|---|---|
| `systems/` | one file per health system: {shipped} | yes |
| `raw/` | files as published, from `phm fetch` or put there by hand | no |
| `landed/` | each file as text, named by its content, from `phm land` | no |
| `warehouse/` | databases, their manifests, the pointer to the one in use | no |
| `geometry/` | map layers the app serves | no |
| `rejects/` | every row set aside and every cell left empty of a local extract | no |
| `mappings/` | what a system calls its columns, codes and dates | no |
| `sample.key` | the secret that draws whom built cohorts are counted in; keep it | no |
| `demo/` | the synthetic system: a home of the same shape | no |
| `facts/` | totals the synthetic system is made from, with their sources | yes |

`phm land DIR` recognises files by name wherever they lie below `DIR`, with or without
`.gz`; files it does not know are listed. Columns, rules and the names that columns have
had are in the [data dictionary](../docs/data-dictionary.md); how a source is declared
and checked is in [sources](../docs/methods/sources.md).

## Known sources

{known}
"""


def _source_row(source: Source) -> tuple[str, ...]:
    title = _linked(source)
    names = ", ".join(f"`{pattern}`" for pattern in source.files)
    licence = LICENCES[source.licence].name
    return (
        f"`{source.id}`",
        title,
        source.publisher,
        licence,
        names,
        _periods(source),
    )


def _linked(source: Source) -> str:
    """The title, as a link where the source has a page."""
    page = source.landing_page
    return f"[{source.title}]({page})" if page else source.title


def _source_text(source: Source, caveats: Mapping[str, str]) -> str:
    facts = {
        "publisher": source.publisher,
        "licence": LICENCES[source.licence].name,
        "one row is": source.grain,
        "key": ", ".join(f"`{name}`" for name in source.key) or "none",
        "periods": _periods(source),
        "needed": "the build cannot do without it" if source.essential else "no",
        "caveats": " ".join(caveats[key] for key in source.caveats) or "none",
    }
    header = ("column", "type", "meaning", "rules", "published as")
    return f"""### Source {source.id}

{_linked(source)}

{_table(("", ""), facts.items())}

{_table(header, map(_column_row, source.columns))}"""


def _column_row(column: Column) -> tuple[str, ...]:
    rules = [rule.describe() for rule in column.constraints]
    rules += ["may be missing from the file"] if column.optional else []
    meaning = column.description + (f" Unit: {column.unit}." if column.unit else "")
    names = ", ".join(f"`{name}`" for name in column.published_as)
    return (f"`{column.name}`", column.type, meaning, "; ".join(rules), names)


def _periods(source: Source) -> str:
    periods = sorted({vintage.period for vintage in source.vintages})
    return ", ".join(map(period_label, periods)) or "as the file says"


def _tables_text() -> Iterable[str]:
    columns = table_columns()
    for name, sentence in table_sentences().items():
        rows = ((f"`{column}`", kind) for column, kind in columns[name])
        yield f"### Table {name}\n\n{sentence}\n\n{_table(('column', 'type'), rows)}"


def _measure_text(measure: Measure) -> str:
    over = f" over {measure.denominator_label}" if measure.denominator_label else ""
    facts = {
        "unit": measure.unit,
        "counted": measure.numerator_label + over,
        "interval": f"{measure.method} ([what that means](methods/estimates.md))",
        "direction": (measure.polarity or "none").replace("_", " "),
        "levels": ", ".join(measure.levels),
        "sources": ", ".join(f"[{name}](#source-{name})" for name in measure.sources),
    }
    told = f"{measure.title}. {measure.how_it_is_made}"
    return f"### Measure {measure.id}\n\n{told}\n\n{_table(('', ''), facts.items())}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)
