"""ask, measures, cohorts, sources: what can be asked, and what the answers are."""

from typing import Annotated

import typer

from phm.cli.answers import WRITERS, Format
from phm.cli.console import HomeOption, app, home_of, show_table
from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.domain.periods import period_label
from phm.errors import QuestionInvalid
from phm.measures.ask import Question
from phm.measures.ask import ask as ask_measure
from phm.measures.catalogue import load_measures
from phm.measures.results import PUBLISHED
from phm.measures.schemes import load_dimensions
from phm.sources.catalogue import load_catalogue
from phm.sources.landed import list_landed
from phm.warehouse.connect import current_warehouse


@app.command()
def ask(  # noqa: PLR0913, PLR0917 - the options of one verb
    measure: Annotated[str, typer.Argument(help="A measure id; see `phm measures`.")],
    at: Annotated[AreaLevel, typer.Option(help="Area level.")] = AreaLevel.PCN,
    by: Annotated[
        list[str] | None,
        typer.Option(help="By a dimension; repeat it to cross. See `phm dimensions`."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only these people: dimension=group, such as sex=male."),
    ] = None,
    cohort: Annotated[
        str | None,
        typer.Option(
            help="Only this cohort: an id of `phm cohorts`, or a condition such as "
            "'age_years >= 65 and lives_alone'. With `--by cohort`, it beside "
            "everybody else."
        ),
    ] = None,
    area: Annotated[str, typer.Option(help="Only the area of this code.")] = "",
    audience: Annotated[str, typer.Option(help="For whom: its rule.")] = PUBLISHED,
    standardised: Annotated[  # noqa: FBT002
        bool, typer.Option("--standardised", help="For age and sex.")
    ] = False,
    every_period: Annotated[bool, typer.Option("--every-period")] = False,  # noqa: FBT002
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Answer one question through the same door as the pages."""
    with current_warehouse(home_of(home)).open() as connection:
        question = Question(
            measure,
            at,
            every_period=every_period,
            by=tuple(by or ()),
            where=tuple(_condition(text) for text in where or ()),
            area=area,
            audience=audience,
            standardised=standardised,
            cohort=_cohort(cohort),
        )
        results = ask_measure(connection, question)
    WRITERS[form](results)


@app.command()
def measures() -> None:
    """List what can be asked for, with one line each."""
    show_table(
        "Measures",
        ("id", "what it is", "unit", "levels"),
        (
            (m.id, m.title, m.unit, ", ".join(m.levels))
            for m in load_measures().values()
        ),
    )


@app.command()
def dimensions() -> None:
    """List the dimensions a measure can be asked by, with their groups."""
    show_table(
        "Dimensions",
        ("id", "dimension", "scheme", "groups", "levels from"),
        (
            (
                scheme.id,
                dimension.title,
                scheme.title,
                ", ".join(group.id for group in scheme.everyone),
                scheme.finest,
            )
            for dimension in load_dimensions().values()
            for scheme in dimension.schemes
        ),
    )


@app.command()
def cohorts() -> None:
    """List the declared cohorts, with one line each; `ask --cohort` takes their ids."""
    show_table(
        "Cohorts",
        ("id", "who", "told from", "source"),
        (
            (one.id, one.label, one.finest.label, one.source)
            for one in load_cohorts().values()
        ),
    )


@app.command()
def sources(home: HomeOption = None) -> None:
    """List every declared source and what is landed of it."""
    landed: dict[str, list[str]] = {}
    for one in list_landed(home_of(home)):
        landed.setdefault(one.source_id, []).append(period_label(one.period))
    show_table(
        "Sources",
        ("id", "title", "publisher", "landed", "page"),
        (
            (
                s.id,
                s.title,
                s.publisher,
                ", ".join(landed.get(s.id, ["-"])),
                s.landing_page,
            )
            for s in load_catalogue().values()
        ),
    )


def _cohort(text: str | None) -> str:
    """The address of a cohort; an empty text is refused, else it would be everybody."""
    return "" if text is None else find_cohort(text).address


def _condition(text: str) -> tuple[str, str]:
    scheme, equals, group = text.partition("=")
    if not equals:
        raise QuestionInvalid(
            f"`--where {text}` is not a condition.",
            remedy="Write dimension=group, such as `--where sex=male`.",
        )
    return scheme.strip(), group.strip()
