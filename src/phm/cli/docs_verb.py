"""dictionary: the generated documentation, written again from the declarations."""

from pathlib import Path
from typing import Annotated

import typer

from phm.cli.console import app, out
from phm.measures.ask import caveat_sentences
from phm.measures.catalogue import load_measures
from phm.settings import PROJECT_ROOT
from phm.warehouse.dictionary_text import data_dictionary, data_readme


@app.command()
def dictionary(
    into: Annotated[
        Path, typer.Option(help="Project folder.", show_default="this project")
    ] = PROJECT_ROOT,
) -> None:
    """Write docs/data-dictionary.md and data/README.md from the declarations."""
    for name, text in generated_pages().items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        out.print(f"Written: {path}", highlight=False)


def generated_pages() -> dict[str, str]:
    """Path below the project folder → the text that must stand there."""
    systems = sorted((PROJECT_ROOT / "data" / "systems").glob("*.toml"))
    return {
        "docs/data-dictionary.md": data_dictionary(
            load_measures().values(), caveat_sentences()
        ),
        "data/README.md": data_readme(systems),
    }
