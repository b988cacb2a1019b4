"""The Overview: one sentence, a ranking and a map, in step with one PCN."""

import csv
import io
import math

import pytest

from tests.pages.visits import ENTRY, Visit


pytestmark = pytest.mark.usefixtures("on_tiny_home")

COLUMNS = {
    "Unmet need per 1,000": "unmet_need_per_1000",
    "Low": "unmet_need_per_1000_low",
    "Link workers per 10,000": "link_worker_fte_per_10000",
}
CHART = "chart-unmet_need_per_1000"


def test_the_sentence_says_where_how_big_and_who_has_nobody():
    sentence = Visit(ENTRY).sentence

    assert "highest in Southbrook and District PCN" in sentence
    assert "the system’s total is about" in sentence
    assert "1 of 4 PCNs has no link worker and 1 is not reported" in sentence


def test_every_pcn_can_be_chosen_by_name():
    visit = Visit(ENTRY)

    assert visit.options("pcn") == [
        "All 4 PCNs",
        "Eastmere PCN",
        "Northbrook PCN",
        "Southbrook and District PCN",
        "Westmere PCN",
    ]


@pytest.mark.parametrize(
    ("code", "name"), [("U90002", "Southbrook and District PCN"), ("U90001", "Northbr")]
)
def test_choosing_a_pcn_tells_of_it_and_marks_it_in_chart_and_map(code, name):
    before = Visit(ENTRY)
    after = Visit(ENTRY).choose("pcn", code)

    assert f"\n{name}" not in before.text
    assert f"\n{name}" in after.text
    assert after.figures[CHART] != before.figures[CHART]
    assert before.map_selected == [None]
    assert after.map_selected == [code]
    assert after.address["pcn"] == code


def test_a_link_to_a_pcn_shows_what_choosing_it_shows():
    chosen = Visit(ENTRY).choose("pcn", "U90003")
    linked = Visit(ENTRY, {"pcn": "U90003"})

    assert linked.words == chosen.words
    assert linked.figures == chosen.figures
    assert linked.map_orders == chosen.map_orders


def test_a_pcn_that_reports_nothing_is_not_called_zero():
    text = Visit(ENTRY, {"pcn": "U90004"}).text

    assert "Westmere PCN has no figure." in text


def test_the_headline_numbers_say_what_they_count_and_when():
    visit = Visit(ENTRY)
    numbers = visit.numbers

    assert numbers["Registered patients"] == "3,951"
    assert numbers["Link workers, FTE"] == "2.90"
    strip = next(h for h in visit.html if "phm-headlines" in h)
    assert "3 of 4 PCNs report; 2 have any · June 2026" in strip
    assert ":small[:gray[Open data]]" in visit.text


def test_the_table_has_every_pcn_and_words_where_a_figure_is_missing():
    table = Visit(ENTRY).table_with("Unmet need per 1,000")
    by_code = table.set_index("Code")

    assert set(by_code.index) == {"U90001", "U90002", "U90003", "U90004", "U"}
    said = by_code.loc["U90004", "Status"]
    assert said.startswith("not reported: Unmet need per 1,000")


def test_one_download_holds_every_measure_of_the_table(downloaded):
    visit = Visit(ENTRY)
    table = visit.table_with("Unmet need per 1,000").set_index("Code")
    (button,) = visit.app.get("download_button")
    numbers, _, notes = (
        downloaded(button).content.decode("utf-8-sig").partition("\r\n\r\n")
    )
    rows = {row["area_code"]: row for row in csv.DictReader(io.StringIO(numbers))}

    assert set(rows) == set(table.index)
    for code, shown in table.iterrows():
        for name, measure in COLUMNS.items():
            written = rows[code][measure]
            assert (
                written == ""
                if math.isnan(shown[name])
                else float(written) == pytest.approx(shown[name], abs=0.051)
            )
    assert {row["data_tier"] for row in rows.values()} == {"Open data"}
    for measure in set(COLUMNS.values()) - {"unmet_need_per_1000_low"}:
        assert f"\n{measure}," in notes
    assert "Open data · " in notes


def test_freshness_is_said_for_every_source():
    table = Visit(ENTRY).table_with("Publisher")

    assert len(table) > 3
    assert table["Period"].str.len().gt(0).all()
