"""The four digital barriers, and what was funded and offered against each of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.measures.question import Question
from phm.measures.results import OK, Results


Ask = Callable[[Question], Results]
ASKED: Final = "digital_barriers_asked_percent"
ANY_BARRIER: Final = "any_digital_barrier_percent"
NO_NHS_APP: Final = "no_nhs_app_percent"
MONEY: Final = "digital_money_per_1000"
MISSED: Final = "missed_if_online_only_percent"


@dataclass(frozen=True)
class Barrier:
    """One of the four: its id as projects name it, who has it, what was offered."""

    id: str
    measure: str
    support: str


BARRIERS: Final = (
    Barrier("equipment", "no_digital_equipment_percent", "digital_equipment_support"),
    Barrier(
        "connectivity",
        "no_digital_connectivity_percent",
        "digital_connectivity_support",
    ),
    Barrier(
        "confidence", "low_digital_confidence_percent", "digital_confidence_support"
    ),
    Barrier("skills", "low_digital_skills_percent", "digital_skills_support"),
)


@dataclass(frozen=True)
class Match:
    """Who has each barrier in a place or the system, beside money and support for it.

    ``frame`` has a row per barrier in the order of BARRIERS: barrier, percent, lower,
    upper, status (of those asked), barrier_share (of all four together), pounds,
    pounds_share, pounds_per_1000 (people of the area in the extract), offers,
    offers_share. Shares are in percent and nan where a part of them is not known.
    ``projects`` are those counted; ``of_whole_system`` is what a place has no part of.
    """

    area_name: str
    level: AreaLevel
    period: str
    tier: str
    people: float
    frame: pd.DataFrame
    projects: pd.DataFrame
    of_whole_system: pd.DataFrame
    answers: tuple[Results, ...] = ()

    @property
    def pounds(self) -> float:
        """All that is paid here."""
        return float(self.frame["pounds"].sum())


def read_digital_projects(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Funded projects for digital inclusion that ran in the 12 months of the extract.

    Columns: project_id, project_name, lead_organisation, digital_area, area_level,
    area_code, area_name, pcn_code, place_id (none where it serves the whole system, or
    an area no longer known), amount_pounds, start_date, end_date.
    """
    path = resources.files("phm.measures") / "sql" / "digital_projects.sql"
    return connection.execute(path.read_text(encoding="utf-8")).df()


def find_match(
    ask: Ask, projects: pd.DataFrame, level: AreaLevel, area: str = ""
) -> Match:
    """What prevails and what is paid for in a place, or in the system for no ``area``.

    A place has the money of its own and of areas within it; only the system has what is
    paid for the whole of it. ``ask`` is the door, or what remembers its answers.
    """
    barriers = [ask(Question(one.measure, level, area=area)) for one in BARRIERS]
    support = [ask(Question(one.support, level, area=area)) for one in BARRIERS]
    asked = ask(Question(ASKED, level, area=area))
    is_wide = projects["area_level"].eq(AreaLevel.SYSTEM)
    own = projects if not area else projects[projects["place_id"].eq(area)]
    people = float(asked.frame["denominator"].iloc[0])
    return Match(
        area_name=str(asked.frame["area_name"].iloc[0]),
        level=level,
        period=asked.period,
        tier=asked.tier,
        people=people,
        frame=_frame(barriers, support, own, people),
        projects=own.reset_index(drop=True),
        of_whole_system=projects[is_wide].reset_index(drop=True),
        answers=(*barriers, *support, asked, ask(Question(MONEY, level, area=area))),
    )


def _frame(
    barriers: Sequence[Results],
    support: Sequence[Results],
    projects: pd.DataFrame,
    people: float,
) -> pd.DataFrame:
    rows = pd.concat([one.frame.iloc[:1] for one in barriers], ignore_index=True)
    ids = [one.id for one in BARRIERS]
    paid = projects.groupby("digital_area")["amount_pounds"].sum()
    frame = pd.DataFrame({"barrier": ids, "percent": rows["value"]}).assign(
        lower=rows["lower"],
        upper=rows["upper"],
        status=rows["status"],
        pounds=paid.reindex(ids, fill_value=0.0).to_numpy(dtype=float),
        offers=[_shown(one) for one in support],
    )
    return frame.assign(
        barrier_share=_shares(frame["percent"]),
        pounds_share=_shares(frame["pounds"]),
        offers_share=_shares(frame["offers"]),
        pounds_per_1000=1000 * frame["pounds"] / people if people > 0 else np.nan,
    )


def _shown(results: Results) -> float:
    row = results.frame.iloc[0]
    return float(row["value"]) if row["status"] == OK else float("nan")


def _shares(parts: "pd.Series[float]") -> "pd.Series[float]":
    """Each part of the whole in percent; nan where one is not known or all are 0."""
    whole = parts.sum(skipna=False)
    return 100 * parts / whole if whole > 0 else parts * np.nan
