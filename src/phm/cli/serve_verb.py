"""serve: the app in a browser; a home without data gets a demonstration first."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from phm.cli.console import HomeOption, app, home_of, out, progress
from phm.cli.demo_verb import FEWEST, build_all_measures
from phm.settings import DEMO_VARIABLE, HOME_VARIABLE, NO, PROJECT_ROOT, Home
from phm.synthetic.demo import demo_home, make_demo
from phm.warehouse.connect import current_version


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    no_demo: Annotated[  # noqa: FBT002
        bool, typer.Option("--no-demo", help="Never show invented people.")
    ] = False,
    demo_people: Annotated[
        int | None,
        typer.Option(min=FEWEST, help="How many to invent, instead of everybody."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Open the app; a home with no data of its own gets a demonstration first."""
    own = home_of(home)
    environment = {**os.environ, HOME_VARIABLE: str(own.root)}
    if no_demo:
        environment[DEMO_VARIABLE] = NO
    elif not any(map(current_version, (own, demo_home(own)))):
        _make_demonstration(own, demo_people)
    _tell(_what_is_served(own, None if no_demo else demo_home(own)))
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(PROJECT_ROOT / "app.py")),
        *("--server.port", str(port)),
    ]
    ended = subprocess.run(command, env=environment, cwd=PROJECT_ROOT, check=False)  # noqa: S603
    raise typer.Exit(ended.returncode)


def _make_demonstration(own: Home, people: int | None) -> None:
    _tell(
        f"There are no data in {own.root} yet: making a demonstration of invented "
        "people first, once. It takes a minute or two."
    )
    with progress() as tell:
        make_demo(own, people=people, build=build_all_measures, on_progress=tell)


def _what_is_served(own: Home, demo: Home | None) -> str:
    """Whose data will be on the screen."""
    if current_version(own):
        return f"Serving the warehouse in {own.root}."
    if demo and current_version(demo):
        return (
            f"Serving the demonstration in {demo.root} (SYNTHETIC: not patients), "
            "until you build a warehouse of your own."
        )
    return f"There are no data in {own.root}: the app says what to do."


def _tell(words: str) -> None:
    out.print(words, highlight=False, soft_wrap=True)
