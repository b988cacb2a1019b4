"""What a warehouse holds of open facts that a modelled estimate is made with."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import duckdb
import numpy as np
import pandas as pd

from phm.cohorts.modelled_steps import ETHNIC_GROUPS, SEXES, Modelled
from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure
from phm.errors import DeclarationInvalid
from phm.measures.areas import read_areas
from phm.measures.catalogue import find_measure
from phm.measures.cite import access_of
from phm.measures.disclose import OPEN_ACCESS
from phm.stats.intervals import Floats


REGISTERED_FROM = ("gp_patients_by_age_sex", "practice_map")
GROUP_MEASURES = tuple(f"{group.lower()}_percent" for group in ETHNIC_GROUPS)
KEYS = {AreaLevel.PCN: "area_code", AreaLevel.PLACE: "parent_code"}


@dataclass(frozen=True)
class Facts:
    """Arrays over the system's PCNs, in the order of `areas` (code, name, parent).

    `registered` has shape (areas, sexes, bands), `youngest` the first age of each band;
    `ethnic`, shape (areas, groups), sums to 1. `shares` has a measure's share of each
    area; nan is not reported. `measures` are what they were read from.
    """

    areas: pd.DataFrame
    period: str
    youngest: tuple[int, ...]
    registered: Floats
    ethnic: Floats
    shares: Mapping[str, Floats]
    measures: tuple[Measure, ...]


def read_facts(connection: duckdb.DuckDBPyConnection, modelled: Modelled) -> Facts:
    """The facts of every PCN. Raises DeclarationInvalid for a measure that is none."""
    rows = connection.execute(_sql("registered_by_age_sex")).df()
    named = read_areas(connection, AreaLevel.PCN)
    areas = named[named.index.isin(rows["area_code"])].reset_index()
    groups = GROUP_MEASURES if modelled.is_by_ethnic_group else ()
    measures = [_usable(name) for name in (*modelled.measures, *groups)]
    shares = _shares(connection, measures, areas)
    youngest = tuple(sorted(rows["youngest"].unique().tolist()))
    return Facts(
        areas=areas,
        period=str(rows["period"].max()) if len(rows) else "",
        youngest=youngest,
        registered=_registered(rows, areas, youngest),
        ethnic=_profile([shares[name] for name in groups], areas),
        shares=shares,
        measures=tuple(measures),
    )


def _usable(name: str) -> Measure:
    """An open measure that is a share, told for PCNs or for places."""
    measure = find_measure(name)
    if access_of(measure) != OPEN_ACCESS:
        raise DeclarationInvalid(
            f"A modelled estimate stands on `{name}`, which needs a system's own data.",
            remedy="Name a measure made of published files.",
        )
    if measure.has_history or not _level(measure) or not _published_per(measure):
        raise DeclarationInvalid(
            f"A modelled estimate stands on `{name}`, which is no share of an area.",
            remedy="Name a share or a rate that is told for PCNs or for places.",
        )
    return measure


def _level(measure: Measure) -> AreaLevel | None:
    """The smallest area a measure is told for, of those that make up a system."""
    levels = (AreaLevel.PCN, AreaLevel.PLACE)
    return next((one for one in levels if one in measure.levels), None)


def _shares(
    connection: duckdb.DuckDBPyConnection, measures: list[Measure], areas: pd.DataFrame
) -> dict[str, Floats]:
    """Each measure's share of each area, 0 to 1; nan where it is not reported."""
    by = {
        level: [one.id for one in measures if _level(one) is level]
        for level in (AreaLevel.PCN, AreaLevel.PLACE)
    }
    asked = {"by_pcn": by[AreaLevel.PCN], "by_place": by[AreaLevel.PLACE]}
    rows = connection.execute(_sql("shares_of_areas"), asked).df()
    ratio = rows.set_index(["measure_id", "area_code"])["ratio"].to_dict()
    key = {one.id: KEYS[_level(one) or AreaLevel.PCN] for one in measures}
    return {
        one.id: np.array(
            [ratio.get((one.id, code), np.nan) for code in areas[key[one.id]]]
        )
        / _published_per(one)
        for one in measures
    }


def _published_per(measure: Measure) -> int:
    """What a ratio is of: a figure published as a rate is kept so. 0 for no share."""
    if measure.denominator is None:
        return 0
    if measure.multiplier > 1:
        return 1
    return 1000 if measure.unit.startswith("per 1,000 ") else 0


def _registered(
    rows: pd.DataFrame, areas: pd.DataFrame, youngest: tuple[int, ...]
) -> Floats:
    cells = rows.set_index(["area_code", "sex", "youngest"])["people"]
    wanted = pd.MultiIndex.from_product([areas["area_code"], SEXES, youngest])
    people = cells.reindex(wanted, fill_value=0).to_numpy(dtype=np.float64)
    return people.reshape(len(areas), len(SEXES), len(youngest))


def _profile(shares: list[Floats], areas: pd.DataFrame) -> Floats:
    """The ethnic groups of the neighbourhoods where an area's patients live."""
    if not shares:
        return np.ones((len(areas), 1))
    each = np.stack(shares, axis=-1)
    total = each.sum(axis=-1, keepdims=True)
    nothing = np.full(each.shape, np.nan)
    return np.asarray(np.divide(each, total, out=nothing, where=total > 0))


def _sql(name: str) -> str:
    folder = resources.files("phm.measures") / "sql"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
