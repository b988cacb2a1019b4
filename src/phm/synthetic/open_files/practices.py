"""Stand-ins of what is published about practices and networks: staff, activity, QOF."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from phm.synthetic.areas.fact_tables import fact_table
from phm.synthetic.areas.facts import SEED, AreaFacts
from phm.synthetic.areas.invented_lists import counted
from phm.synthetic.drawing.draws import generator
from phm.synthetic.open_files.registers import described
from phm.synthetic.open_files.stand_in import StandIn


LINK_WORKER = "Social Prescribing Link Workers"
MENTAL_HEALTH = "Social Prescribing Link Workers (Mental Health Practitioners)"
CARE_COORDINATOR = "Care Coordinators"  # every network has one, so that 0 is a count
MENTAL_HEALTH_EVERY = 6  # networks
APPOINTMENTS_PER_FTE = 42  # a month, coded in the practice's system as such
UNDERCODED = 0.45  # of them that the under-coding system records
NOTHING_CODED = 0.12  # of practices
ONLINE_PER_1000 = 95.0
AT_TARGET = 0.62  # of people with diabetes, HbA1c 58 or below
MONTHS_OF_APPOINTMENTS = 3
HISTORY_MONTHS = 24
OTHER_REGISTERS = 0.10  # spread (logarithmic) of registers that are not calibrated


def workforce(facts: AreaFacts, caseloads: pa.Table | None) -> Iterator[StandIn]:
    """Link workers by network: today's records, and the months before as a series.

    ``caseloads`` is the local extract whose filled posts both must agree with.
    """
    pcns = facts.pcns[facts.pcns["link_worker_fte"].notna()]
    year, month = facts.month.split("-")
    stamp = pd.Period(facts.month).strftime("%b%Y").lower()
    yield StandIn(
        "pcn_workforce",
        f"pcn_workforce_individual_{stamp}.csv",
        _staff(pcns).assign(census_year=year, census_month=int(month)),
    )
    series = _series(pcns, facts.month) if caseloads is None else _counted(caseloads)
    names = facts.pcns[["pcn_code", "pcn_name", "sub_icb_code"]]
    series = series[series["month"] <= facts.month].merge(names, on="pcn_code")
    yield StandIn(
        "link_worker_fte_history",
        "pcn_splw_fte_timeseries_derived.csv",
        series.assign(
            census_year=series["month"].str[:4],
            census_month=series["month"].str[5:].astype(int),
        ),
    )


def _staff(pcns: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for number, pcn in enumerate(pcns.itertuples()):
        fte = float(str(pcn.link_worker_fte))
        posts = [1.0] * int(fte + 1e-9)
        posts += [round(fte - len(posts), 3)] if fte - len(posts) > 1e-6 else []
        roles = [LINK_WORKER] * len(posts)
        if number % MENTAL_HEALTH_EVERY == 0 and len(posts) > 1:
            roles[-1] = MENTAL_HEALTH
        rows += [
            (pcn.pcn_code, pcn.pcn_name, pcn.sub_icb_code, role, post)
            for role, post in [*zip(roles, posts, strict=True), (CARE_COORDINATOR, 1.0)]
        ]
    columns = ["pcn_code", "pcn_name", "sub_icb_code", "staff_role", "fte"]
    found = pd.DataFrame(rows, columns=columns)
    group = "Other Direct Patient Care staff"
    return found.assign(staff_group=group, unique_identifier=range(1, len(found) + 1))


def _counted(caseloads: pa.Table) -> pd.DataFrame:
    """Filled link-worker posts of the extract by network and month."""
    wanted = ["month", "pcn_code", "role", "fte_in_post"]
    rows = caseloads.select(wanted).to_pandas()
    rows["fte_in_post"] = pd.to_numeric(rows["fte_in_post"])
    ours = rows[rows["role"] == "link worker"]
    found = ours.groupby(["month", "pcn_code"])["fte_in_post"].agg(["sum", "size"])
    found.columns = ["link_worker_fte", "link_worker_records"]
    return pd.DataFrame(found.round(3).reset_index())


def _series(pcns: pd.DataFrame, month: str) -> pd.DataFrame:
    """A slow rise to today's figure."""
    months = pd.period_range(end=month, periods=HISTORY_MONTHS, freq="M").astype(str)
    share = np.linspace(0.7, 1.0, HISTORY_MONTHS)
    fte = np.round(np.outer(share, pcns["link_worker_fte"]), 2)
    return pd.DataFrame(
        {
            "month": np.repeat(months.to_numpy(), len(pcns)),
            "pcn_code": np.tile(pcns["pcn_code"].to_numpy(), HISTORY_MONTHS),
            "link_worker_fte": fte.ravel(),
            "link_worker_records": np.ceil(fte).astype(int).ravel(),
        }
    )


