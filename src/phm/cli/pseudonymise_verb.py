"""pseudonymise: raw keys out, keyed pseudonyms in, before anything is landed."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from phm.cli.console import HomeOption, app, home_of, out, show_table
from phm.errors import KeyUnsafe
from phm.sources.door.headers import NHS_NUMBER, said_by_header
from phm.sources.pseudonyms.key import new_key, read_key
from phm.sources.pseudonyms.pseudonymise import Account, Treatment, pseudonymise_file


_PERSON_KEY = "person_key"


@app.command()
def pseudonymise(  # noqa: PLR0913, PLR0917 - the options of one verb
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="CSV or Parquet.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(help="Raw key to replace; NAME=NEW gives it another name."),
    ] = None,
    key_file: Annotated[
        Path | None, typer.Option(help="Secret key, outside project and data.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
    drop: Annotated[list[str] | None, typer.Option(help="Column to leave out.")] = None,
    year_of_birth: Annotated[
        list[str] | None, typer.Option(help="Full date of birth to cut to its year.")
    ] = None,
    new_key_at: Annotated[
        Path | None, typer.Option("--new-key", help="Make a key file and stop.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Replace raw keys by keyed pseudonyms, the same for a person in every extract."""
    data = home_of(home).root
    if new_key_at:
        new_key(new_key_at, data=data)
        out.print(f"Key written to {new_key_at}; keep it secret.", highlight=False)
        return
    if not (file and column and key_file and output):
        raise typer.BadParameter(
            "FILE, --column, --key-file and --output are needed (or --new-key alone)."
        )
    if output.exists() and output.samefile(key_file):
        raise KeyUnsafe(
            f"{output} is the key file; the keys of earlier extracts hang on it.",
            remedy="Name another file to write.",
        )
    treatment = Treatment(
        keys=dict(map(_named, column)),
        birth_dates=tuple(year_of_birth or ()),
        dropped=tuple(drop or ()),
    )
    key = read_key(key_file, data=data)
    account = pseudonymise_file(file, output, treatment, key)
    _show(account, treatment, output)


def _named(asked: str) -> tuple[str, str]:
    """Column and its name in the result; one called NHS number must not keep that."""
    name, _, new = asked.partition("=")
    is_number = said_by_header(name, of_people=True) == NHS_NUMBER
    return name, new or (_PERSON_KEY if is_number else name)


def _show(account: Account, treatment: Treatment, output: Path) -> None:
    """Counts only: a value is never printed."""
    out.print(f"{output}: {account.rows:,} rows.", highlight=False)
    if account.lines_set_aside:
        lines = ", ".join(map(str, account.lines_set_aside[:10]))
        out.print(
            f"{len(account.lines_set_aside):,} line(s) could not be read and were left "
            f"out (first: {lines}).",
            highlight=False,
        )
    show_table(
        "What was done",
        ("column", "now", "filled", "empty", "could not be read"),
        _rows(account, treatment),
    )


def _rows(account: Account, treatment: Treatment) -> Iterator[Iterable[object]]:
    for name, now in treatment.renamed.items():
        empty, unread = account.empty[name], account.unread[name]
        filled = account.rows - empty - unread
        yield name, now, f"{filled:,}", f"{empty:,}", f"{unread:,}"
    for name in treatment.dropped:
        yield name, "left out", "", "", ""
