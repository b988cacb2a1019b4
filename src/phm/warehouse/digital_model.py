"""The model of low digital capability as tables, for SQL without parameters."""

import tomllib
from importlib import resources
from typing import Any

import duckdb
import pandas as pd


ADULT = 18
BANDS = range(15, 100, 5)  # first ages of the register's five-year bands
ADULTS_FROM_15_TO_19 = 0.4  # two of five ages


def digital_model() -> dict[str, Any]:
    """The numbers of the model (digital.toml)."""
    text = (resources.files("phm.warehouse") / "digital.toml").read_text("utf-8")
    return tomllib.loads(text)


def write_digital_model(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `cfg_digital`, `cfg_digital_age` and `cfg_digital_deprivation`."""
    model = digital_model()
    shares = {name: [percent / 100] for name, percent in model["percent"].items()}
    connection.from_df(pd.DataFrame(shares)).create("cfg_digital")
    connection.from_df(_ages(model["percent_by_age"])).create("cfg_digital_age")
    multipliers = model["deprivation_multiplier"]
    connection.from_df(
        pd.DataFrame(
            {
                "deprivation_quintile": [int(quintile) for quintile in multipliers],
                "weight": [float(weight) for weight in multipliers.values()],
            }
        )
    ).create("cfg_digital_deprivation")


def _ages(steps: dict[str, float]) -> pd.DataFrame:
    """A row per five-year band: its weight, and what part of it is grown up."""
    by_age = {int(age): float(weight) for age, weight in steps.items()}
    weights = [
        by_age[max(age for age in by_age if age <= max(band, ADULT))] for band in BANDS
    ]
    adult = [ADULTS_FROM_15_TO_19 if band < ADULT else 1.0 for band in BANDS]
    return pd.DataFrame({"youngest": BANDS, "weight": weights, "share_adult": adult})
