"""The frame around every page: configuration, navigation, the data in view, errors.

`open_page` comes first on each page (a guard in app.py would not protect `pages/`).
"""

from dataclasses import dataclass

import streamlit as st

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.domain.tiers import Tier
from phm.errors import PhmError, WarehouseMissing
from phm.maps.layer import MapLayer
from phm.measures.account import Account
from phm.measures.ask import Question
from phm.measures.change import Change
from phm.measures.crossings import Crossings
from phm.measures.results import Results
from phm.measures.shares import Shares
from phm.measures.spread import Spread
from phm.settings import Home
from phm.ui import cache
from phm.ui.assets import settle_memory
from phm.ui.looks import draw_looks
from phm.ui.navigation import Navigation, draw_navigation
from phm.ui.selection import enter_page
from phm.ui.served import served_home
from phm.ui.states import show_error, show_first_steps
from phm.ui.tier_bar import badge_text, show_bar, window_title
from phm.warehouse.connect import Warehouse, current_warehouse


PCNS_ON_ONE_CHART = 60
BUILT_BEFORE_TIERS = (
    "What is here was built by an earlier version of phm, which did not yet say what "
    "is real and what is invented: build it again."
)


@dataclass(frozen=True)
class View:
    """A page's window on one warehouse; the only thing pages ask questions of."""

    home: Home
    warehouse: Warehouse
    navigation: Navigation

    @property
    def system_name(self) -> str:
        """The system the warehouse was built for."""
        return str(self.warehouse.manifest["system"]["name"])

    @property
    def tier(self) -> str:
        """Open, local when a local extract went in too, or synthetic throughout."""
        return str(self.warehouse.manifest["tier"])

    def all_measures(self) -> dict[str, Measure]:
        """Measures by id that there are data for."""
        found = cache.measures(self.home.root, self.warehouse.version)
        return {one.id: one for one in found}

    def measures(self, level: AreaLevel) -> dict[str, Measure]:
        """Those of them that have one value per area of a level."""
        return {
            key: one
            for key, one in self.all_measures().items()
            if level in one.levels and not one.has_history
        }

    def ask(
        self, measure: str, level: AreaLevel = AreaLevel.PCN, *, history: str = ""
    ) -> Results:
        """A measure at a level; `history` (any text) asks for every period."""
        return self.answer(Question(measure, level, every_period=bool(history)))

    def answer(self, question: Question) -> Results:
        """The answer to any question."""
        return cache.answer(self.home.root, self.warehouse.version, question)

    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes that tell the people here apart."""
        return cache.schemes(self.home.root, self.warehouse.version)

    def shares(self, scheme: Scheme, level: AreaLevel, area: str) -> Shares:
        """Share of need and of referrals of a scheme's groups in an area."""
        version = self.warehouse.version
        return cache.shares(self.home.root, version, scheme.id, level, area)

    def change(self, scheme: Scheme, level: AreaLevel, area: str) -> Change:
        """Reach a year before and now of a scheme's groups in an area."""
        version = self.warehouse.version
        return cache.change(self.home.root, version, scheme.id, level, area)

    def crossings(self) -> Crossings:
        """Groups reached far less than their need implies."""
        return cache.crossings(self.home.root, self.warehouse.version)

    def spread(self) -> Spread:
        """How neighbourhoods inside each PCN differ."""
        return cache.spread(self.home.root, self.warehouse.version)

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
        navigation = draw_navigation(title)
    if isinstance(found, PhmError):
        _say_what_is_wrong(home, found)
        st.stop()
    view = View(home, found, navigation)
    show_bar(bar, tier, view.system_name)
    navigation.row.markdown(badge_text(tier, view.system_name), width="content")
    head.title(question, anchor=False)
    return view


def _find(home: Home) -> Warehouse | PhmError:
    try:
        found = current_warehouse(home)
    except PhmError as error:
        return error
    if "tier" not in found.manifest:
        return WarehouseMissing(BUILT_BEFORE_TIERS, remedy="Run `phm build`.")
    return found


def _say_what_is_wrong(home: Home, error: PhmError) -> None:
    if isinstance(error, WarehouseMissing):
        st.title("Nothing to show yet")
        show_first_steps(home, error)
    else:
        show_error(error)
