"""Templates for those who supply an extract: an empty file, a workbook, a dictionary.

All are written from the declaration, and the same declaration gives the same bytes.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from phm.errors import PhmError
from phm.sources.source import Source
from phm.sources.templates.mapping_file import starter_mapping
from phm.sources.templates.words import HEADINGS, entries, notes
from phm.sources.templates.workbook import workbook


def template_files(source: Source, sources: Mapping[str, Source]) -> dict[str, bytes]:
    """File name → content; ``sources`` know the titles of the code lists named."""
    return {
        f"{source.id}.csv": empty_csv(source),
        f"{source.id}.xlsx": workbook(source, sources),
        f"{source.id}_dictionary.md": dictionary_page(source, sources).encode(),
    }


def mapping_file(source: Source) -> dict[str, bytes]:
    """The starter of a mapping file, by its name."""
    return {f"{source.id}_mapping.toml": starter_mapping(source).encode()}


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write all or, when one would change a file that is there, none.

    Raises PhmError naming the file in the way: it may be filled in by now.
    """
    paths = {folder / name: content for name, content in files.items()}
    for path, content in paths.items():
        if path.exists() and path.read_bytes() != content:
            raise PhmError(
                f"{path} is there already and is not the empty template.",
                remedy="Name another folder with --to, or move that file away.",
            )
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in paths.items():
        path.write_bytes(content)
    return list(paths)


def empty_csv(source: Source) -> bytes:
    """The header alone, marked as UTF-8 so that a spreadsheet opens it as such."""
    text = io.StringIO()
    csv.writer(text).writerow(column.name for column in source.columns)
    return text.getvalue().encode("utf-8-sig")


def dictionary_page(source: Source, sources: Mapping[str, Source]) -> str:
    """The data dictionary and the notes as Markdown."""
    lines = [HEADINGS, ["---"] * len(HEADINGS)]
    rows = [*lines, *(entry.cells for entry in entries(source, sources))]
    table = "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)
    said = "\n\n".join(
        f"## {heading}\n\n" + "\n".join(f"- {sentence}" for sentence in sentences)
        for heading, sentences in notes(source).items()
    )
    return f"# {source.title}\n\n{said}\n\n## Data dictionary\n\n{table}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
