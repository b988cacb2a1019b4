"""The card of a cohort as a file."""

import csv
import io

import pytest

from phm.measures.cohort_card import CohortCard
from phm.words.cohort_table import card_csv, card_file_name, card_table
from tests.charts.builders import NAN
from tests.charts.cohort_builders import CENTRAL, NORTH, a_card


@pytest.fixture
def card() -> CohortCard:
    return a_card()


def rows(card: CohortCard) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    """The table and the notes below it."""
    above, _, below = card_csv(card).decode("utf-8-sig").partition("\r\n\r\n")
    notes: dict[str, list[str]] = {}
    for label, text in csv.reader(io.StringIO(below)):
        notes.setdefault(label, []).append(text)
    return list(csv.DictReader(io.StringIO(above))), notes


def test_a_row_for_each_number_and_the_tier_in_each(card: CohortCard) -> None:
    table, notes = rows(card)
    assert {row["data_tier"] for row in table} == {"Local extract"}
    people = [r for r in table if r["Measure"] == "Share of people"]
    assert [row["Group"] for row in people[:2]] == ["In the cohort", "Everybody else"]
    assert people[0]["Counted"] == "4200"
    assert people[2]["Group"].startswith("Uncontrolled: HbA1c")
    assert notes["Cohort"][0].startswith("Men from ethnic minority")
    assert notes["Condition"][0].startswith("sex = male and ethnic_group in (Asian")
    assert notes["Cite as"][0].startswith("Local extract")
    assert any("Suppressed" in text for text in notes["Status"])


def test_what_is_hidden_has_no_number(card: CohortCard) -> None:
    hidden = [row for row in rows(card)[0] if row["Area"] == NORTH and row["Status"]]
    assert len(hidden) == 2
    for row in hidden:
        assert row["Value"] == row["Low"] == row["Counted"] == ""


def test_the_areas_are_in_it(card: CohortCard) -> None:
    table = card_table(card)
    of_area = table[table["Area"].eq(CENTRAL)]
    assert of_area["Value"].tolist() == [0.5, 1.0, 1.2]


def test_a_cohort_of_no_smaller_area_has_fewer_rows() -> None:
    table = card_table(a_card("people_experiencing_homelessness", needs=None))
    assert set(table["Area"]) == {"Inventshire"}


def test_of_too_few_people_only_that_is_told() -> None:
    table = card_table(a_card(size=("suppressed", "suppressed")))
    assert table["Status"].tolist() == ["suppressed (small numbers)"] * 2
    assert table["Value"].isna().all()


def test_of_too_few_others_only_that_is_told() -> None:
    size = ((99.9, NAN, NAN, 1_500_000), "suppressed")
    table = card_table(a_card(size=size))
    others = table[table["Group"].eq("Everybody else")]
    assert others["Measure"].tolist() == ["Share of people"]


@pytest.mark.parametrize(
    ("cohort", "name"),
    [
        ("unpaid_carers", "cohort_unpaid_carers.csv"),
        ("unpaid_carers/1", "cohort_unpaid_carers_part_1.csv"),
        ("sex = male", "cohort_men_and_boys.csv"),
    ],
)
def test_the_file_is_called_after_the_cohort(cohort: str, name: str) -> None:
    assert card_file_name(a_card(cohort)) == name
