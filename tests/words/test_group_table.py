"""The table and the file of a measure by groups: words where there is no number."""

import csv
import io

import pytest

from phm.charts.groups_rows import scheme_title
from phm.measures.results import Results
from phm.words.group_table import group_csv, group_file_name, group_table
from tests.charts.group_builders import by_scheme


@pytest.fixture
def panels() -> list[Results]:
    groups = {"asian": (8.04, 6.0, 10.0), "black": "suppressed"}
    return [by_scheme("ethnicity", groups), by_scheme("sex", {"male": (5.0, 4.0, 6.0)})]


def titles_of(panels: list[Results]) -> list[str]:
    return [scheme_title(one.by[0]) for one in panels]


def parts_of(panels: list[Results]) -> tuple[list[dict[str, str]], list[list[str]]]:
    text = group_csv(panels, titles_of(panels)).decode("utf-8-sig")
    table, _, notes = text.partition("\r\n\r\n")
    rows = list(csv.DictReader(io.StringIO(table)))
    return rows, list(csv.reader(io.StringIO(notes)))


def test_a_row_per_group_in_the_order_shown(panels):
    table = group_table(panels, titles_of(panels))

    assert table["Group"].tolist() == [
        one.label for results in panels for one in results.by[0].everyone
    ]
    assert table["Dimension"].iloc[0] == "Ethnicity, five groups, Census 2021"
    assert "<b>" not in table.to_csv()
    assert table["Reach per 1,000"].iloc[0] == 8.0


def test_why_there_is_no_number_is_said_in_words(panels):
    table = group_table(panels, titles_of(panels)).set_index("Group")

    assert table.loc["Asian", "Status"] == ""
    assert table.loc["Black", "Status"] == "suppressed (small numbers)"
    assert table.loc["Female", "Status"] == "nobody to count"
    assert table.loc["Black", ["Reach per 1,000", "Low", "High"]].isna().all()


def test_the_file_has_the_table_then_what_the_numbers_are(panels):
    rows, notes = parts_of(panels)
    said = {line[0]: line[1] for line in notes}

    assert [row["Group"] for row in rows][:2] == ["Asian", "Black"]
    assert rows[1]["Low"] == rows[1]["High"] == ""
    assert said["Measure"] == panels[0].measure.title
    assert said["Data"] == rows[0]["data_tier"]
    assert said["Cite as"]
    assert sum(line[0] == "Groups" for line in notes) == 2
    meanings = [line[1] for line in notes if line[0] == "Status"]
    assert any(one.startswith("Suppressed: ") for one in meanings)
    assert any(one.startswith("Nobody to count: ") for one in meanings)


def test_conditions_are_in_the_file():
    sex = by_scheme("sex", {}).by[0]
    panel = by_scheme("ethnicity", {"asian": (8.0, 6.0, 10.0)}, where=((sex, "male"),))

    assert ["Only", "Sex: Male"] in parts_of([panel])[1]


def test_what_was_invented_says_so_in_name_and_rows():
    panel = by_scheme("ethnicity", {}, tier="synthetic")
    rows, notes = parts_of([panel])

    assert group_file_name([panel]) == "SYNTHETIC_reach_per_1000_by_group.csv"
    assert {row["data_tier"] for row in rows} == {"SYNTHETIC: not patients"}
    assert ["Data", "SYNTHETIC: not patients"] in notes


def test_one_title_for_each_answer(panels):
    with pytest.raises(ValueError, match="shorter"):
        group_table(panels, ["Ethnicity"])
