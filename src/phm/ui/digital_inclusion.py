"""The body of the digital inclusion page: one of four looks at a time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from phm.charts.digital_match import match_alt, match_figure
from phm.domain.areas import AreaLevel
from phm.measures.digital import ASKED, MISSED, NO_NHS_APP, Match
from phm.measures.results import Results
from phm.ui import components, digital_answers, digital_controls, digital_tables
from phm.ui.digital_answers import of_area, rows_of, show_columns
from phm.ui.digital_controls import Asked
from phm.ui.drawn_last import drawn_last
from phm.ui.figure import show_figure
from phm.ui.view import View
from phm.words.cohort_names import of_cohort
from phm.words.digital import asked_sentence, prevailing_sentence, where_sentence
from phm.words.digital_match import (
    match_sentence,
    projects_sentence,
    support_sentence,
    widest_mismatch,
    within_sentence,
)
from phm.words.digital_online import missed_sentence
from phm.words.digital_risk import risk_sentence
from phm.words.finding import about


NOT_RECORDED = (
    "No barrier is recorded here: once a patients extract says who was asked about "
    "equipment, connection, confidence and skills, this page counts each of them. "
    "`phm template patients` writes what a supplier needs; `phm demo` makes a "
    "synthetic system to look around in."
)
NO_OPEN_DATA = "No open figure on digital exclusion is built here."


@st.fragment
def show(view: View) -> None:
    """The choices and the one figure they ask for; a change runs only this."""
    with drawn_last() as controls:
        asked = digital_controls.choose(view, controls)
        LOOKS[asked.look](view, asked)
    view.navigation.carry()


def _show_barriers(view: View, asked: Asked) -> None:
    top = st.container()
    answers = rows_of(view, asked, digital_answers.FOUR)
    show_columns(asked, answers, title="Digital barriers")
    whole = [of_area(view, asked, name) for name in digital_answers.FOUR]
    beside = None if asked.cohort else widest_mismatch(_matches(view, asked))
    said = [prevailing_sentence(whole), match_sentence(beside) if beside else ""]
    with top:
        components.say(of_cohort(" ".join(filter(None, said)), asked.cohort))
    how_many = of_area(view, asked, ASKED)
    components.note(f"{where_sentence(answers)} {asked_sentence(how_many)}")
    digital_tables.show_answers(answers)
    components.cite(*answers, how_many)


def _show_match(view: View, asked: Asked) -> None:
    matches = _matches(view, asked)
    components.say(match_sentence(matches[0]))
    if asked.level is AreaLevel.PCN:
        components.note(
            within_sentence(matches[0], view.names(asked.level)[asked.area])
        )
    show_figure(match_figure(matches), key="digital-match", alt=match_alt(matches))
    said = [support_sentence(matches[0]), projects_sentence(matches[0])]
    components.note(" ".join(filter(None, said)))
    digital_tables.show_matches(matches)
    components.cite(*(answer for one in matches for answer in one.answers))


def _show_online(view: View, asked: Asked) -> None:
    top = st.container()
    answers = rows_of(view, asked, digital_answers.ONLINE)
    title = "People whom an online-only pathway would miss"
    show_columns(asked, answers, title=title)
    missed, app = (of_area(view, asked, name) for name in (MISSED, NO_NHS_APP))
    with top:
        components.say(of_cohort(missed_sentence(missed, app), asked.cohort))
    components.note(where_sentence(answers))
    digital_tables.show_answers(answers)
    components.cite(*answers)


def _show_risk(view: View, asked: Asked) -> None:
    there = view.measures(AreaLevel.PCN)
    names = [name for name in digital_answers.OPEN if name in there]
    answers = rows_of(view, asked, names)
    if answers:
        _show_open(asked, answers)
    else:
        st.info(NO_OPEN_DATA)
    if not digital_controls.has_barriers(view):
        st.info(NOT_RECORDED)
    if answers:
        digital_tables.show_answers(answers)
        components.cite(*answers)


def _show_open(asked: Asked, answers: Sequence[Results]) -> None:
    components.say(risk_sentence(answers))
    show_columns(asked, answers, title="Risk of digital exclusion from open data")
    if asked.level is AreaLevel.PCN:
        components.note(" ".join(about(one, asked.area) for one in answers))


LOOKS: Final[Mapping[str, Callable[[View, Asked], None]]] = {
    digital_controls.BARRIERS_LOOK: _show_barriers,
    digital_controls.MATCH_LOOK: _show_match,
    digital_controls.ONLINE_LOOK: _show_online,
    digital_controls.RISK_LOOK: _show_risk,
}


def _matches(view: View, asked: Asked) -> list[Match]:
    """The place in view; else the system and each of its places."""
    if asked.place:
        return [view.match(AreaLevel.PLACE, asked.place)]
    places = view.names(AreaLevel.PLACE)
    whole = view.match(AreaLevel.SYSTEM, "")
    return [whole, *(view.match(AreaLevel.PLACE, code) for code in places)]
