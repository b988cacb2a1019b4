"""No fixed abode, interpreters and languages: a part of the inclusion health page."""

from pathlib import Path

import pandas as pd
import streamlit as st

from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.measures.speech import (
    HOME,
    INTERPRETER,
    IS_RECORDED,
    LANGUAGE,
    Cut,
    most_spoken,
)
from phm.ui import cache, components, findings, tables
from phm.ui.drawings import draw_languages
from phm.ui.figure import show_drawn
from phm.ui.folds import fold
from phm.ui.view import View
from phm.words.speech import abode_sentence, interpreter_sentence, language_sentence
from phm.words.status import status_text


TITLE = "No fixed abode, languages, interpreters"
NOT_COUNTED = (
    "Languages and interpreters are counted from the next build on: these data were "
    "built by an earlier version of phm."
)


def show(view: View, level: AreaLevel, area: str) -> None:
    """The section, for an area."""
    st.header(tables.titled(TITLE, view.tier), anchor=False)
    cuts = cuts_of(view.home.root, view.warehouse.version, level, area)
    components.note(abode_sentence(cuts[HOME]))
    if LANGUAGE not in cuts:
        components.note(NOT_COUNTED)
        return
    components.note(interpreter_sentence(cuts[INTERPRETER]))
    components.note(language_sentence(cuts[LANGUAGE], cuts[IS_RECORDED]))
    _show_languages(cuts[LANGUAGE])


def answers(view: View) -> list[Results]:
    """What the section is made of, to be cited."""
    root, version = view.home.root, view.warehouse.version
    cuts = cuts_of(root, version, AreaLevel.SYSTEM, "").values()
    return [answer for one in cuts for answer in one.answers]


def cuts_of(root: Path, version: str, level: AreaLevel, area: str) -> dict[str, Cut]:
    """What the section tells of an area, by scheme; a version may lack the later."""
    counted = cache.counted(root, version)
    later = (INTERPRETER, LANGUAGE, IS_RECORDED)
    names = (HOME, *later) if counted.issuperset(later) else (HOME,)
    return {name: findings.cut(root, version, name, level, area) for name in names}


def _show_languages(languages: Cut) -> None:
    if most_spoken(languages).empty:
        return
    show_drawn(draw_languages(languages), key="languages")
    title = tables.titled("Table: languages", languages.tier)
    if folded := fold(title, key="languages"):
        with folded:
            tables.show_frame(_table(languages), tier=languages.tier, blank="–")


def _table(languages: Cut) -> pd.DataFrame:
    frame = most_spoken(languages)
    return pd.DataFrame(
        {
            "Language": frame["label"],
            "People": frame["people"],
            "Referred in a year, of 1,000": frame["reach"].astype(float).round(1),
            "Low": frame["lower"].astype(float).round(1),
            "High": frame["upper"].astype(float).round(1),
            "Status": [status_text(one) for one in frame["reach_status"]],
        }
    )
