"""Truths about what is on offer: link workers, support, groups, digital money."""

import numpy as np
import pandas as pd

from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.strata import in_few_assets_district
from phm.synthetic.truths.ledger import Ledger
from phm.synthetic.truths.truth import Truth


_WHOLE = 0.01


def reached_and_supported(read: Ledger, settings: PathwaySettings) -> Truth:
    """Nine in ten reach a link worker, four in ten get an intervention."""
    made = read.made
    few = float(1 / np.sqrt(max(len(made), 1)))
    return Truth(
        id="reached_and_supported",
        sentence="90 % of those referred reach a link worker and 38 % get an "
        "intervention.",
        where={"level": "system"},
        intended={
            "reached": settings.number("cases", "reached_share"),
            "supported": settings.number("cases", "supported_share"),
        },
        measured={
            "reached": float(made["is_reached"].mean()),
            "supported": float(made["is_supported"].mean()),
        },
        tolerance={"reached": _WHOLE + few, "supported": _WHOLE + few},
        find="Referrals of 12 months with an attended contact; with support taken up.",
        details={"referrals": len(made)},
    )


def no_link_worker(read: Ledger, settings: PathwaySettings) -> Truth:
    """One network has no link worker in post."""
    posts = read.pathway.caseloads.to_pandas()
    newest = posts[
        (posts["month"] == posts["month"].max()) & (posts["role"] == "link worker")
    ]
    fte = newest.groupby("pcn_code")["fte_in_post"].sum()
    code = read.facts.planted["no_link_worker_pcn"]
    none = int((fte == 0).sum())
    # Calibrated to open data, other networks may have none either: theirs is a fact.
    meant = int((read.facts.pcns["link_worker_fte"] == 0).sum())
    return Truth(
        id="no_link_worker",
        sentence="One network has no link worker in post.",
        where={"pcn_code": code},
        intended={"fte_in_post": 0.0, "networks_without": float(meant)},
        measured={"fte_in_post": float(fte[code]), "networks_without": float(none)},
        tolerance={"fte_in_post": 0.0, "networks_without": 0.0},
        find="Full-time equivalents of link workers in post, newest month, by PCN.",
        details={"months": int(settings.number("caseloads", "months"))},
    )


def digital_kit(read: Ledger, settings: PathwaySettings) -> Truth:
    """Equipment is paid for where skills are what people lack."""
    place = read.facts.planted["skills_gap_place"]
    projects = read.pathway.projects.to_pandas()
    here = projects[projects["area_code"] == place]
    paid = here.groupby("digital_area")["amount_pounds"].sum()
    lives = (read.facts.pcns["place_id"] == place).to_numpy()[read.groups.pcn]
    lacking = {
        what: _lacking(read, what, lives)
        for what in ("equipment", "connectivity", "confidence", "skills")
    }
    pounds = {what: float(paid.get(what, 0.0)) for what in lacking}
    return Truth(
        id="digital_kit",
        sentence="Digital kit is funded where skills are the gap.",
        where={"place_id": place},
        intended={"share_of_pounds_for_equipment": 1.0, "skills_lead": 1.0},
        measured={
            "share_of_pounds_for_equipment": pounds["equipment"] / sum(pounds.values()),
            "skills_lead": float(lacking["skills"] > lacking["equipment"]),
        },
        tolerance={"share_of_pounds_for_equipment": 0.0, "skills_lead": 0.0},
        find="Pounds by digital area beside recorded digital barriers, by place.",
        details={
            "pounds": pounds,
            "percent_lacking": lacking,
            "groups": int(settings.number("assets", "groups")),
        },
    )


def few_assets(read: Ledger, settings: PathwaySettings) -> Truth:
    """A rural district has few groups, and more people for whom nothing is found."""
    groups = pd.Series(_districts(read))
    rural = in_few_assets_district(read.facts)
    name = str(read.facts.lsoas.loc[rural, "district_name"].iloc[0])
    homes = np.append(rural, np.False_)[
        read.groups.lsoa[read.made["person"].to_numpy()]
    ]
    nothing = (read.made["close_reason"] == "no suitable service").to_numpy()
    people = read.facts.residents.sum(axis=(1, 2))
    inside = np.asarray(read.facts.lsoas["sub_icb_code"] != "")
    here = int((groups == name).sum())
    return Truth(
        id="few_assets",
        sentence="A rural district has few community groups.",
        where={"district": name, "district_code": _code(read, rural)},
        intended={"groups": settings.number("assets", "in_few_assets_district")},
        measured={"groups": float(here)},
        tolerance={"groups": 1.0},
        find="Community groups per 10,000 residents by district; no suitable service.",
        details={
            "groups_per_10000": 1e4 * here / people[rural & inside].sum(),
            "elsewhere": 1e4 * (len(groups) - here) / people[~rural & inside].sum(),
            "no_service_percent": 100 * float(nothing[homes].mean()),
            "no_service_elsewhere": 100 * float(nothing[~homes].mean()),
        },
    )


def _lacking(read: Ledger, what: str, lives: np.ndarray) -> float:
    """Percent with the barrier, of the place's people who were asked."""
    answers = read.people.columns[f"digital_no_{what}"][lives]
    return float(100 * (answers == 1).sum() / max((answers >= 0).sum(), 1))


def _districts(read: Ledger) -> list[str]:
    """District of each group: that of the nearest neighbourhood's middle."""
    where = read.pathway.assets.select(["latitude", "longitude"]).to_pandas().to_numpy()
    middles = read.facts.lsoas[["latitude", "longitude"]].to_numpy()
    scale = np.array([1.0, np.cos(np.radians(middles[:, 0].mean()))])
    apart = ((where[:, None, :] - middles[None, :, :]) * scale) ** 2
    nearest = apart.sum(axis=2).argmin(axis=1)
    return [str(name) for name in read.facts.lsoas["district_name"].to_numpy()[nearest]]


def _code(read: Ledger, rural: np.ndarray) -> str:
    return str(read.facts.lsoas.loc[rural, "district_code"].iloc[0])
