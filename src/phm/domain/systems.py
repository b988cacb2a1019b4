"""The footprint the warehouse is built for: configuration, never code."""

from dataclasses import dataclass


EVERYWHERE = "*"


@dataclass(frozen=True)
class Place:
    """A part of the system that people plan for, made of whole sub-ICB locations."""

    id: str
    name: str
    sub_icb_codes: tuple[str, ...]


@dataclass(frozen=True)
class Hospital:
    """A point on the map."""

    name: str
    latitude: float
    longitude: float
    code: str = ""


@dataclass(frozen=True)
class System:
    """A named list of sub-ICB location codes; ("*",) is the whole of England."""

    id: str
    name: str
    sub_icb_codes: tuple[str, ...]
    places: tuple[Place, ...] = ()
    hospitals: tuple[Hospital, ...] = ()
    note: str = ""

    @property
    def is_everywhere(self) -> bool:
        """Whether the system takes in every sub-ICB of the data."""
        return self.sub_icb_codes == (EVERYWHERE,)
