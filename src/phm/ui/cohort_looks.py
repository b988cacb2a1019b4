"""The figures of the cohorts page, one at a time: where, who, reached, digital."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from phm.charts.cohort_sides import sides_alt, sides_figure
from phm.domain.areas import AreaLevel
from phm.measures.cohort_card import CohortCard
from phm.measures.cohort_sides import (
    DIGITAL,
    PATHWAY,
    Sides,
    find_digital,
    find_pathway,
    find_who,
    schemes_to_show,
)
from phm.measures.results import Results
from phm.ui import cohort_controls, components
from phm.ui.cohort_neighbourhoods import show_neighbourhoods, wants_neighbourhoods
from phm.ui.drawings import draw_places
from phm.ui.figure import show_drawn, show_figure
from phm.ui.picture import NARROW, show_map
from phm.ui.view import View
from phm.words.cohort_sides import (
    EVERYBODY_IS_IN,
    digital_sentence,
    pathway_sentence,
    ways_sentence,
    who_sentence,
)


ELSE, EVERYBODY = "everybody else there", "everybody there"


def looks_of(view: View, card: CohortCard) -> list[str]:
    """Which figures there is anything to draw in."""
    looks = [cohort_controls.WHERE] if card.places is not None else []
    looks += [cohort_controls.WHO, cohort_controls.REACHED]
    return looks + ([cohort_controls.DIGITAL] if _barriers(view) else [])


def show_look(view: View, card: CohortCard, look: str) -> list[Results]:
    """Draw one; the answers that it was made of."""
    return LOOKS[look](view, card)


def _show_where(view: View, card: CohortCard) -> list[Results]:
    ratios, people = card.places, card.places_people
    if ratios is None or people is None:
        return []
    if wants_neighbourhoods(view, card):
        return show_neighbourhoods(view, card)
    selected = card.focus.area if card.focus.level is ratios.level else None
    has_map = ratios.level is AreaLevel.PCN
    chart, place = st.columns([1, 1] if has_map else [1, 0.01], gap="medium")
    with chart:
        show_drawn(draw_places(ratios, people, selected), key="cohort-places")
    if has_map:
        with place:
            key = "cohort-map"
            show_map(
                view,
                ratios,
                second=people if _is_mostly_hidden(ratios) else None,
                selected=selected,
                key=key,
                frame=NARROW,
            )
    return []


def _is_mostly_hidden(ratios: Results) -> bool:
    """Whether a map of them shows little more than hatching."""
    return 2 * len(ratios.known) < len(ratios.frame)


def _show_who(view: View, card: CohortCard) -> list[Results]:
    schemes = schemes_to_show(view.schemes(), card.focus)
    panels = find_who(view.answers, card.focus, schemes)
    components.note(who_sentence(panels))
    _show_sides(card, panels, title="Who they are", others=EVERYBODY)
    return _answers(panels)


def _show_reached(view: View, card: CohortCard) -> list[Results]:
    if card.is_of_everybody:
        components.note(EVERYBODY_IS_IN)
        return []
    there = view.measures(AreaLevel.SYSTEM)
    steps = [name for name in PATHWAY if name in there]
    panels = find_pathway(view.answers, card.focus, steps)
    components.note(pathway_sentence(panels))
    title = "Referred, declined, reached and helped"
    _show_sides(card, panels, title=title, others=ELSE)
    return _answers(panels)


def _show_digital(view: View, card: CohortCard) -> list[Results]:
    sides = find_digital(view.answers, card.focus, _barriers(view))
    components.notes(filter(None, [digital_sentence(sides), ways_sentence(sides)]))
    title = "What stands between them and the internet"
    _show_sides(card, [sides], title=title, others=ELSE)
    return _answers([sides])


def _show_sides(
    card: CohortCard, panels: Sequence[Sides], *, title: str, others: str
) -> None:
    about = f"{card.cohort.title}; {card.area_name}"
    words = {"title": title, "about": about, "others": others}
    show_figure(
        sides_figure(panels, **words),
        key="cohort-sides",
        alt=sides_alt(panels, **words),
    )


def _answers(panels: Sequence[Sides]) -> list[Results]:
    return [answer for one in panels for answer in one.answers]


def _barriers(view: View) -> list[str]:
    there = view.measures(AreaLevel.SYSTEM)
    return [name for name in DIGITAL if name in there]


LOOKS: Final[Mapping[str, Callable[[View, CohortCard], list[Results]]]] = {
    cohort_controls.WHERE: _show_where,
    cohort_controls.WHO: _show_who,
    cohort_controls.REACHED: _show_reached,
    cohort_controls.DIGITAL: _show_digital,
}
