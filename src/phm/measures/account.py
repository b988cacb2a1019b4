"""What went into the warehouse and what became of every row, for the data page."""

from dataclasses import dataclass
from importlib import resources

import duckdb
import pandas as pd


@dataclass(frozen=True)
class Account:
    """Frames for the data page: one row per file, finding, reason or pair.

    ``reasons`` counts in full, by what it happened to: "row" (set aside), "cell" (left
    empty) or "converted"; ``set_aside`` lists the first of each reason and file.
    """

    files: pd.DataFrame
    findings: pd.DataFrame
    reasons: pd.DataFrame
    set_aside: pd.DataFrame
    catchment: pd.DataFrame
    irregular_pairs: pd.DataFrame
    changes: pd.DataFrame
    sub_icbs: pd.DataFrame


def read_account(connection: duckdb.DuckDBPyConnection) -> Account:
    """Read the account of the build."""
    frames = {
        name: connection.execute(_sql(f"account_{name}")).df()
        for name in (
            "files",
            "findings",
            "reasons",
            "set_aside",
            "catchment",
            "irregular_pairs",
            "changes",
            "sub_icbs",
        )
    }
    return Account(**frames)


def _sql(name: str) -> str:
    folder = resources.files("phm.measures") / "sql"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
