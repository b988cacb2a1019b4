"""Who is registered where: practice, neighbourhood, sex, age and ethnic category.

Practice × neighbourhood and practice × age-sex come out exactly as asked; ethnic
categories within one person per neighbourhood, and exactly in each district.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phm.synthetic.areas.facts import BANDS, ETHNIC_ORDER, AreaFacts
from phm.synthetic.drawing.block_fit import Margins, fitted, whole
from phm.synthetic.drawing.draws import Ints, generator
from phm.synthetic.drawing.whole_numbers import apportion
from phm.synthetic.parameter_groups import Ethnicity


Codes = npt.NDArray[np.integer]
NOWHERE = -1
OLDEST_FROM = 5 * (len(BANDS) - 1)
OLDEST = 104
# Share of each single year from 85 on: one seventh fewer with every year of age.
LATE_YEARS = (6 / 7) ** np.arange(OLDEST - OLDEST_FROM + 1)
TILT_BANDS = np.repeat([0, 1, 2, 3], [4, 4, 5, 5])  # 0-19, 20-39, 40-64, 65+
TILT_GROUPS = {
    "white": "A",
    "white_other": "BC",
    "asian": "HJKLR",
    "black": "MNP",
    "mixed": "DEFG",
    "other": "S",
}
# Age and sex of people of no fixed abode against the list they are on: assumption.
NOWHERE_AGES = np.repeat([0.4, 1.0, 0.3], [4, 9, 5])
NOWHERE_TILT = np.stack([NOWHERE_AGES, 3.0 * NOWHERE_AGES])


@dataclass(frozen=True)
class Placed:
    """One entry per person, sorted by practice, in random order within each."""

    practice: Codes
    lsoa: Codes  # -1 = no fixed abode
    sex: Codes
    age: Codes
    ethnic: Codes  # position in ETHNIC_ORDER

    def __len__(self) -> int:
        return len(self.age)


def place_people(facts: AreaFacts, tilt: Ethnicity, *, seed: int) -> Placed:
    """Everybody on the lists, one by one."""
    practice, lsoa, cell = _homes(facts, seed)
    sex, band = np.divmod(cell, len(BANDS))
    age = _ages(band, generator(seed, "single years of age"))
    ethnic = _ethnic(facts, tilt, lsoa, band, seed)
    return Placed(practice, lsoa, sex.astype(np.int8), age, ethnic)


def shuffled_within(key: Codes, rng: np.random.Generator) -> Ints:
    """An order that sorts by ``key``, random among equals."""
    order = rng.permutation(len(key))
    small = key.astype(np.uint16) if key.max(initial=0) < 2**16 else key
    return order[np.argsort(small[order], kind="stable")]


def _homes(facts: AreaFacts, seed: int) -> tuple[Codes, Codes, Codes]:
    """Practice, neighbourhood and age-sex cell of every person."""
    counts = np.column_stack([facts.registered, facts.no_fixed_abode])
    practice, home = np.nonzero(counts)
    asked = Margins(
        counts[practice, home],
        facts.lists.reshape(len(counts), -1)[np.unique(practice)],
        np.unique(practice, return_inverse=True)[1],
    )
    lists = facts.lists.astype(np.float64)
    residents = np.append(facts.residents, np.zeros((1, *lists.shape[1:])), axis=0)
    shape = residents[home] + lists[practice] * 1e-6
    nowhere = home == len(facts.lsoas)
    shape[nowhere] = lists[practice[nowhere]] * NOWHERE_TILT
    table = fitted(shape.reshape(len(home), -1), asked)
    people = whole(table, asked, generator(seed, "homes"))
    cell = np.repeat(
        np.tile(np.arange(people.shape[1], dtype=np.int8), len(people)), people.ravel()
    )
    size = people.sum(axis=1)
    where = np.where(nowhere, NOWHERE, home).astype(np.int32)
    order = shuffled_within(
        np.repeat(practice, size), generator(seed, "order within practice")
    )
    return (
        np.repeat(practice.astype(np.int16), size),
        np.repeat(where, size)[order],
        cell[order],
    )


def _ages(band: Codes, rng: np.random.Generator) -> Codes:
    """Single years: even within a band of five, falling from 85 on."""
    age = band.astype(np.int8) * np.int8(5)
    age += rng.integers(0, 5, len(band), dtype=np.int8)
    old = np.flatnonzero(band == len(BANDS) - 1)
    late = rng.choice(len(LATE_YEARS), len(old), p=LATE_YEARS / LATE_YEARS.sum())
    age[old] = OLDEST_FROM + late
    return age


def _ethnic(
    facts: AreaFacts, tilt: Ethnicity, lsoa: Codes, band: Codes, seed: int
) -> Codes:
    """Ethnic categories to each neighbourhood's shares, younger for minorities."""
    rng = generator(seed, "ethnic category")
    home = np.where(lsoa == NOWHERE, len(facts.lsoas), lsoa)
    group = home * len(BANDS) + band
    people = np.bincount(group, minlength=(len(facts.lsoas) + 1) * len(BANDS))
    by_home = people.reshape(-1, len(BANDS)).sum(axis=1)
    shares = _shares(facts, by_home[:-1])
    columns = _category_totals(facts, shares, by_home, rng)
    block = np.repeat(np.arange(len(by_home)), len(BANDS))
    asked = Margins(people, columns, block)
    seeds = shares[block] * np.tile(tilts(tilt), (len(by_home), 1))
    table = whole(fitted(seeds, asked), asked, rng)
    categories = np.tile(np.arange(len(ETHNIC_ORDER), dtype=np.int8), len(table))
    ethnic = np.empty(len(lsoa), dtype=np.int8)
    ethnic[shuffled_within(group, rng)] = np.repeat(categories, table.ravel())
    return ethnic


def _shares(facts: AreaFacts, people: Ints) -> npt.NDArray[np.float64]:
    """Shares by neighbourhood; the last row, for no fixed abode, is everybody's."""
    everybody = people @ facts.ethnicity / max(people.sum(), 1)
    return np.vstack([facts.ethnicity, everybody])


def _category_totals(
    facts: AreaFacts,
    shares: npt.NDArray[np.float64],
    people: Ints,
    rng: np.random.Generator,
) -> Ints:
    """Whole people per neighbourhood and category, exact per district."""
    names = np.append(facts.lsoas["district_name"].to_numpy().astype(str), "~nowhere")
    district = np.unique(names, return_inverse=True)[1]
    order = np.argsort(district, kind="stable")
    expected = (shares * people[:, None])[order]
    starts = np.searchsorted(district[order], np.arange(district.max() + 1))
    by_district = np.add.reduceat(expected, starts, axis=0)
    heads = np.add.reduceat(people[order], starts)
    columns = np.array(
        [apportion(row, total) for row, total in zip(by_district, heads, strict=True)]
    )
    asked = Margins(people[order], columns, district[order])
    totals = np.empty(shares.shape, dtype=np.int64)
    totals[order] = whole(fitted(expected, asked), asked, rng)
    return totals


def tilts(tilt: Ethnicity) -> npt.NDArray[np.float64]:
    """Relative weight of every category in every age band: (bands, categories)."""
    weights = np.ones((len(BANDS), len(ETHNIC_ORDER)))
    for name, categories in TILT_GROUPS.items():
        for category in categories:
            column = ETHNIC_ORDER.index(category)
            weights[:, column] = np.asarray(getattr(tilt, name))[TILT_BANDS]
    return weights
