"""Checks that need two files: the scripts of sql/staging, in the order of their names.

Each lists what it finds in `set_aside` and takes it out of its staging table. After
each, a file of which too many rows are gone is refused as a whole, so that the next
script sees what is really used.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
from sqlglot import exp

from phm.sources.checking.verdict import WHAT_BECAME, What
from phm.sources.content import OPTED_OUT
from phm.sources.door.opt_out import UNREADABLE_OPT_OUT
from phm.sources.finding import Finding, FindingKind
from phm.sources.landed import Landed
from phm.sources.source import Source
from phm.warehouse.file_load import Load, Place
from phm.warehouse.row_account import RowAccount, account_script
from phm.warehouse.scripts import sql_scripts


_OPT_OUTS = (OPTED_OUT, UNREADABLE_OPT_OUT)


def check_across_files(
    account: RowAccount, landed: Sequence[Landed], sources: Mapping[str, Source]
) -> list[Finding]:
    """Run every script, keep the account right, and tell what was found."""
    connection = account.connection
    extracts = [one for one in landed if sources[one.source_id].access == "local"]
    before = _reasons(connection)
    gone_before = _rows_gone(connection)
    account.open_shares(
        {
            (one.source_id, one.period): sources[one.source_id].max_set_aside_percent
            + _percent_opted_out(extracts)
            for one in extracts
        }
    )
    refused: list[Finding] = []
    for _, script in sql_scripts("staging"):
        connection.execute(script)
        refused += _refuse_bad_files(account)
    for place, rows in _rows_gone(connection).items():
        account.lose(place, rows - gone_before.get(place, 0))
    found = [row for row in _reasons(connection) if row not in before]
    return [*(_finding(account, row) for row in found), *refused]


def _percent_opted_out(extracts: Iterable[Landed]) -> float:
    """The share of people taken out because they asked: their rows in other files are
    missed for that reason, which is no fault of the file.
    """
    patients = [one for one in extracts if one.source_id == "patients"]
    if not patients or not patients[-1].lines_read:
        return 0.0
    rejects = patients[-1].read_rejects()
    asked = sum(reject.reason in _OPT_OUTS for reject in rejects)
    return 100 * asked / patients[-1].lines_read


def _refuse_bad_files(account: RowAccount) -> list[Finding]:
    """Leave out the files that have lost too much, and say so."""
    connection = account.connection
    rows = connection.execute(account_script("beyond_its_share")).fetchall()
    for source_id, period, percent, allowed in rows:
        account.refuse((source_id, period), percent, allowed)
        of_period = exp.column("period").eq(exp.Placeholder())
        every_row = exp.delete(exp.to_table(f"stg_{source_id}"), where=of_period)
        connection.execute(every_row.sql("duckdb"), [period])
    return [_refusal(account.loads[row[0], row[1]]) for row in rows]


def _rows_gone(connection: duckdb.DuckDBPyConnection) -> dict[Place, int]:
    rows = connection.execute(account_script("rows_gone")).fetchall()
    return {(source_id, period): count for source_id, period, count in rows}


def _reasons(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return connection.execute(account_script("reasons")).fetchall()


def _finding(account: RowAccount, row: tuple[Any, ...]) -> Finding:
    """What is told of one row of reasons.sql."""
    source_id, period, what, reason, column, count, line = row
    became = WHAT_BECAME[What(what)]
    return Finding(
        FindingKind.RECORD,
        source_id,
        period,
        column=column,
        count=count,
        example_line=line,
        message=f"Column `{column}` of {account.loads[source_id, period].file} has "
        f"{count:,} value(s) at fault: {reason} (first: line {line}). {became}",
        remedy="Send the missing rows or files, or repair the codes.",
        reason=reason,
    )


def _refusal(load: Load) -> Finding:
    """What is told of a file that is left out."""
    return Finding(
        FindingKind.FILE,
        load.source_id,
        load.period,
        message=f"{load.file} is not used: {load.refused}.",
        remedy="See the findings above for the rows; repair or replace the file.",
        count=load.rows_set_aside,
    )
