"""The frame around every page: configuration, navigation, the data in view, errors.

`open_page` comes first on each page (a guard in app.py would not protect `pages/`).
"""

import streamlit as st

from phm.domain.tiers import Tier
from phm.errors import PhmError, WarehouseMissing
from phm.settings import Home
from phm.ui.ahead import start_ahead
from phm.ui.assets import settle_memory
from phm.ui.figure import fetch_ahead
from phm.ui.looks import draw_looks
from phm.ui.navigation import draw_navigation
from phm.ui.selection import enter_page
from phm.ui.served import served_home
from phm.ui.states import show_error, show_first_steps
from phm.ui.tier_bar import badge_text, show_bar, window_title
from phm.ui.view import View
from phm.warehouse.connect import Warehouse, current_warehouse


__all__ = ["View", "open_page"]


def open_page(title: str, *, question: str) -> View:
    """Draw the frame and return the view; say what to do, and stop, without data."""
    home = served_home()
    found = _find(home)
    tier = Tier.OPEN if isinstance(found, PhmError) else found.manifest["tier"]
    st.set_page_config(
        page_title=window_title(title, tier),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    draw_looks()
    settle_memory()
    enter_page(title)
    head = st.container(gap=None)
    with head:
        bar = st.empty()
        fetch_ahead()
        navigation = draw_navigation(title)
    if isinstance(found, PhmError):
        _say_what_is_wrong(home, found)
        st.stop()
    view = View(home, found, navigation)
    start_ahead(view)
    show_bar(bar, tier, view.system_name)
    with (
        head,
        st.container(
            key="page-head", horizontal=True, vertical_alignment="center", gap="small"
        ),
    ):
        st.title(question, anchor=False, width="content")
        st.markdown(badge_text(tier, view.system_name), width="content")
    return view


def _find(home: Home) -> Warehouse | PhmError:
    try:
        return current_warehouse(home)
    except PhmError as error:
        return error


def _say_what_is_wrong(home: Home, error: PhmError) -> None:
    if isinstance(error, WarehouseMissing):
        st.title("Nothing to show yet")
        show_first_steps(home, error)
    else:
        show_error(error)
