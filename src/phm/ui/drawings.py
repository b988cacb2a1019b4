"""Figures that are drawn once for the same answers, also before a page asks for them.

An answer is one object for as long as it is kept (`cache`), so a figure is found by the
answers that it is made of.
"""

from phm.charts.cohort_places import places_alt, places_figure
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
