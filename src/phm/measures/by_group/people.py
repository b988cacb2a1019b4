"""Counts of people by area and group: as built, or counted now."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import duckdb
import pandas as pd
from sqlglot import exp

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.errors import QuestionInvalid
from phm.measures.schemes import load_schemes
from phm.warehouse.people_crossings import COUNTED, CROSSED, DEEPEST
from phm.warehouse.people_groups import COUNT_TABLE, EVERYBODY, group_counts
from phm.warehouse.people_sample import IN_SAMPLE


NEEDED = {
    "has_referrals": (
        "people_offered",
        "people_declined",
        "people_referred",
        "people_without_service",
        "referrals",
        "expected_by_age_and_sex",
        "expected_referrals",
        "expected_declined",
    ),
    "has_previous": ("people_referred_before", "expected_referred_before"),
    "has_contacts": (
        *("people_reached", "expected_reached"),
        *("reached_way_known", "reached_without_screen"),
    ),
    "has_support": ("people_supported", "expected_supported"),
}


@dataclass(frozen=True)
class Extract:
    """What a system has sent: the period counted, and what is known in it."""

    period: str
    previous_period: str
    unknown: tuple[str, ...]  # counts that no extract tells


def read_extract(connection: duckdb.DuckDBPyConnection) -> Extract | None:
    """What was sent, or nothing when there is no patients extract."""
    found = connection.execute(_sql("extract"))
    columns = [column[0] for column in found.description or ()]
    row = dict(zip(columns, found.fetchall()[0], strict=True))
    if row["patients_period"] is None:
        return None
    sent = {name: bool(row[name]) for name in NEEDED}
    sent = {name: there and sent["has_referrals"] for name, there in sent.items()}
    unknown = [one for name, there in sent.items() if not there for one in NEEDED[name]]
    period = row["period"] if sent["has_referrals"] else row["patients_period"]
    return Extract(str(period), str(row["previous_period"]), tuple(unknown))


def people_extract(connection: duckdb.DuckDBPyConnection) -> Extract:
    """What was sent. Raises QuestionInvalid when there are no people to tell apart."""
    extract = read_extract(connection)
    if extract is None:
        raise QuestionInvalid(
            "There are no people here to tell apart: no patients extract is loaded.",
            remedy="`phm template patients` writes what a supplier needs, and "
            "`phm demo` a synthetic one.",
        )
    return extract


def read_people(
    connection: duckdb.DuckDBPyConnection,
    level: AreaLevel,
    schemes: Sequence[Scheme],
    needed: Sequence[str],
    *,
    sampled: bool = False,
) -> pd.DataFrame:
    """One row per area and group of each scheme that has anybody in it.

    Columns: area_code, the schemes' ids, and those of COUNTS that are ``needed``. Of
    the sample, if asked for, which no build counts.
    """
    if sampled:
        statement = group_counts(level, schemes, needed, exp.column(IN_SAMPLE))
        return connection.execute(statement.sql(dialect="duckdb")).df()
    if len(schemes) <= 1:
        built = _as_built(connection, level, schemes, needed)
        if not schemes or not built.empty:
            return built
    if set(needed) <= set(COUNTED) and _is_crossed(level, schemes):
        return _as_crossed(connection, level, schemes, needed)
    statement = group_counts(level, schemes, needed)
    return connection.execute(statement.sql(dialect="duckdb")).df()


def _is_crossed(level: AreaLevel, schemes: Sequence[Scheme]) -> bool:
    deepest = {AreaLevel.SYSTEM: DEEPEST, AreaLevel.PCN: DEEPEST - 1}.get(level, 0)
    return len(schemes) <= deepest and all(one.id in CROSSED for one in schemes)


def _as_crossed(
    connection: duckdb.DuckDBPyConnection,
    level: AreaLevel,
    schemes: Sequence[Scheme],
    needed: Sequence[str],
) -> pd.DataFrame:
    names = [one.id for one in schemes]
    # in the order in which the build crossed them
    ordered = sorted(names, key=list(load_schemes()).index)
    padded = [*ordered, *[""] * (DEEPEST - len(names))]
    asked = {f"scheme_{number}": name for number, name in enumerate(padded, 1)}
    of_pcn = level is AreaLevel.PCN
    built = connection.execute(_sql("crossed"), {**asked, "of_pcn": of_pcn}).df()
    columns = {f"group_{number}": name for number, name in enumerate(ordered, 1)}
    return built.rename(columns=columns)[["area_code", *names, *needed]]


def _as_built(
    connection: duckdb.DuckDBPyConnection,
    level: AreaLevel,
    schemes: Sequence[Scheme],
    needed: Sequence[str],
) -> pd.DataFrame:
    scheme_id = schemes[0].id if schemes else EVERYBODY
    built = connection.execute(
        _statement(tuple(needed)), {"level": str(level), "scheme": scheme_id}
    ).df()
    return built.rename(columns={"group_id": scheme_id})


@lru_cache(maxsize=64)
def _statement(needed: tuple[str, ...]) -> str:
    """People of a scheme's groups in every area of a level, as counted by the build."""
    rows = exp.select("area_code", "group_id", *needed).from_(COUNT_TABLE)
    asked = rows.where("area_level = $level", "scheme_id = $scheme", dialect="duckdb")
    return asked.order_by("area_code", "group_id").sql(dialect="duckdb")


@cache
def _sql(name: str) -> str:
    folder = resources.files("phm.measures") / "sql"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
