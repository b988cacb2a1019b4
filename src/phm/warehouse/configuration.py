"""The system and the models as tables, so that build SQL takes no parameters."""

import tomllib
from importlib import resources
from typing import Any

import duckdb
import pandas as pd

from phm.domain.names import display_name
from phm.domain.systems import System
from phm.errors import SystemUnknown
from phm.warehouse.digital_model import write_digital_model


NAMES_IN_THE_MAP = """
select distinct practice_name as name from stg_practice_map
union
select distinct pcn_name as name from stg_practice_map
"""
SUB_ICBS_IN_THE_MAP = """
select distinct sub_icb_code, sub_icb_name from stg_practice_map
where period = (select max(period) from stg_practice_map) order by sub_icb_code
"""


def write_configuration(connection: duckdb.DuckDBPyConnection, system: System) -> None:
    """Create the `cfg_` tables. Raises SystemUnknown for codes not in the map."""
    codes = _codes(connection, system)
    _table(
        connection,
        "cfg_system",
        {"system_id": [system.id], "system_name": [system.name]},
    )
    _table(connection, "cfg_sub_icb", {"sub_icb_code": codes})
    pairs = [(p.id, p.name, code) for p in system.places for code in p.sub_icb_codes]
    _table(
        connection,
        "cfg_place",
        {
            "place_id": [place for place, _, _ in pairs],
            "place_name": [name for _, name, _ in pairs],
            "sub_icb_code": [code for _, _, code in pairs],
        },
    )
    _write_names(connection)
    _write_need(connection)
    write_digital_model(connection)


def need_model() -> dict[str, Any]:
    """The numbers of the area need model (need.toml)."""
    text = (resources.files("phm.warehouse") / "need.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _codes(connection: duckdb.DuckDBPyConnection, system: System) -> list[str]:
    known = dict(connection.execute(SUB_ICBS_IN_THE_MAP).fetchall())
    if system.is_everywhere:
        return list(known)
    strangers = [code for code in system.sub_icb_codes if code not in known]
    if strangers:
        raise SystemUnknown(
            f"System {system.id} names sub-ICB {strangers[0]}, which the newest "
            "practice map does not hold.",
            remedy=f"Codes in the map: {', '.join(known)}.",
        )
    return list(system.sub_icb_codes)


def _write_names(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(NAMES_IN_THE_MAP).fetchall()
    published = sorted(name for (name,) in rows if name)
    names = [display_name(name) for name in published]
    _table(connection, "cfg_display_name", {"published_name": published, "name": names})


def _write_need(connection: duckdb.DuckDBPyConnection) -> None:
    model = need_model()
    multipliers = model["deprivation_multiplier"]
    _table(
        connection,
        "cfg_need_multiplier",
        {
            "deprivation_quintile": [int(quintile) for quintile in multipliers],
            "multiplier": [float(value) for value in multipliers.values()],
        },
    )
    numbers = {
        **{f"per_1000_{k}": float(v) for k, v in model["per_1000"].items()},
        **{f"caseload_{k}": float(v) for k, v in model["caseload"].items()},
        "lonely_ratio": float(model["ratio"]["lonely"]),
        "illness_ratio": float(model["ratio"]["illness"]),
        "age_per_year": float(model["ratio"]["age_per_year_over_50"]),
        **{f"person_{k}_ratio": float(v) for k, v in model["person_ratio"].items()},
    }
    _table(connection, "cfg_need", {name: [value] for name, value in numbers.items()})


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, list[Any]]
) -> None:
    frame = pd.DataFrame(columns)
    text = [name for name in frame if frame[name].dtype == object or frame.empty]
    connection.from_df(frame.astype(dict.fromkeys(text, "str"))).create(name)
