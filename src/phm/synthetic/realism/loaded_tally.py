"""The same counts as in `tally`, of a built warehouse: what the product itself sees."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from phm.synthetic.areas.facts import CONDITIONS, ETHNIC_ORDER, SEXES, AreaFacts
from phm.synthetic.realism.tally import Table, Tally, districts_of


SQL = Path(__file__).parent / "sql"

Ask = Callable[[str], pd.DataFrame]


def loaded_tally(facts: AreaFacts, connection: duckdb.DuckDBPyConnection) -> Tally:
    """Counts of the persons loaded: without those who opted out, as recorded."""

    def ask(name: str) -> pd.DataFrame:
        script = (SQL / f"{name}.sql").read_text(encoding="utf-8")
        return connection.execute(script).df()

    homes = ask("homes")
    return Tally(
        lists=_lists(facts, ask("lists")),
        homes=_homes(facts, homes),
        ethnic=_ethnic(facts, homes),
        prevalence=_prevalence(facts, ask("registers")),
        link_workers=_link_workers(facts, ask("link_workers")),
    )


def _lists(facts: AreaFacts, rows: pd.DataFrame) -> Table:
    found = np.zeros(facts.lists.shape)
    practice = _positions(rows["practice_code"], facts.practices["practice_code"])
    sex = _positions(rows["sex"], pd.Series(SEXES))
    known = (practice >= 0) & (sex >= 0)
    at = (practice[known], sex[known], rows["band"].to_numpy(dtype=int)[known])
    np.add.at(found, at, rows["people"].to_numpy()[known])
    return found


def _homes(facts: AreaFacts, rows: pd.DataFrame) -> Table:
    size = len(facts.lsoas)
    lsoa = _positions(rows["lsoa21_code"], facts.lsoas["lsoa_code"])
    at = np.where(lsoa < 0, size, lsoa)
    return np.bincount(at, rows["people"], size + 1).astype(np.float64)


def _ethnic(facts: AreaFacts, rows: pd.DataFrame) -> Table:
    names, district = districts_of(facts)
    found = np.zeros((len(names), len(ETHNIC_ORDER)))
    lsoa = _positions(rows["lsoa21_code"], facts.lsoas["lsoa_code"])
    category = _positions(rows["ethnic_category"], pd.Series(list(ETHNIC_ORDER)))
    known = (lsoa >= 0) & (category >= 0)
    at = (district[lsoa[known]], category[known])
    np.add.at(found, at, rows["people"].to_numpy()[known])
    return found


def _prevalence(facts: AreaFacts, rows: pd.DataFrame) -> dict[str, Table]:
    """By practice, not a number where nobody of the register's age is loaded."""
    by_code = rows.assign(practice_code=rows["practice_code"].astype(str))
    by_code = by_code.set_index("practice_code")
    ordered = by_code.reindex(facts.practices["practice_code"])
    return {
        name: ordered[name].to_numpy(dtype=np.float64, na_value=np.nan)
        for name in CONDITIONS
    }


def _link_workers(facts: AreaFacts, rows: pd.DataFrame) -> Table:
    at = _positions(rows["pcn_code"], facts.pcns["pcn_code"])
    fte = rows["fte"].to_numpy(dtype=np.float64)
    return np.bincount(at[at >= 0], fte[at >= 0], len(facts.pcns)).astype(np.float64)


def _positions(
    codes: pd.Series, known: pd.Series
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Position of every code among the known ones; -1 for others and for none."""
    wanted = pd.Index(codes.astype(str))
    return pd.Index(known.astype(str)).get_indexer(wanted)
