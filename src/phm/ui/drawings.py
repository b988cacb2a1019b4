"""Figures that are drawn once for the same answers, also before a page asks for them.

An answer is one object for as long as it is kept (`cache`), so a figure is found by the
answers that it is made of.
"""

from dataclasses import dataclass

from phm.charts.cohort_places import places_alt, places_figure
from phm.charts.columns import Column, columns_figure, one_scale, own_scales
from phm.charts.columns_alt import columns_alt
from phm.charts.columns_rows import rows_of_areas, rows_of_groups
from phm.charts.groups import groups_figure
from phm.charts.groups_alt import groups_alt
from phm.charts.languages import languages_alt, languages_figure
from phm.charts.presence import presence_alt, presence_figure
from phm.measures.presence import Presence
from phm.measures.results import Results
from phm.measures.speech import Cut
from phm.ui.figure import Drawn, once
from phm.words.presence_parts import beside


@once
def draw_places(ratios: Results, people: Results, selected: str | None) -> Drawn:
    """Where a cohort is reached, area by area."""
    figure = places_figure(ratios, people, selected=selected)
    return Drawn.of(figure, places_alt(ratios, people))


@once
def draw_groups(panels: tuple[Results, ...]) -> Drawn:
    """A measure by the groups of several schemes."""
    return Drawn.of(groups_figure(panels), groups_alt(panels))


@once
def draw_presence(presence: Presence) -> Drawn:
    """Who is on record beside who ought to be."""
    said = [beside(row) for _, _, row in presence.groups]
    return Drawn.of(presence_figure(presence, said), presence_alt(presence, said))


@once
def draw_languages(languages: Cut) -> Drawn:
    """Languages spoken, by how many people."""
    return Drawn.of(languages_figure(languages), languages_alt(languages))


@dataclass(frozen=True)
class ColumnLooks:
    """How columns are drawn: of groups or areas, on one scale or each on its own.

    ``under`` has the lines under each column's name; areas stand in the order of the
    answer that ``ordered_by`` counts to.
    """

    title: str
    under: tuple[tuple[str, ...], ...]
    is_of_groups: bool
    ordered_by: int
    has_one_scale: bool
    selected: str | None


@once
def draw_columns(answers: tuple[Results, ...], looks: ColumnLooks) -> Drawn:
    """Answers beside each other over the rows they share."""
    rows = (
        rows_of_groups(answers)
        if looks.is_of_groups
        else rows_of_areas(answers, by=looks.ordered_by)
    )
    columns = [
        Column(one, own, under=under)
        for one, own, under in zip(answers, rows, looks.under, strict=True)
    ]
    scales = one_scale if looks.has_one_scale else own_scales
    figure = columns_figure(
        columns, title=looks.title, spans=scales(columns), selected=looks.selected
    )
    return Drawn.of(figure, columns_alt(columns))
