"""Residents by age, sex and ethnic group of real neighbourhoods, from landed tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.parquet as pq

from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.landed import list_landed
from phm.synthetic.areas.census_columns import AGE_COLUMNS, GROUPS
from phm.synthetic.areas.facts import ETHNIC_ORDER


Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
NEEDED = tuple(f"census2021_ts{number}" for number in ("007a", "008", "021", "038"))
_ROUNDS = 40
_KEPT_IN = {"gypsy_irish_traveller": "C", "roma": "C", "arab": "S"}


@dataclass(frozen=True)
class Census:
    """Landed tables of one home, read by the codes of its neighbourhoods."""

    home: Home
    lsoas: Sequence[str]

    def table(self, source: str) -> pd.DataFrame:
        """The declared numbers of a source, one row per neighbourhood, 0 if absent."""
        newest = {one.source_id: one for one in list_landed(self.home)}[source]
        landed = pq.read_table(newest.parquet)
        names = load_catalogue()[source].published_names(landed.column_names)
        frame = landed.select(list(names.values())).to_pandas()
        frame.columns = list(names)
        frame = frame.drop_duplicates("lsoa21_code").set_index("lsoa21_code")
        numbers = frame.drop(columns="lsoa21_name", errors="ignore")
        found = numbers.reindex(self.lsoas).apply(pd.to_numeric, errors="coerce")
        return pd.DataFrame(found.fillna(0))

    def residents(self, sexes_by_age: Shares) -> Counts:
        """LSOA × sex × band: published ages exactly, sexes nearly.

        No table crosses the two so finely: `sexes_by_age` (sex × band) of the lists is
        fitted to both.
        """
        ages = self.table("census2021_ts007a")[AGE_COLUMNS].to_numpy(dtype=np.int64)
        sexes = self.table("census2021_ts008")[["female", "male"]].to_numpy(float)
        scale = ages.sum(axis=1) / np.maximum(sexes.sum(axis=1), 1)
        sexes = sexes * scale.reshape(-1, 1)
        seed = sexes_by_age + 1  # a band without patients is shared evenly
        table = np.repeat(seed[None, :, :], len(ages), axis=0)
        for _ in range(_ROUNDS):
            table *= (sexes / np.maximum(table.sum(axis=2), 1e-9))[:, :, None]
            table *= (ages / np.maximum(table.sum(axis=1), 1e-9))[:, None, :]
        women = np.rint(table[:, 0, :]).astype(np.int64)
        return np.stack([women, ages - women], axis=1)

    def ethnicity(self) -> tuple[Shares, Shares]:
        """Shares of the 16 categories, and of Gypsies, Travellers and Roma."""
        counts = self.table("census2021_ts021")
        grouped = {letter: counts[name].copy() for letter, name in GROUPS.items()}
        for name, letter in _KEPT_IN.items():
            grouped[letter] = grouped[letter] + counts[name]
        whole = np.column_stack([grouped[letter] for letter in ETHNIC_ORDER])
        total = np.maximum(whole.sum(axis=1, keepdims=True), 1)
        usual = whole.sum(axis=0) / whole.sum()
        shares = np.where(whole.sum(axis=1, keepdims=True) > 0, whole / total, usual)
        apart = (counts["gypsy_irish_traveller"] + counts["roma"]).to_numpy()
        return shares, apart / total[:, 0]

    def limited_a_lot(self) -> Shares:
        """Share of residents whose day-to-day activities are limited a lot."""
        counts = self.table("census2021_ts038")
        asked = np.maximum(counts["residents"].to_numpy(dtype=np.float64), 1)
        return np.asarray(counts["disabled_limited_a_lot"].to_numpy() / asked)
