"""template: what a supplier needs to send one of the local extracts."""

from pathlib import Path
from typing import Annotated

import typer

from phm.cli.console import HomeOption, app, home_of, out
from phm.errors import SourceMissing
from phm.sources.catalogue import load_catalogue
from phm.sources.mapping import extracts
from phm.sources.source import Source
from phm.sources.templates.files import mapping_file, template_files, write_files


ALL = "all"


@app.command()
def template(
    extract: Annotated[str, typer.Argument(help=f"Id of an extract, or `{ALL}`.")],
    to: Annotated[
        Path | None,
        typer.Option(help="Folder to write to.", show_default="data/local/templates"),
    ] = None,
    mapping: Annotated[  # noqa: FBT002 - a switch of the command line
        bool, typer.Option("--mapping", help="Write the start of a mapping file too.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Write an empty CSV, a workbook and a data dictionary for a supplier."""
    sources = load_catalogue()
    chosen = _chosen(extract)
    files = {
        name: content
        for source in chosen
        for name, content in {
            **template_files(source, sources),
            **(mapping_file(source) if mapping else {}),
        }.items()
    }
    folder = to or home_of(home).root / "local" / "templates"
    for path in write_files(files, folder):
        out.print(f"Written: {path}", highlight=False)


def _chosen(extract: str) -> list[Source]:
    local = extracts(load_catalogue())
    if extract != ALL and extract not in local:
        raise SourceMissing(
            f"No extract is called `{extract}`.",
            remedy=f"Use one of: {', '.join(local)}; or {ALL}.",
        )
    return list(local.values()) if extract == ALL else [local[extract]]
