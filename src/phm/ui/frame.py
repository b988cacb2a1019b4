"""The frame around every page: configuration, navigation, the data in view, errors.

`open_page` comes first on each page (a guard in app.py would not protect `pages/`).
"""

from dataclasses import dataclass

import streamlit as st

from phm.domain.areas import AreaLevel
from phm.errors import PhmError, WarehouseMissing
from phm.maps.layer import MapLayer
from phm.measures.account import Account
from phm.measures.ask import Question
from phm.measures.disclose import PUBLISHED_TIER
from phm.measures.results import Results
from phm.settings import Home, current_home
from phm.ui import cache
from phm.ui.assets import settle_memory
from phm.ui.components import badge_text
from phm.ui.navigation import draw_navigation
from phm.ui.selection import enter_page
from phm.ui.states import show_error, show_first_steps
from phm.warehouse.connect import Warehouse, current_warehouse


PCNS_ON_ONE_CHART = 60


@dataclass(frozen=True)
class View:
    """A page's window on one warehouse; the only thing pages ask questions of."""

    home: Home
    warehouse: Warehouse

    @property
    def system_name(self) -> str:
        """The system the warehouse was built for."""
        return str(self.warehouse.manifest["system"]["name"])

    def ask(
        self, measure: str, level: AreaLevel = AreaLevel.PCN, *, history: str = ""
    ) -> Results:
        """A measure at a level; `history` (any text) asks for every period."""
        question = Question(measure, level, every_period=bool(history))
        return cache.answer(self.home.root, self.warehouse.version, question)

    def account(self) -> Account:
        """What went in and what was set aside."""
        return cache.account(self.home.root, self.warehouse.version)

    def layer(self, level: AreaLevel) -> MapLayer | None:
        """The map layer of a level, or None when no boundaries were supplied."""
        stem = self.warehouse.manifest["layers"].get(str(level))
        return cache.layer(self.home.root, stem) if stem else None

    def names(self, level: AreaLevel) -> dict[str, str]:
        """Area code → name, by name."""
        areas = cache.areas(self.home.root, self.warehouse.version, level)
        return dict(areas["area_name"].items())

    def pcns_beside(self, pcn: str) -> list[str]:
        """The PCNs to show one beside: all of the system, of its place, or itself."""
        version = self.warehouse.version
        parents = cache.areas(self.home.root, version, AreaLevel.PCN)["parent_code"]
        if len(parents) <= PCNS_ON_ONE_CHART:
            return list(parents.index)
        return list(parents.index[parents.eq(parents.get(pcn))]) or [pcn]

    def pcn_of(self, code: str, level: AreaLevel) -> str:
        """The PCN an area of the map is drawn with: itself, at PCN level."""
        if level is AreaLevel.PCN:
            return code
        areas = cache.areas(self.home.root, self.warehouse.version, level)
        return str(areas["parent_code"].get(code, ""))


def open_page(title: str, *, question: str) -> View:
    """Draw the frame and return the view; say what to do, and stop, without data."""
    st.set_page_config(
        page_title=f"{title} · phm", layout="wide", initial_sidebar_state="collapsed"
    )
    settle_memory()
    home = current_home()
    enter_page(title)
    row = draw_navigation(title)
    try:
        view = View(home, current_warehouse(home))
    except WarehouseMissing as missing:
        st.title("Nothing to show yet")
        show_first_steps(home, missing)
        st.stop()
    except PhmError as error:
        show_error(error)
        st.stop()
    row.markdown(badge_text(PUBLISHED_TIER, view.system_name), width="content")
    st.title(question)
    return view
