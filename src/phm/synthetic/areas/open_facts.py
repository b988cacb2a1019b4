"""Area facts of a built warehouse: real areas and margins, recoded practices."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.domain.tiers import Tier
from phm.settings import Home
from phm.sources.landed import list_landed
from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.facts import (
    ASIAN,
    BANDS,
    CONDITIONS,
    LSOA_COLUMNS,
    SYSTEM_ID,
    AreaFacts,
)
from phm.synthetic.areas.invented_lists import no_fixed_abode
from phm.synthetic.areas.open_census import NEEDED, Census
from phm.synthetic.areas.open_organisations import (
    EMPLOYERS,
    invented_networks,
    invented_practices,
    joined_up,
    sub_icbs,
)
from phm.synthetic.areas.organisations import MOST_PCNS
from phm.synthetic.areas.planted import planted_in, with_planted_staff
from phm.synthetic.drawing.whole_numbers import rounded_to
from phm.warehouse.connect import current_version, current_warehouse


Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
OWN_TIERS = (Tier.OPEN, Tier.LOCAL)

PLACES = "select distinct place_id, place_name from cfg_place"
SYSTEM = "select system_name from cfg_system"
QUERIES = Path(__file__).with_name("sql")
FILLED = [
    *("lonely_percent", "bad_health_share", "limited_english_share", "deri_score")
]


def has_open_data(home: Home) -> bool:
    """Whether the home serves a warehouse of its own whose tables can be used here."""
    if current_version(home) is None:
        return False
    warehouse = current_warehouse(home)
    landed = {one.source_id for one in list_landed(home)}
    if (
        warehouse.manifest.get("tier", Tier.OPEN) not in OWN_TIERS
        or set(NEEDED) - landed
    ):
        return False
    with warehouse.open() as connection:
        asked = "select count(*) from dim_pcn where in_system"
        networks = connection.execute(asked).fetchone()
    return networks is not None and 0 < networks[0] <= MOST_PCNS


def open_facts(home: Home) -> AreaFacts:
    """Area facts from the warehouse that `home` serves, organisations recoded."""
    with current_warehouse(home).open() as connection:
        read = _Reader(connection)
        practices = joined_up(read.table("practices"))
        lsoas, registered = read.homes(practices["practice_code"])
        lists = read.lists(practices)
        prevalence = read.prevalence(practices["practice_code"])
        staff = read.table("link_workers").set_index("pcn_code")["link_worker_fte"]
        places = dict(connection.execute(PLACES).fetchall())
        name = connection.execute(SYSTEM).fetchall()[0][0]
    census = Census(home, lsoas["lsoa_code"].tolist())
    lsoas = _described(lsoas, sub_icbs(practices), census)
    homes = rounded_to(registered, practices["list_size"].to_numpy())
    score = homes @ lsoas["imd_score"].to_numpy() / homes.sum(axis=1)
    homeless = no_fixed_abode(practices, score)
    homes = rounded_to(registered, practices["list_size"].to_numpy() - homeless)
    networks = invented_networks(practices, lsoas, homes)
    surgeries = invented_practices(practices, networks, lsoas, homes)
    patients = _by_network(practices["pcn_code"], networks.index, homes)
    pcns = networks.assign(
        link_worker_fte=staff.reindex(networks.index),
        employer=[EMPLOYERS[n % len(EMPLOYERS)] for n in range(len(networks))],
    ).reset_index(drop=True)
    pcns = with_planted_staff(
        pcns, patients @ lsoas["imd_score"].to_numpy() / patients.sum(axis=1)
    )
    groups, travellers = census.ethnicity()
    return AreaFacts(
        origin="open data",
        system_id=SYSTEM_ID,
        system_name=f"{name} (demonstration)",
        lsoas=lsoas[LSOA_COLUMNS],
        residents=census.residents(lists.sum(axis=0).astype(np.float64)),
        ethnicity=groups,
        gypsy_traveller_roma_share=travellers,
        practices=surgeries,
        registered=homes,
        lists=lists,
        prevalence=prevalence,
        pcns=pcns,
        no_fixed_abode=homeless,
        planted=planted_in(pcns, lsoas, patients, groups, ASIAN),
        place_names=places or {"system": name},
        open_home=home,
    )


@dataclass(frozen=True)
class _Reader:
    """Reads of one warehouse, as arrays in the order of the practices."""

    connection: duckdb.DuckDBPyConnection

    def table(self, name: str) -> pd.DataFrame:
        script = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        return self.connection.execute(script).fetchdf()

    def homes(self, practices: pd.Series) -> tuple[pd.DataFrame, Shares]:
        """The neighbourhoods with patients or in the system, and who lives there."""
        rows, lsoas = self.table("homes"), self.table("lsoas")
        table = rows.pivot_table(
            "registered_patients", "practice_code", "lsoa21_code", "sum", 0.0
        ).reindex(index=practices, columns=lsoas["lsoa_code"], fill_value=0.0)
        living = table.to_numpy(dtype=np.float64, copy=True)
        living[living.sum(axis=1) == 0] = living.mean(axis=0)  # opened since
        kept = (living.max(axis=0) >= 1) | (lsoas["sub_icb_code"] != "").to_numpy()
        return lsoas[kept].reset_index(drop=True), living[:, kept]

    def lists(self, practices: pd.DataFrame) -> Counts:
        """Practice × sex × band; other sexes are spread as the two are."""
        rows = self.table("lists")
        rows["band"] = np.minimum(
            rows["age_band"].str.extract(r"(\d+)")[0].astype(int) // 5, 17
        )
        shape = [
            (sex, band) for sex in ("female", "male") for band in range(len(BANDS))
        ]
        table = rows.pivot_table("patients", "practice_code", ["sex", "band"], "sum", 0)
        table = table.reindex(
            index=practices["practice_code"],
            columns=pd.MultiIndex.from_tuples(shape),
            fill_value=0,
        )
        whole = rounded_to(table.to_numpy(), practices["list_size"].to_numpy())
        return whole.reshape(-1, 2, len(BANDS))

    def prevalence(self, practices: pd.Series) -> dict[str, Shares]:
        """Percent by condition; where none is recorded the middle one, or ours."""
        rows = self.table("registers")
        table = rows.pivot_table("percent", "practice_code", "register_code")
        table = table.reindex(practices)
        table = table.fillna(table.median())
        usual = fact_table("prevalence").set_index("condition")
        found = {}
        for one in CONDITIONS:
            code, percent = usual.loc[one, ["register_code", "system_percent"]]
            known = code in table and table[code].notna().all()
            found[one] = (
                table[code].to_numpy() if known else np.full(len(table), percent)
            )
        return found


def _described(
    lsoas: pd.DataFrame, codes: dict[str, str], census: Census
) -> pd.DataFrame:
    """Without gaps, and with the invented sub-ICBs."""
    bounds = lsoas.groupby("quintile_local")["imd_rank"].max().to_numpy()[:-1]
    local = 1 + np.searchsorted(bounds, lsoas["imd_rank"].to_numpy(), side="left")
    inside = lsoas["sub_icb_code"].map(codes).fillna("")
    shares = lsoas[FILLED].fillna(lsoas[FILLED].median())
    return lsoas.assign(
        **{name: shares[name] for name in FILLED},
        sub_icb_code=inside,
        quintile_local=lsoas["quintile_local"].fillna(pd.Series(local)).astype(int),
        is_rural=lsoas["is_rural"].eq(other=True),
        limited_a_lot_share=census.limited_a_lot(),
    )


def _by_network(codes: pd.Series, order: pd.Index, registered: Counts) -> Counts:
    table = np.zeros((len(order), registered.shape[1]), dtype=np.int64)
    np.add.at(table, order.get_indexer(pd.Index(codes)), registered)
    return table
