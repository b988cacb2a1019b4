"""One column searched for everything that names a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from phm.sources.door.dates import (
    full_dates,
    like_birth_dates,
    mostly,
    serial_dates,
)
from phm.sources.door.distinct import Distinct
from phm.sources.door.headers import (
    BIRTH_DATE,
    EMAIL,
    NAME,
    NHS_NUMBER,
    POSTCODE,
    TELEPHONE,
)
from phm.sources.door.names import names_of_people
from phm.sources.door.numbers import Numbers, nhs_numbers
from phm.sources.door.texts import (
    email_addresses,
    mobile_numbers,
    postcodes,
    telephone_numbers,
    unless_by_chance,
)


Mask = NDArray[np.bool_]

_BIRTH_COLUMNS = ("year_of_birth", "age_years")


@dataclass(frozen=True)
class SearchedColumn:
    """The distinct texts of one column that nothing vouches for."""

    cells: Distinct
    of_people: bool

    def sightings(self) -> list[tuple[str, pa.Array]]:
        """What it holds, with the texts that do."""
        return [
            (what, self.cells.texts.filter(pa.array(mask)))
            for what, mask in self.found()
        ]

    @cached_property
    def numbers(self) -> Numbers:
        """The NHS numbers among the texts."""
        declared = self.cells.declared
        return nhs_numbers(self.cells.texts, column=declared.name if declared else "")

    def found(self) -> Iterator[tuple[str, Mask]]:
        """Every kind of identifier that some text holds."""
        looked_for = ((NHS_NUMBER, self.numbers.found), *self._texts(), *self._dates())
        yield from ((what, mask) for what, mask in looked_for if mask.any())

    def _texts(self) -> Iterator[tuple[str, Mask]]:
        texts = self.cells.texts
        yield EMAIL, email_addresses(texts)
        telephones, mobiles = telephone_numbers(texts), mobile_numbers(texts)
        telephones = self._but_for_chance(telephones)
        yield TELEPHONE, telephones | mobiles if mostly(mobiles) else telephones
        if self.of_people:
            yield POSTCODE, self._but_for_chance(postcodes(texts))
        if self.of_people or self.cells.declared is None:
            yield NAME, names_of_people(texts)

    def _dates(self) -> Iterator[tuple[str, Mask]]:
        if not self.of_people:
            return
        declared, texts = self.cells.declared, self.cells.texts
        dates = full_dates(texts)
        if declared and declared.name in _BIRTH_COLUMNS:
            is_year = declared.name == _BIRTH_COLUMNS[0]
            yield BIRTH_DATE, dates | serial_dates(texts) if is_year else dates
        elif mostly(dates):
            keys = declared is not None and declared.is_pseudonym
            which = pa.array(dates)
            rows = self.cells.rows[dates]
            if keys or like_birth_dates(texts.filter(which), rows):
                yield BIRTH_DATE, dates

    def _but_for_chance(self, found: Mask) -> Mask:
        return unless_by_chance(found) if self.cells.are_keys() else found
