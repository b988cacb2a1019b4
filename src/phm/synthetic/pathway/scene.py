"""What every part of the pathway is drawn from, and what has been drawn so far."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import Ints, generator
from phm.synthetic.extract_columns import day_number
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import Strata, strata
from phm.synthetic.people.population import People


@dataclass(frozen=True)
class Scene:
    """Areas, people and their groups, the numbers, and the seed."""

    facts: AreaFacts
    people: People
    groups: Strata
    settings: PathwaySettings
    seed: int

    @property
    def extract_date(self) -> str:
        """The day of the extract, ISO."""
        return self.people.extract_date

    @property
    def last_day(self) -> int:
        """The day of the extract, days since 1970."""
        return day_number(self.people.extract_date)

    def generator(self, purpose: str) -> np.random.Generator:
        """The source of chance for one purpose."""
        return generator(self.seed, purpose)


def scene(
    facts: AreaFacts, people: People, settings: PathwaySettings, *, seed: int
) -> Scene:
    """The scene before anything happens."""
    return Scene(facts, people, strata(facts, people, settings), settings, seed)


@dataclass(frozen=True)
class Offers:
    """One entry per offer. ``year`` 0 is the older twelve months, 1 the newer."""

    person: Ints
    day: Ints  # since 1970
    year: Ints
    decision: Ints

    def only(self, kept: Ints | np.typing.NDArray[np.bool_]) -> "Offers":
        """The offers kept, or in the order given."""
        return Offers(*(part[kept] for part in vars(self).values()))


@dataclass(frozen=True)
class Cases:
    """One entry per offer; the first four only mean something where referred."""

    first_contact: Ints  # day, when reached
    is_reached: np.typing.NDArray[np.bool_]
    is_supported: np.typing.NDArray[np.bool_]
    support_day: Ints
    closed: Ints  # day, STILL_OPEN while open
    close_reason: Ints  # position in CLOSED, STILL_OPEN while open


@dataclass(frozen=True)
class Course:
    """Offers with what became of them, why they were made, and their keys."""

    offers: Offers
    cases: Cases
    first_reason: Ints
    second_reason: Ints
    keys: pa.Array
    pcn: Ints  # position in facts.pcns
