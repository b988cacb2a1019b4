"""Source lines, and the CSV that carries them."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from phm.domain.tiers import Tier
from phm.words.sources import (
    FORMULA_STARTS,
    csv_bytes,
    csv_text,
    file_name,
    source_line,
    source_words,
)
from tests.charts.builders import SOURCE, a_row, some_results


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_source_line_says_tier_publisher_title_period_and_licence() -> None:
    assert source_line(some_results()) == (
        "Open data · Office of Inventions: Invented counts, June 2026 · "
        "Open Government Licence v3.0"
    )


def test_publishers_and_licences_are_said_once() -> None:
    other = replace(SOURCE, title="Invented map", period="")
    third = replace(SOURCE, publisher="Bureau of Maps", title="Shapes")
    said = source_line(some_results(sources=(SOURCE, third, other, SOURCE)))
    assert said == (
        "Open data · Office of Inventions: Invented counts, June 2026; Invented map; "
        "Bureau of Maps: Shapes, June 2026 · Open Government Licence v3.0"
    )


@pytest.mark.parametrize(
    ("tier", "badge"),
    [("local", "Local extract"), ("synthetic", "SYNTHETIC: not patients")],
)
def test_other_tiers_cannot_be_mistaken(tier: str, badge: str) -> None:
    assert source_line(some_results(tier=tier)).startswith(badge)
    assert badge in csv_text(some_results(tier=tier))


@pytest.mark.parametrize("tier", Tier)
def test_every_row_says_its_tier_before_all_else(tier: Tier) -> None:
    text = csv_text(some_results(a_row("ash", 1.0), a_row("elm"), tier=tier))
    header, *rows = lines_of(text)[:3]
    assert header[0] == "data_tier"
    assert [row[0] for row in rows] == [tier.words] * 2


def test_a_synthetic_download_is_called_so() -> None:
    usual = file_name(some_results())
    assert usual == "invented_per_1000_by_pcn.csv"
    assert file_name(some_results(tier="synthetic")) == f"SYNTHETIC_{usual}"


def test_a_source_in_full() -> None:
    assert source_words(SOURCE).endswith("v3.0, https://example.org/invented")


def test_the_table_comes_first_with_its_header() -> None:
    text = csv_text(some_results(a_row("ash", 1 / 3), a_row("elm")))
    header, first, second, empty, *notes = lines_of(text)
    assert header[:3] == ["data_tier", "area_code", "area_name"]
    row = dict(zip(header, first, strict=True))
    assert (row["value"], row["status"]) == ("0.333333", "ok")
    assert row["denominator"] == "10000"
    assert row["unit"] == "people a year per 1,000 registered patients"
    silent = dict(zip(header, second, strict=True))
    assert (silent["value"], silent["status"]) == ("", "not reported")
    assert empty == []
    assert ["Measure", "Invented need per 1,000 registered patients"] in notes


def test_the_notes_carry_what_a_reader_must_know() -> None:
    results = some_results(a_row("elm"))
    notes = lines_of(csv_text(results))[3:]
    labels = {label for label, _ in notes}
    assert {"Unit", "Period", "Data", "Cite as", "Source", "Caveat", "Status"} <= labels
    assert ["Caveat", "Read with care."] in notes
    assert ["Lower and upper", results.interval] in notes
    assert "nan" not in csv_text(results).lower()
    without = csv_text(replace(results, interval=""))
    assert "Lower and upper" not in without


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_is_never_a_formula(start: str) -> None:
    name = f"{start}HYPERLINK(1)"
    row = lines_of(csv_text(some_results(a_row("ash", 1.0, area_name=name))))[1]
    assert row[2] == f"'{name}"


def test_notes_are_never_formulas() -> None:
    text = csv_text(some_results(caveats=("=1+1",)))
    assert ["Caveat", "'=1+1"] in lines_of(text)


def test_negative_numbers_stay_numbers() -> None:
    row = lines_of(csv_text(some_results(a_row("ash", -2.5))))[1]
    assert "-2.5" in row


def test_nothing_that_is_no_number_is_written_as_one() -> None:
    row = a_row("ash", 1.0, upper=float("inf"), units_total=pd.NA, parent_code=None)
    text = csv_text(some_results(row))
    assert "inf" not in lines_of(text)[1]
    assert "NA" not in text.splitlines()[1]


def test_every_row_of_a_history_is_in_it() -> None:
    rows = a_row("ash", 1.0, period="2025-06"), a_row("ash", 2.0, period="2026-06")
    assert len(lines_of(csv_text(some_results(*rows)))[1:3]) == 2


def test_excel_is_told_the_encoding() -> None:
    results = some_results(a_row("ash", 1.0, area_name="Zoë’s PCN"))
    assert csv_bytes(results).startswith(b"\xef\xbb\xbf")
    assert "Zoë’s PCN" in csv_bytes(results).decode("utf-8-sig")


def test_several_answers_cite_each_source_once_tier_by_tier() -> None:
    other = replace(SOURCE, title="Invented map")
    said = source_line(
        some_results(tier="local", sources=(other,)),
        some_results(),
        some_results(),
    )
    assert said == (
        "Open data · Office of Inventions: Invented counts, June 2026 · "
        "Open Government Licence v3.0. Local extract · Office of Inventions: "
        "Invented map, June 2026 · Open Government Licence v3.0"
    )


def test_a_line_about_invented_files_says_so_once() -> None:
    made = replace(
        SOURCE,
        publisher="phm's generator (SYNTHETIC: not patients)",
        title="SYNTHETIC Social prescribing referrals",
    )
    said = source_line(some_results(tier="synthetic", sources=(made, SOURCE)))
    assert said.count("SYNTHETIC") == 1
    assert "phm's generator: Social prescribing referrals, June 2026; Office" in said
