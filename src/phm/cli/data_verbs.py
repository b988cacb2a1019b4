"""fetch, land, check, build: from published files to a warehouse."""

from pathlib import Path
from typing import Annotated

import typer

from phm.cli.console import (
    HomeOption,
    app,
    err,
    home_of,
    out,
    progress,
    show_error,
    show_table,
)
from phm.errors import IdentifierFound, PhmError, SourceMissing
from phm.measures.declared import declared
from phm.sources.catalogue import load_catalogue
from phm.sources.check import check_landed
from phm.sources.fetch import fetch_source
from phm.sources.finding import FindingKind
from phm.sources.land import LandingReport, land_folder
from phm.sources.mapping import home_catalogue
from phm.sources.source import Source, Vintage
from phm.warehouse.build import build as build_warehouse
from phm.warehouse.load import Load
from phm.warehouse.systems import load_system


REFUSED = 1


@app.command()
def fetch(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Source ids; all if none.")
    ] = None,
    mirror: Annotated[
        str | None, typer.Option(help="Base address to fetch from instead.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Download open sources whose address is known into the home's raw folder."""
    wanted = _fetchable(sources)
    failed = 0
    with progress() as tell:
        for source, vintage in wanted:
            try:
                path = fetch_source(
                    source,
                    vintage,
                    home_of(home),
                    mirror=mirror,
                    on_progress=lambda done, total, name: tell(name, done, total),
                )
            except PhmError as error:
                failed += 1
                show_error(error)
            else:
                out.print(f"{source.id} {vintage.period}: {path}", highlight=False)
    if failed:
        raise typer.Exit(5)


@app.command()
def land(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    home: HomeOption = None,
) -> None:
    """Recognise the files of a folder and keep a faithful all-text copy of each."""
    where = home_of(home)
    catalogue = home_catalogue(where)
    with progress() as tell:
        report = land_folder(
            folder,
            where,
            catalogue,
            on_progress=lambda done, total, name: tell(f"Landing {name}", done, total),
        )
    _show_landing(report)
    if report.refused:
        raise typer.Exit(_code_of_refusal(report))


@app.command()
def check(home: HomeOption = None) -> None:
    """Compare what is landed with its declaration; exit 1 if a file is refused."""
    where = home_of(home)
    findings = check_landed(where, home_catalogue(where))
    show_table(
        f"{len(findings)} findings",
        ("kind", "source", "period", "finding", "what to do"),
        ((f.kind, f.source_id, f.period, f.message, f.remedy) for f in findings),
    )
    if any(finding.kind is FindingKind.FILE for finding in findings):
        raise typer.Exit(REFUSED)


@app.command()
def build(
    system: Annotated[str, typer.Option(help="A shipped system or a TOML file.")],
    home: HomeOption = None,
) -> None:
    """Build the warehouse of a system, verify it, and put it in service."""
    where = home_of(home)
    footprint = load_system(system, home=where)
    with progress() as tell:
        report = build_warehouse(where, footprint, *declared(), on_progress=tell)
    if report.unchanged:
        out.print(f"Nothing has changed: {report.warehouse.version} is in service.")
        return
    show_table(
        "Rows in = used + out of scope + set aside",
        LOAD_COLUMNS,
        map(_row, report.loads),
    )
    out.print(
        f"{footprint.name}: {report.warehouse.version} is in service.", highlight=False
    )


LOAD_COLUMNS = ("source", "period", "read", "used", "out of scope", "set aside", "")


def _row(load: Load) -> tuple[object, ...]:
    return (
        load.source_id,
        load.period,
        f"{load.rows_read:,}",
        f"{load.rows_used:,}",
        f"{load.rows_out_of_scope:,}",
        f"{load.rows_set_aside:,}",
        f"refused: {load.refused}" if load.refused else "",
    )


def _fetchable(ids: list[str] | None) -> list[tuple[Source, Vintage]]:
    catalogue = load_catalogue()
    unknown = [source_id for source_id in ids or () if source_id not in catalogue]
    if unknown:
        raise SourceMissing(
            f"No source is called `{unknown[0]}`.", remedy="`phm sources` lists them."
        )
    chosen = [catalogue[source_id] for source_id in ids or catalogue]
    asked = bool(ids)
    return [
        (source, vintage)
        for source in chosen
        for vintage in source.vintages
        if vintage.url or asked
    ]


def _code_of_refusal(report: LandingReport) -> int:
    """1, unless a file named people: that must not be taken for a damaged file."""
    names_people = any(isinstance(why, IdentifierFound) for _, why in report.refused)
    return IdentifierFound.exit_code if names_people else REFUSED


def _show_landing(report: LandingReport) -> None:
    out.print(
        f"{len(report.landed)} files landed, {len(report.unchanged)} landed before, "
        f"{len(report.set_aside)} set aside for a better one, "
        f"{len(report.refused)} refused, {len(report.unrecognised)} not recognised.",
        highlight=False,
    )
    rows = [
        (
            one.source_id,
            one.period,
            one.file,
            f"{one.rows_landed:,}",
            f"{one.rows_set_aside:,}",
        )
        for one in report.landed
    ]
    if rows:
        show_table("Landed", ("source", "period", "file", "rows", "set aside"), rows)
    for path, serving in report.set_aside:
        out.print(f"Set aside: {path.name}; {serving.file} serves.", highlight=False)
    for unknown in report.unrecognised:
        out.print(f"Not recognised: {unknown.path} ({unknown.why})", highlight=False)
    for path, error in report.refused:
        err.print(f"Refused: {path}", highlight=False)
        show_error(error)
