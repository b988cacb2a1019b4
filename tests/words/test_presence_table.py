"""Tables of who is on record, and of which sources could see them."""

import csv
import io

from phm.words.presence_table import (
    presence_csv,
    presence_file_name,
    presence_table,
    sight_details,
    sight_table,
    sources_table,
)
from tests.charts.presence_builders import LABELS, a_group, some_presence


PRESENCE = some_presence(
    gypsy_roma_traveller=a_group(70, low=290, high=650, filled=96),
    vulnerable_migrant=a_group(0, low=140),
)


def test_a_row_per_group_in_words():
    table = presence_table(PRESENCE).set_index("Group")
    assert list(table.index) == list(LABELS.values())
    row = table.loc["Gypsy, Roma, Traveller"]
    assert row["On record"] == 70
    assert row["Expected"] == "290 to 650"
    assert row["Of those expected"] == "11 to 24 %"
    assert row["Field filled in"] == "96 %"
    assert table.loc["Vulnerable migrants", "What that says"] == "nobody recorded"
    assert table.loc["Justice contact", "Expected"] == "no figure that stands up"
    assert table.loc["Justice contact", "How sure"] == "no figure"
    assert "wide" in table.loc["Modern slavery", "How sure"]
    assert "check" in table.loc["Alcohol dependence", "How sure"]
    assert table.loc["Drug dependence", "How sure"] == "published"


def test_every_figure_has_its_source_and_its_page():
    table = sources_table()
    assert len(table) == len(LABELS)
    assert table["Page"].str.startswith("https://").all()
    assert (table["Expected numbers from"].str.len() > 20).all()
    assert (table["Beware"].str.len() > 20).all()


def test_what_a_source_sees_is_a_word_with_a_sign():
    table = sight_table({"homelessness"}, LABELS).set_index("Source")
    assert list(table.columns) == list(LABELS.values())
    seen = table.loc["Homelessness statistics (loaded)"]
    assert seen["Homelessness"] == "●\u00a0sees"
    assert seen["Sex work"] == "○\u00a0no"
    assert table.loc["GP record", "Modern slavery"] == "◐\u00a0partly"
    assert set(table.to_numpy().ravel()) == {
        *("●\u00a0sees", "◐\u00a0partly", "○\u00a0no")
    }


def test_details_leave_out_who_sees_nobody():
    details = sight_details(LABELS)
    assert not details["What it sees"].str.startswith("cannot:").any()
    assert set(details["Group"]) == set(LABELS.values())


def test_the_file_says_its_tier_in_every_row_and_its_sources_below():
    rows = list(csv.reader(io.StringIO(presence_csv(PRESENCE).decode("utf-8-sig"))))
    table, notes = rows[: rows.index([])], rows[rows.index([]) + 1 :]
    assert [row[0] for row in table] == ["data_tier", *["Local extract"] * len(LABELS)]
    by_name = dict(zip(table[0], table[4], strict=True))  # vulnerable migrants
    assert by_name["on_record"] == "0"  # in a file beside the words for it
    assert by_name["finding"] == "nobody recorded"
    assert by_name["expected_low"] == "140"
    assert by_name["expected_high"] == ""
    assert {label for label, *_ in notes} >= {"Cite as", "Period", "How to read it"}
    assert presence_file_name(PRESENCE).startswith("inclusion_health")
