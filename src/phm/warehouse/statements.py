"""Statements that a build puts together: tables from rows, rows below rows."""

from sqlglot import exp


def table_from(name: str, rows: exp.Query) -> str:
    """The statement that makes a table of rows."""
    selected = exp.select("*").from_(rows.subquery("counted"))
    table = exp.Create(this=exp.to_table(name), kind="TABLE", expression=selected)
    return table.sql(dialect="duckdb")


def inserted_into(name: str, rows: exp.Query) -> str:
    """The statement that adds rows to a table."""
    return exp.insert(exp.select("*").from_(rows.subquery("more")), name).sql("duckdb")


def temporary_from(name: str, rows: exp.Query) -> str:
    """The statement that makes a table of rows for the time of the build."""
    table = exp.Create(
        this=exp.to_table(name),
        kind="TABLE",
        replace=True,
        expression=rows,
        properties=exp.Properties(expressions=[exp.TemporaryProperty()]),
    )
    return table.sql(dialect="duckdb")


def text(column: exp.Expression) -> exp.Cast:
    """A column of an enumeration as plain text."""
    return exp.cast(column, "varchar")


def union(one: exp.Query, other: exp.Query) -> exp.Union:
    """Both, one below the other."""
    return exp.union(one, other, distinct=False)
