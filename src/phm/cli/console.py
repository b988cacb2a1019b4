"""What the verbs share: the command itself, its home, progress, tables, errors."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from phm.errors import PhmError
from phm.settings import Home, current_home


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Where people who need social prescribing are not reached by link workers.",
)
out = Console()
err = Console(stderr=True)

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of one set of data.", show_default="data/"),
]
Tell = Callable[[str, int, int], None]


def home_of(path: Path | None) -> Home:
    """The home named on the command line, else the current one."""
    return Home(path.resolve()) if path else current_home()


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar on the error stream: call with what is being done, done and total."""
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err
    )
    with bar:
        task: TaskID = bar.add_task("Starting", total=None)
        yield lambda what, done, total: bar.update(
            task, description=escape(what[:60]), completed=done, total=total
        )
        bar.update(task, description="Done", completed=1, total=1)


def show_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """A table on the output stream; cells are shown as they are, never as markup."""
    table = Table(*columns, title=title, title_justify="left", header_style="bold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    out.print(table)


def show_error(error: PhmError) -> None:
    """What is wrong and what to do, on the error stream."""
    err.print(f"[bold]{escape(error.message)}[/bold]", highlight=False)
    if error.remedy:
        err.print(escape(error.remedy), highlight=False)
