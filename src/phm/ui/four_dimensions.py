"""The body of the four dimensions page: groups, shares, gaps, change, crossings."""

from collections.abc import Sequence

import streamlit as st

from phm.charts.change import change_figure
from phm.charts.groups_alt import change_alt, shares_alt
from phm.charts.groups_rows import scheme_title
from phm.charts.shares import shares_figure
from phm.domain.areas import AreaLevel
from phm.measures.gap import gap_of
from phm.measures.question import Question
from phm.measures.results import Results
from phm.measures.shares import PEOPLE
from phm.ui import components, group_controls, people_missed, tables
from phm.ui.drawings import draw_groups
from phm.ui.drawn_last import drawn_last
from phm.ui.figure import show_drawn, show_figure
from phm.ui.folds import fold
from phm.ui.group_controls import Asked
from phm.ui.view import View
from phm.words.change import change_sentence
from phm.words.changes import changes_sentence
from phm.words.completeness import completeness_sentence
from phm.words.gaps_between import gap_sentence
from phm.words.group_table import group_csv, group_file_name, group_table
from phm.words.shares import shares_sentence
from phm.words.standing_out import groups_sentence
from phm.words.tiers import tier_of


NOTHING_HERE = (
    "People can be told apart by deprivation, ethnicity, inclusion health and rurality "
    "once a patients and a referrals extract are loaded; published files hold areas "
    "only. `phm template patients` writes what a supplier needs; `phm demo` makes a "
    "synthetic system to look around in."
)
NOT_FOR_A_PCN = (
    "Inclusion health is not told for a PCN: too few people; choose a place or "
    "everywhere."
)
HELD_AGAINST_EVERYBODY = (
    "A standardised rate compares a group with everyone, as if its ages and sexes were "
    "everyone’s; it does not compare two groups with each other."
)
NOT_LONG_ENOUGH = (
    "Whether the worst-off group is improving fastest cannot be told: the referrals "
    "extract does not go back two years."
)


def show(view: View) -> None:
    """The whole page; without people to tell apart, what to do about it."""
    if not view.has_people:
        st.info(NOTHING_HERE)
        return
    _show_groups(view)
    people_missed.show_crossings(view)
    people_missed.show_spread(view)


@st.fragment
def _show_groups(view: View) -> None:
    """The choices and the one figure that follows; a change runs only this."""
    with drawn_last() as controls:
        asked = group_controls.choose(view, controls)
        answers = FIGURES.get(asked.shown, _show_measure)(view, asked)
    view.navigation.carry()
    if not answers:
        components.note("Both conditions are dimensions: there is nothing left to cut.")
        return
    if asked.level is AreaLevel.PCN:
        components.note(NOT_FOR_A_PCN)
    components.note(completeness_sentence(_people(view, asked)))
    _show_table(answers)
    components.cite(*answers)


def _show_measure(view: View, asked: Asked) -> Sequence[Results]:
    panels = view.answers([asked.question(scheme) for scheme in asked.schemes])
    if not panels:
        return []
    top = st.container()
    show_drawn(draw_groups(tuple(panels)), key="groups")
    with top:
        components.say(groups_sentence(panels))
    gaps = [gap_sentence(gap) for gap in map(gap_of, panels) if gap]
    components.notes([HELD_AGAINST_EVERYBODY] if asked.is_standardised else gaps)
    return panels


def _show_shares(view: View, asked: Asked) -> list[Results]:
    shares = [view.shares(scheme, asked.level, asked.area) for scheme in asked.schemes]
    components.say(shares_sentence(shares))
    show_figure(shares_figure(shares), key="shares", alt=shares_alt(shares))
    return [answer for one in shares for answer in one.answers]


def _show_change(view: View, asked: Asked) -> list[Results]:
    changes = [view.change(scheme, asked.level, asked.area) for scheme in asked.schemes]
    known = [one for one in changes if one.is_known]
    if not known:
        components.say(NOT_LONG_ENOUGH)
        return [answer for one in changes for answer in one.answers]
    components.say(changes_sentence(known))
    show_figure(change_figure(known), key="change", alt=change_alt(known))
    components.notes(
        f"{scheme_title(one.scheme)}. {change_sentence(one)}" for one in known
    )
    return [answer for one in changes for answer in one.answers]


FIGURES = {group_controls.SHARES: _show_shares, group_controls.CHANGE: _show_change}


def _people(view: View, asked: Asked) -> Sequence[Results]:
    """What share of everybody in the area each group is."""
    level, area = asked.level, asked.area
    return view.answers(
        [
            Question(PEOPLE, level, by=(scheme.id,), area=area)
            for scheme in asked.schemes
        ]
    )


def _show_table(panels: Sequence[Results]) -> None:
    """A row per group, sent once it is unfolded; the download is always there."""
    tier, titles = tier_of(*panels), [scheme_title(one.by[0]) for one in panels]
    with st.container(horizontal=True):
        folded = fold(tables.titled("Table: every group", tier), key="groups")
        st.download_button(
            tables.titled("Download (CSV)", tier),
            lambda: group_csv(panels, titles),
            file_name=group_file_name(panels),
            mime="text/csv",
            key="download-groups",
        )
    if folded:
        with folded:
            frame = group_table(panels, titles)
            tables.show_frame(frame, tier=tier, blank=tables.SEVERAL_REASONS)