def activity(facts: AreaFacts) -> Iterator[StandIn]:
    """Appointments coded as social prescribing, and online consultations."""
    rng = generator(SEED, "appointments")
    practices = described(facts)
    sizes = practices["list_size"].to_numpy(dtype=np.float64)
    fte = practices["pcn_code"].map(facts.pcns.set_index("pcn_code")["link_worker_fte"])
    lists = practices.groupby("pcn_code")["list_size"].transform("sum")
    mean = fte.fillna(0).to_numpy() * sizes / lists.to_numpy() * APPOINTMENTS_PER_FTE
    mean *= np.where(
        practices["gp_system"] == facts.planted["undercoding_gp_system"], UNDERCODED, 1
    )
    mean *= rng.random(len(practices)) >= NOTHING_CODED
    months = pd.period_range(end=facts.month, periods=MONTHS_OF_APPOINTMENTS, freq="M")
    for month in months:
        yield StandIn(
            "gp_appointments_by_category",
            "gp_appointments_national_category_by_practice_"
            f"{month.strftime('%b%Y').lower()}.csv",
            practices.assign(
                month=month.strftime("%b-%Y"),
                social_prescribing_appointments=rng.poisson(mean),
            ),
        )
    online = sizes / 1000 * ONLINE_PER_1000 * np.exp(rng.normal(0, 0.6, len(sizes)))
    yield StandIn(
        "online_consultations",
        "online_consultation_submissions_by_practice_demonstration.csv",
        practices.assign(
            month=facts.month,
            submissions=np.rint(online).astype(np.int64),
            registered_patients=practices["list_size"],
            participation="1.0",
        ),
    )


def quality_framework(facts: AreaFacts) -> Iterator[StandIn]:
    """QOF registers of 2024-25 and diabetes control of 2021-22, by practice."""
    codes = facts.practices["practice_code"]
    rng = generator(SEED, "registers")
    people = facts.lists.sum(axis=1)
    frames = []
    for said in fact_table("prevalence").itertuples():
        size = np.rint(people @ counted(str(said.list_type))).astype(np.int64)
        own = np.exp(rng.normal(0, OTHER_REGISTERS, len(codes)))
        level = float(str(said.system_percent))
        percent = facts.prevalence.get(str(said.condition), own * level)
        frames.append(
            pd.DataFrame(
                {
                    "practice_code": codes,
                    "register_code": said.register_code,
                    "patients_on_register": np.rint(size * percent / 100).astype(int),
                    "list_type": said.list_type,
                    "practice_list_size": size,
                }
            )
        )
    yield StandIn(
        "qof_prevalence",
        "PREVALENCE_2425.csv",
        pd.concat(frames).sort_values(["practice_code", "register_code"]),
    )
    yield _control(facts, rng.normal(0, 0.035, len(codes)))


def _control(facts: AreaFacts, spread: npt.NDArray[np.float64]) -> StandIn:
    score = facts.registered @ facts.lsoas["imd_score"].fillna(0).to_numpy()
    score = score / np.maximum(facts.registered.sum(axis=1), 1)
    at_target = AT_TARGET - 0.003 * (score - score.mean()) + spread
    diabetes = facts.prevalence["diabetes"] / 100
    return StandIn(
        "qof_diabetes_2021_22",
        "practice_qof2122_diabetes_and_prevalence.csv",
        pd.DataFrame(
            {
                "practice_code": facts.practices["practice_code"],
                "diabetes_prevalence_proportion": np.round(diabetes, 6),
                "hba1c_at_target_proportion": np.round(at_target.clip(0.3, 0.9), 6),
            }
        ),
    )
