"""What a button saves is what the table above it shows, and where it is from."""

import csv
import io
import math
import re

import pytest

from tests.pages.visits import Visit


pytestmark = pytest.mark.usefixtures("on_tiny_home")

MAP = "pages/1_Coverage_map.py"
VIEWS = [
    (MAP, {"layer": "need_per_1000"}),
    (MAP, {"layer": "asian_percent", "circles": "registered_patients"}),
    (MAP, {"level": "lsoa", "layer": "loneliness_percent", "circles": "none"}),
    (MAP, {"layer": "diabetes_not_at_hba1c_target_percent", "circles": "none"}),
]

every_view = pytest.mark.parametrize(("page", "view"), VIEWS)


@every_view
def test_every_table_of_areas_has_a_download_with_the_same_rows(page, view, downloaded):
    for table, rows, _ in tables_and_files(Visit(page, view), downloaded):
        assert {row["area_code"] for row in rows} == set(table["Code"])
        names = dict(zip(table["Code"], table.iloc[:, 0], strict=True))
        assert {row["area_code"]: row["area_name"] for row in rows} == names


@every_view
def test_the_numbers_are_those_of_the_table(page, view, downloaded):
    for table, rows, _ in tables_and_files(Visit(page, view), downloaded):
        by_code = table.set_index("Code")
        for row in rows:
            shown = by_code.loc[row["area_code"]]
            assert same(row["value"], shown.iloc[1])
            for heading, column in (("Low", "lower"), ("High", "upper")):
                if heading in shown:
                    assert same(row[column], shown[heading])


@every_view
def test_a_missing_value_is_empty_and_says_why(page, view, downloaded):
    for table, rows, _ in tables_and_files(Visit(page, view), downloaded):
        statuses = dict(zip(table["Code"], table["Status"], strict=True))
        for row in rows:
            assert (row["value"] == "") == (row["status"] != "ok")
            assert bool(statuses[row["area_code"]]) == (row["status"] != "ok")


@every_view
def test_the_file_carries_the_source_line_shown_on_the_page(page, view, downloaded):
    visit = Visit(page, view)
    for _, _, notes in tables_and_files(visit, downloaded):
        assert notes["Data"] == "Open data"
        for cited in re.split(r" · |; |(?<=[a-z]): ", notes["Cite as"]):
            assert cited in visit.text
        assert notes["Cite as"].startswith("Open data · ")
        assert notes["Unit"]
        assert notes["Period"]


def tables_and_files(visit, downloaded):
    """Each table of areas with the rows and the notes of the file under it."""
    tables = [table for table in visit.tables if "Code" in table]
    buttons = visit.app.get("download_button")
    assert len(tables) == len(buttons) > 0
    for table, button in zip(tables, buttons, strict=True):
        text = downloaded(button).content.decode("utf-8-sig")
        numbers, _, notes = text.partition("\r\n\r\n")
        rows = list(csv.DictReader(io.StringIO(numbers)))
        labels = {line[0]: line[1] for line in csv.reader(io.StringIO(notes)) if line}
        yield table, rows, labels


def same(written: str, shown: float) -> bool:
    """Whether a number of the file is the one shown, which has fewer decimals."""
    if written == "" or math.isnan(shown):
        return written == "" and math.isnan(shown)
    decimals = len(f"{shown:.10f}".rstrip("0").partition(".")[2])
    return abs(float(written) - shown) <= 0.5 * 10**-decimals + 1e-9
