"""Barriers, money and support as a table and a file."""

import csv
import io
import math

from phm.words.digital_match_table import (
    match_csv,
    match_file_name,
    match_table,
    project_table,
)
from tests.charts.builders import NAN
from tests.words.digital_builders import a_match, some_projects


KIT = (40_000.0, 0.0, 0.0, 0.0)


def test_a_row_for_each_place_and_barrier_rounded_as_on_screen() -> None:
    table = match_table([a_match(pounds=KIT), a_match(area_name="Other")])
    assert table["Area"].tolist() == ["Inventon"] * 4 + ["Other"] * 4
    first = table.iloc[0]
    assert first["Barrier"] == "No equipment"
    assert first["Money (£)"] == 40_000
    assert first["£ per 1,000 people"] == 2_000
    assert first["% of barriers"] == 12.5
    assert math.isnan(table.iloc[4]["% of money"])  # no money there
    assert not any("_" in name for name in table)


def test_projects_are_listed_with_dates_in_words() -> None:
    projects = some_projects({}, {"end_date": None})
    table = project_table(a_match(projects=projects))
    assert table["From"].tolist() == ["1 April 2025"] * 2
    assert table["To"].iloc[0] == "31 March 2027"
    assert table["To"].isna().tolist() == [False, True]


def test_the_file_says_what_it_is_of_and_is_no_formula() -> None:
    projects = some_projects({"project_name": "=2+2"})
    match = a_match(pounds=KIT, projects=projects, offers=(NAN, 1.0, 1.0, 1.0))
    text = match_csv([match]).decode("utf-8-sig")
    numbers, listed, notes = text.split("\r\n\r\n")
    rows = list(csv.DictReader(io.StringIO(numbers)))
    assert [row["Barrier"] for row in rows][3] == "No skills"
    assert rows[0]["Offers of support"] == ""
    projects_listed = list(csv.DictReader(io.StringIO(listed)))
    assert projects_listed[0]["Project"] == "'=2+2"
    assert projects_listed[0]["data_tier"] == rows[0]["data_tier"] == "Open data"
    assert "Open data · Office of Inventions: Invented counts" in notes
    assert "Period,30 June 2026" in notes


def test_an_invented_file_says_so_in_its_name() -> None:
    assert match_file_name([a_match()]) == "digital_barriers_and_money.csv"
    invented = match_file_name([a_match(tier="synthetic")])
    assert invented == "SYNTHETIC_digital_barriers_and_money.csv"
