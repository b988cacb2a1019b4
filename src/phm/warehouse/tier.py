"""Which tier a warehouse is of: told by its rows, kept in `cfg_tier`."""

from collections.abc import Iterable

import duckdb
import pandas as pd
from sqlglot import exp

from phm.domain.tiers import INVENTED_NETWORK, MARK, Tier
from phm.errors import BuildFailed
from phm.sources.source import Source


def write_tier(
    connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]
) -> None:
    """Create `cfg_tier`. Raises BuildFailed where generated and real rows would mix."""
    marks = {
        source.id: _marks(connection, source)
        for source in sources
        if source.access == "local"
    }
    generated = [name for name, said in marks.items() if MARK in said]
    generated += _with_invented_networks(connection)
    real = [name for name, said in marks.items() if said - {MARK}]
    if generated and real:
        raise BuildFailed(
            "Generated and real extracts never stand in one warehouse: rows of "
            f"{', '.join(generated)} say {MARK} or name invented organisations, rows "
            f"of {', '.join(real)} do not.",
            remedy="Keep the generated ones in a home of their own, as `phm demo` "
            "does, and take them out of this home's landed folder.",
        )
    tier = Tier.SYNTHETIC if generated else Tier.LOCAL if real else Tier.OPEN
    frame = pd.DataFrame({"tier": pd.Series([str(tier)], dtype="str")})
    connection.from_df(frame).create("cfg_tier")


def _with_invented_networks(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The practice map, if it is one of a demonstration.

    What stands beside it is synthetic whatever its own rows say, or leave out.
    """
    code = exp.column("pcn_code")
    invented = exp.func("regexp_matches", code, exp.Literal.string(INVENTED_NETWORK))
    rows = exp.select("1").from_("stg_practice_map").where(invented).limit(1)
    found = connection.execute(rows.sql("duckdb")).fetchall()
    return ["practice_map"] if found else []


def read_tier(connection: duckdb.DuckDBPyConnection) -> str:
    """The tier of a warehouse: open, local or synthetic."""
    return str(connection.execute("select tier from cfg_tier").fetchall()[0][0])


def _marks(connection: duckdb.DuckDBPyConnection, source: Source) -> set[str]:
    """What the rows of one extract say they are; nothing counts as real."""
    said = exp.func("coalesce", exp.column("data_tier"), exp.Literal.string(""))
    rows = exp.select(said).distinct().from_(exp.to_table(f"stg_{source.id}"))
    return {mark for (mark,) in connection.execute(rows.sql("duckdb")).fetchall()}
