"""How often the search for crossings cries out where there is nothing to find.

    python -m bench.crossings                    a demonstration of 100,000, made first
    python -m bench.crossings --home HOME        the people of a home already built

Referrals of a year are drawn anew for the people of the person mart, in proportion to
their need and nothing else, once for each seed; the table of crossings is counted again
and searched as a page does. Whatever is found is a false alarm. At most 1 seed in 20
may have any, the false discovery rate that the search is held to.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from sqlglot import exp

from phm.cli.demo_verb import build_all_measures
from phm.domain.dimensions import Scheme
from phm.measures.crossings import search_cells
from phm.measures.schemes import load_schemes
from phm.measures.shortfalls import GROUPS, SCHEMES
from phm.settings import Home
from phm.synthetic.demo import make_demo
from phm.synthetic.pathway.null_referrals import null_referrals
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_crossings import CROSSED, CROSSING_TABLE
from phm.warehouse.people_groups import group_id
from phm.warehouse.statements import text


SMALL = 100_000
BAR = 0.05
PCN, CELL, NONE = "pcn_code", "cell", ""


@dataclass(frozen=True)
class People:
    """Everybody counted: need and finest cell of each, and how cells add up.

    ``table`` is `fct_crossing`; ``sums`` has its rows by finest cells.
    """

    need: np.ndarray
    cell: np.ndarray
    referred: int
    table: pd.DataFrame
    sums: csr_array

    def counted(self, referred: np.ndarray) -> pd.DataFrame:
        """The table, had these people been referred."""
        cells = np.bincount(self.cell[referred], minlength=self.sums.shape[1])
        return self.table.assign(people_referred=(self.sums @ cells).astype(float))


@dataclass(frozen=True)
class Searched:
    """What one seed gave: how many were found, of how many, in how many seconds."""

    found: int
    examined: int
    seconds: float


def main() -> None:
    """Search as many systems without inequality as asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, help="home with extracts built")
    parser.add_argument("--seeds", type=int, default=200)
    asked = parser.parse_args()
    with ExitStack() as stack:
        home = asked.home or _made(
            Path(stack.enter_context(tempfile.TemporaryDirectory()))
        )
        opened = current_warehouse(Home(home)).open()
        people = read_people(stack.enter_context(opened))
    print(f"{len(people.need):,} people, {people.referred:,} referred a year")
    report([searched(people, seed) for seed in range(asked.seeds)])


def searched(people: People, seed: int) -> Searched:
    """One draw by need alone, counted and searched."""
    drawn = null_referrals(people.need, referred=people.referred, seed=seed)
    table = people.counted(drawn)
    begun = time.perf_counter()
    shortfalls = search_cells(table)
    taken = time.perf_counter() - begun
    return Searched(len(shortfalls.found), shortfalls.examined, taken)


def report(seeds: Sequence[Searched]) -> None:
    """False alarms against the bar, findings by seed, and seconds of a search."""
    found = np.array([one.found for one in seeds])
    alarms, share = int((found > 0).sum()), float((found > 0).mean())
    verdict = "within" if share <= BAR else "ABOVE"
    examined = median(one.examined for one in seeds)
    seconds = median(one.seconds for one in seeds)
    print(f"groups examined: {examined:,.0f} (median)")
    print(f"false alarms: {alarms} of {len(seeds)} seeds, {share:.1%}, ", end="")
    print(f"{verdict} the bar of {BAR:.0%}")
    spread = dict(zip(*np.unique(found, return_counts=True), strict=True))
    told = ", ".join(f"{number} found in {times}" for number, times in spread.items())
    print(f"findings of each seed: {told}; {found.mean():.3f} on average")
    print(f"one search: {seconds * 1000:,.0f} ms (median)")


def read_people(connection: duckdb.DuckDBPyConnection) -> People:
    """Read everybody and the table of crossings.

    Raises RuntimeError when the cells do not add up to the referrals in the table.
    """
    table = connection.execute(f"select * from {CROSSING_TABLE}").df()  # noqa: S608
    schemes = [one for one in load_schemes().values() if one.id in CROSSED]
    ranked = _ranked(schemes)
    finest = connection.execute(_distinct(ranked)).df().set_index(CELL).sort_index()
    each = connection.execute(
        ranked.order_by("person_id").sql(dialect="duckdb")
    ).fetchnumpy()
    referred = np.asarray(each["referred_12m"], dtype=bool)
    people = People(
        need=np.asarray(each["need"]),
        cell=np.asarray(each[CELL]),
        referred=int(referred.sum()),
        table=table,
        sums=_sums(table, finest),
    )
    recounted = people.counted(referred)["people_referred"]
    if not recounted.equals(table["people_referred"].astype(float)):
        raise RuntimeError("the finest cells do not add up to the table of crossings")
    return people


def _ranked(schemes: Sequence[Scheme]) -> exp.Select:
    """Everybody with what they are crossed by, and the number of their finest cell."""
    pcn = exp.case().when(exp.column("in_current_pcn"), text(exp.column(PCN)))
    keys = [pcn.else_(exp.Literal.string(NONE)).as_(PCN)]
    keys += [group_id(one).as_(one.id) for one in schemes]
    columns = map(exp.column, ("person_id", "need", "referred_12m"))
    everybody = exp.select(*columns, *keys).from_("fct_person")
    names = [exp.column(one.alias) for one in keys]
    rank = exp.Window(
        this=exp.Anonymous(this="dense_rank"), order=exp.Order(expressions=names)
    )
    inside = everybody.where(exp.column("in_system")).subquery("person")
    return exp.select("*", (rank - 1).as_(CELL)).from_(inside)


def _distinct(ranked: exp.Select) -> str:
    rows = exp.select("* exclude (person_id, need, referred_12m)").distinct()
    return rows.from_(ranked.subquery("ranked")).sql(dialect="duckdb")


def _sums(table: pd.DataFrame, finest: pd.DataFrame) -> csr_array:
    """Which cells each row of the table adds up."""
    pairs = np.concatenate(list(_pairs(table, finest)))
    ones = np.ones(len(pairs), dtype=np.int64)
    return csr_array((ones, pairs.T), shape=(len(table), len(finest)))


def _pairs(table: pd.DataFrame, finest: pd.DataFrame) -> Iterator[np.ndarray]:
    """(row, cell) of everything crossed by the same things, set by set."""
    numbered = table.assign(row=np.arange(len(table)), of_pcn=table[PCN].ne(NONE))
    for (*names, of_pcn), rows in numbered.groupby([*SCHEMES, "of_pcn"]):
        known = [name for name in names if name]
        ours = rows.rename(columns=dict(zip(GROUPS, known, strict=False)))
        keys = [*known, *([PCN] if of_pcn else [])]
        how = {"on": keys} if keys else {"how": "cross"}
        met = ours[["row", *keys]].merge(finest[keys].reset_index(), **how)
        yield met[["row", CELL]].to_numpy()


def _made(root: Path) -> Path:
    made = make_demo(Home(root), people=SMALL, build=build_all_measures)
    return made.home.root


if __name__ == "__main__":
    main()
