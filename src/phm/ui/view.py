"""A page's window on one warehouse: the only thing that pages ask questions of."""

from collections.abc import Sequence
from dataclasses import dataclass

from phm.cohorts.cohort import Cohort
from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.indicators import Measure
from phm.maps.layer import MapLayer
from phm.measures.account import Account
from phm.measures.ask import Question
from phm.measures.by_group.counts import is_of_people
from phm.measures.catalogue import find_measure
from phm.measures.change import Change
from phm.measures.cohort_card import CohortCard, Focus
from phm.measures.crossings import Crossings
from phm.measures.digital import Match
from phm.measures.intensity import Intensity
from phm.measures.results import Results
from phm.measures.shares import Shares
from phm.measures.spread import Spread
from phm.settings import Home
from phm.ui import cache, findings
from phm.ui.navigation import Navigation
from phm.warehouse.connect import Warehouse


PCNS_ON_ONE_CHART = 60
PEOPLE_REFERRED = "reach_per_1000"


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

    @property
    def has_people(self) -> bool:
        """Whether there are people to tell apart, and who of them was referred."""
        return PEOPLE_REFERRED in self.measures(AreaLevel.SYSTEM)

    def ask(
        self,
        measure: str,
        level: AreaLevel = AreaLevel.PCN,
        *,
        history: str = "",
        cohort: str = "",
    ) -> Results:
        """A measure at a level; `history` (any text) asks for every period.

        Of a cohort alone, where the measure is counted person by person.
        """
        only = cohort if is_of_people(find_measure(measure)) else ""
        return self.answer(
            Question(measure, level, every_period=bool(history), cohort=only)
        )

    def answer(self, question: Question) -> Results:
        """The answer to any question."""
        return cache.answer(self.home.root, self.warehouse.version, question)

    def answers(self, questions: Sequence[Question]) -> Sequence[Results]:
        """The answers to several questions, in their order; counted in one go."""
        return cache.answers(self.home.root, self.warehouse.version, tuple(questions))

    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes that tell the people here apart."""
        return cache.schemes(self.home.root, self.warehouse.version)

    def shares(self, scheme: Scheme, level: AreaLevel, area: str) -> Shares:
        """Share of need and of referrals of a scheme's groups in an area."""
        version = self.warehouse.version
        return findings.shares(self.home.root, version, scheme.id, level, area)

    def change(self, scheme: Scheme, level: AreaLevel, area: str) -> Change:
        """Reach a year before and now of a scheme's groups in an area."""
        version = self.warehouse.version
        return findings.change(self.home.root, version, scheme.id, level, area)

    def crossings(self) -> Crossings:
        """Groups reached far less than their need implies."""
        return findings.crossings(self.home.root, self.warehouse.version)

    def spread(self) -> Spread:
        """How neighbourhoods inside each PCN differ."""
        return findings.spread(self.home.root, self.warehouse.version)

    def card(self, focus: Focus) -> CohortCard:
        """A cohort at a glance."""
        root, version = self.home.root, self.warehouse.version
        return findings.card(
            root, version, focus.cohort.address, focus.level, focus.area
        )

    def intensity(self, cohort: Cohort) -> Intensity:
        """Where the people of a cohort live, in classes of neighbourhoods."""
        version = self.warehouse.version
        return findings.intensity(self.home.root, version, cohort.address)

    def match(self, level: AreaLevel, area: str) -> Match:
        """Digital barriers beside money and support, of a place or the system."""
        return findings.match(self.home.root, self.warehouse.version, level, area)

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

    def parents(self, level: AreaLevel) -> dict[str, str]:
        """Area code → the code of the area it lies in."""
        areas = cache.areas(self.home.root, self.warehouse.version, level)
        return dict(areas["parent_code"].dropna().items())

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
