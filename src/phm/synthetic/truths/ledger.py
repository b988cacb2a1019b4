"""The files read back as an analyst would: one row per referral with its person."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import Mask
from phm.synthetic.extract_columns import day_number
from phm.synthetic.pathway.extracts import Pathway
from phm.synthetic.pathway.offers import YEAR_DAYS
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import Strata, strata
from phm.synthetic.people.population import People


ERRORS = 3.0  # standard errors allowed for, where chance is left


@dataclass(frozen=True)
class Ledger:
    """What the truths are measured from.

    ``referrals`` has one row per referral of the newest twelve months: person (its
    position), route, decision, is_coded, close_reason, is_reached, is_supported.
    """

    facts: AreaFacts
    people: People
    pathway: Pathway
    groups: Strata
    referrals: pd.DataFrame
    is_referred: Mask  # per person, referred in the newest twelve months

    @property
    def made(self) -> pd.DataFrame:
        """The referrals whose decision was to refer."""
        return self.referrals[self.referrals["decision"] == "referred"]

    def ratio_to_need(self, members: Mask) -> float:
        """People referred, against what the members' share of all need implies."""
        need = self.groups.need
        implied = need[members].sum() / need.sum() * self.is_referred.sum()
        return float(self.is_referred[members].sum() / implied) if implied else 0.0

    def implied(self, members: Mask) -> float:
        """How many of the members would be referred, were need all that counts."""
        need = self.groups.need
        return float(need[members].sum() / need.sum() * self.is_referred.sum())

    def ratio_error(self, members: Mask) -> float:
        """Chance left in a ratio to need: declining is drawn person by person."""
        seen = max(int(self.is_referred[members].sum()), 1)
        return float(ERRORS * np.sqrt(seen * 0.25 + 1) / max(self.implied(members), 1))

    def per_1000(self, members: Mask) -> float:
        """People referred per 1,000 members who have not opted out."""
        heads = members & self.groups.is_used
        return float(1000 * self.is_referred[heads].sum() / heads.sum())

    def mean_need(self, members: Mask) -> float:
        """Mean need of the members."""
        heads = members & self.groups.is_used
        return float(self.groups.need[heads].mean())


def ledger(
    facts: AreaFacts, people: People, pathway: Pathway, settings: PathwaySettings
) -> Ledger:
    """Join the tables by their keys."""
    rows = pathway.referrals.select(
        [
            *("referral_key", "person_key", "referral_date", "route"),
            *("decision", "snomed_code", "close_reason"),
        ]
    ).to_pandas()
    last = day_number(people.extract_date)
    day = rows["referral_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    rows = rows[day > last - YEAR_DAYS].reset_index(drop=True)
    everybody = pa.array(people.columns["person_key"])
    wanted = pa.array(rows["person_key"].str.encode("ascii"), pa.binary())
    rows["person"] = np.asarray(pc.index_in(wanted, value_set=everybody))
    rows["is_coded"] = rows["snomed_code"].notna()
    reached = _keys(pathway.contacts, "attended")
    supported = _keys(pathway.support, "taken_up")
    rows["is_reached"] = rows["referral_key"].isin(reached)
    rows["is_supported"] = rows["referral_key"].isin(supported)
    is_referred = np.zeros(len(people), dtype=np.bool_)
    is_referred[rows.loc[rows["decision"] == "referred", "person"]] = True
    groups = strata(facts, people, settings)
    return Ledger(facts, people, pathway, groups, rows, is_referred)


def _keys(table: pa.Table, flag: str) -> pd.Series:
    kept: pd.Series = table.filter(pc.equal(table[flag], "1"))[
        "referral_key"
    ].to_pandas()
    return kept
