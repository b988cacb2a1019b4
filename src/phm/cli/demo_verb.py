"""demo: a synthetic system, made, landed, built and ready to be served."""

import json
from typing import Annotated, Any

import typer

from phm.cli.console import HomeOption, app, home_of, out, progress, show_table
from phm.domain.systems import System
from phm.measures.declared import declared
from phm.settings import Home
from phm.synthetic.demo import SEED, DemoReport, make_demo
from phm.synthetic.demo_files import REPORT
from phm.synthetic.demo_steps import Progress
from phm.warehouse.build import BuildReport
from phm.warehouse.build import build as build_warehouse


FEWEST = 10_000  # with fewer, planted truths have nobody to show them


def build_all_measures(
    home: Home, system: System, on_progress: Progress
) -> BuildReport:
    """Build a home's warehouse of a system with every measure there is."""
    return build_warehouse(home, system, *declared(), on_progress=on_progress)


@app.command()
def demo(
    people: Annotated[
        int | None, typer.Option(min=FEWEST, help="How many, instead of everybody.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, other people.")] = SEED,
    messy: Annotated[  # noqa: FBT002
        bool, typer.Option("--messy", help="With the faults of a supplier's files.")
    ] = False,
    report: Annotated[  # noqa: FBT002
        bool, typer.Option("--report", help="Show how real it is.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Make a synthetic system of invented people and put it in service."""
    with progress() as tell:
        made = make_demo(
            home_of(home),
            people=people,
            seed=seed,
            messy=messy,
            build=build_all_measures,
            on_progress=tell,
        )
    if report:
        _show_realism(made.home)
    _say_where(made)


def _say_where(made: DemoReport) -> None:
    """What was made, what it cost, and the command that shows it."""
    if made.unchanged:
        out.print("Nothing has changed: the demonstration is as it was.")
    else:
        took = ", ".join(
            f"{step} {spent:.0f} s" for step, spent in made.seconds.items()
        )
        out.print(f"{took}.", highlight=False)
    for path, fault in made.landing.refused:
        out.print(f"Refused: {path.name}: {fault.message}", highlight=False)
    out.print(
        f"SYNTHETIC, not patients: {made.people:,} invented people, "
        f"{made.built.warehouse.version}, in {made.home.root}",
        highlight=False,
        soft_wrap=True,
    )
    out.print(
        f"See it with: phm serve --home {made.home.root}",
        highlight=False,
        soft_wrap=True,
    )


def _show_realism(demo_home: Home) -> None:
    """The worst cell of each dimension in the files, and the worst gap once loaded."""
    found = json.loads((demo_home.root / REPORT).read_text(encoding="utf-8"))
    loaded = {margin["dimension"]: margin for margin in found["loaded"]}
    show_table(
        f"{found['people']:,} people against {found['area_facts']}; loaded without "
        "those who opted out, as recorded",
        ("margin", "cells", "worst cell", "asked", "got", "gap", "loaded"),
        (_row(margin, loaded.get(margin["dimension"])) for margin in found["files"]),
    )


def _row(margin: dict[str, Any], loaded: dict[str, Any] | None) -> tuple[object, ...]:
    return (
        f"{margin['dimension']}, {margin['unit']}",
        f"{margin['cells']:,}",
        margin["worst_cell"],
        f"{margin['asked']:.2f}",
        f"{margin['got']:.2f}",
        f"{margin['gap']:+.3f}",
        f"{loaded['gap']:+.3f}" if loaded else "",
    )
