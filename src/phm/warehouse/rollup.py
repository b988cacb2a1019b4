"""Counts of every declared measure at every area level, made once per build."""

from collections.abc import Iterable
from importlib import resources

import duckdb
from sqlglot import exp

from phm.domain.indicators import Measure, Quantity


UNIT_COLUMNS = {
    "practice": "practice_code",
    "pcn": "pcn_code",
    "lsoa": "lsoa21_code",
    "area": "area_code",
}
KEPT_COLUMNS = (
    *("unit_code", "period", "numerator", "lower_value", "upper_value", "fewest"),
)
COUNT_TABLE = """
create table fct_measure_count (
    measure_id varchar, area_level varchar, area_code varchar, period varchar,
    numerator double, denominator double,
    lower_value double, upper_value double, fewest double,
    units_reported integer, units_total integer
)
"""


def roll_up(connection: duckdb.DuckDBPyConnection, measures: Iterable[Measure]) -> None:
    """Fill `fct_measure_count`: one row per measure, area and period."""
    connection.execute(COUNT_TABLE)
    for measure in (one for one in measures if not one.by_group_only):
        connection.execute(unit_values(measure).sql(dialect="duckdb"))
        connection.execute(
            _rollup_sql(measure.counted_at),
            {"measure": measure.id, "reported_above": measure.reported_above},
        )
        connection.execute("drop table unit_value")


def unit_values(measure: Measure) -> exp.Create:
    """The statement that lays a measure's numbers side by side, one row per unit.

    A denominator of another table joins on the unit alone: the newest list stands
    under every count, and the periods of both are on the screen.
    """
    rows = _numerator_rows(measure)
    denominator = measure.denominator
    if denominator and denominator.table != measure.numerator.table:
        rows = _with_denominator(rows, measure, denominator)
    return exp.Create(
        this=exp.to_table("unit_value"),
        kind="TABLE",
        expression=rows,
        properties=exp.Properties(expressions=[exp.TemporaryProperty()]),
    )


def _numerator_rows(measure: Measure) -> exp.Select:
    quantity, unit = measure.numerator, UNIT_COLUMNS[measure.counted_at]
    same = measure.denominator and measure.denominator.table == quantity.table
    columns = {
        "unit_code": exp.column(unit),
        "period": exp.column("period"),
        "numerator": exp.column(quantity.column),
        "denominator": exp.column(measure.denominator.column)
        if same and measure.denominator
        else exp.null(),
        "lower_value": _column_or_null(measure.lower),
        "upper_value": _column_or_null(measure.upper),
        "fewest": _column_or_null(measure.fewest),
        **_extra_columns(measure.counted_at),
    }
    rows = exp.select(*(value.as_(name) for name, value in columns.items())).from_(
        exp.to_table(quantity.table)
    )
    rows = rows.where(*_conditions(quantity))
    return rows if measure.has_history else rows.where(_is_newest(quantity))


def _with_denominator(
    rows: exp.Select, measure: Measure, quantity: Quantity
) -> exp.Select:
    unit = UNIT_COLUMNS[measure.counted_at]
    totals = (
        exp.select(
            exp.column(unit).as_("unit_code"),
            exp.func("sum", exp.column(quantity.column)).as_("denominator"),
        )
        .from_(exp.to_table(quantity.table))
        .where(*_conditions(quantity), _is_newest(quantity))
        .group_by(exp.column(unit))
    )
    kept = [*KEPT_COLUMNS, *_extra_columns(measure.counted_at)]
    return (
        exp.select(
            *(exp.column(name, table="counted") for name in kept),
            exp.column("denominator", table="total"),
        )
        .from_(rows.subquery("counted"))
        .join(
            totals.subquery("total"),
            using=[exp.to_identifier("unit_code")],
            join_type="left",
        )
    )


def _extra_columns(counted_at: str) -> dict[str, exp.Expression]:
    if counted_at == "pcn":
        return {"sub_icb_code": exp.column("sub_icb_code")}
    return {"area_level": exp.column("area_level")} if counted_at == "area" else {}


def _conditions(quantity: Quantity) -> list[exp.Expression]:
    present = exp.column(quantity.column).is_(exp.null()).not_()
    asked = (
        exp.column(name).eq(exp.Literal.string(value))
        for name, value in quantity.where.items()
    )
    return [present, *asked]


def _is_newest(quantity: Quantity) -> exp.Expression:
    newest = exp.select(exp.func("max", exp.column("period"))).from_(
        exp.to_table(quantity.table)
    )
    return exp.column("period").eq(newest.subquery())


def _column_or_null(quantity: Quantity | None) -> exp.Expression:
    return exp.column(quantity.column) if quantity else exp.null()


def _rollup_sql(counted_at: str) -> str:
    folder = resources.files("phm.warehouse") / "sql" / "rollup"
    return (folder / f"{counted_at}.sql").read_text(encoding="utf-8")
