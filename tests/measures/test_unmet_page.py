"""The worked example of docs/methods/unmet_need.md is what the mart gives."""

import duckdb
import pyarrow as pa
import pytest

from phm.settings import PROJECT_ROOT
from phm.warehouse.configuration import need_model
from phm.warehouse.scripts import sql_scripts


PAGE = (PROJECT_ROOT / "docs" / "methods" / "unmet_need.md").read_text("utf-8")
PCNS = (  # code, people, referred, declined, no suitable service
    ("first", 40_000, 610, 80, 45),
    ("second", 20_000, 430, 20, 10),
)


def example_tables():
    per_1000 = need_model()["per_1000"]
    return {
        "fct_practice_people": [
            {
                "practice_code": f"practice of {code}",
                "pcn_code": code,
                "period": "2026-06-30",
                "people": people,
                "people_referred": referred,
                "people_declined": declined,
                "people_without_service": sent_away,
                "need_low": people * per_1000["low"] / 1000,
                "need": people * per_1000["central"] / 1000,
                "need_high": people * per_1000["high"] / 1000,
            }
            for code, people, referred, declined, sent_away in PCNS
        ],
        "dim_practice": [
            {"practice_code": f"practice of {code}", "place_id": "here"}
            | {"in_system": True, "is_in_current_pcn": True}
            for code, *_ in PCNS
        ],
        "dim_pcn": [{"pcn_code": code, "place_id": "here"} for code, *_ in PCNS],
        "cfg_system": [{"system_id": "any"}],
    }


@pytest.fixture(scope="module")
def rows():
    with duckdb.connect() as connection:
        for name, table in example_tables().items():
            connection.from_arrow(pa.Table.from_pylist(table)).create(name)
        connection.execute(dict(sql_scripts("marts"))["310_fct_unmet_referral"])
        frame = connection.table("fct_unmet_referral").df()
    return frame.set_index("area_code")


def line(name, *numbers):
    return f"| {name} | " + " | ".join(f"{number:,.0f}" for number in numbers) + " |"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("referred", "referred"),
        ("declined", "declined"),
        ("no suitable service", "no_suitable_service"),
    ],
)
def test_counts_of_the_example(rows, name, column):
    assert line(name, *rows.loc[["first", "second", "here"], column]) in PAGE


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("not referred", "not_referred"),
        ("unmet need", "unmet_need"),
        ("low", "unmet_need_low"),
        ("high", "unmet_need_high"),
    ],
)
def test_results_of_the_example(rows, name, column):
    printed = next(row for row in PAGE.splitlines() if row.startswith(f"| {name} |"))
    cells = [cell.split("=")[-1].split(":")[-1].strip() for cell in printed.split("|")]
    wanted = [f"{n:,.0f}" for n in rows.loc[["first", "second", "here"], column]]
    assert cells[2:-1] == wanted


def test_place_is_the_sum_of_its_pcns_and_the_system_that_of_places(rows):
    parts = rows.loc[["first", "second"], "unmet_need"].sum()
    assert rows.loc["here", "unmet_need"] == pytest.approx(parts)
    assert rows.loc["any", "unmet_need"] == pytest.approx(parts)
