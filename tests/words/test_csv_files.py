"""Tables and notes in one file: read by any program, and never without their tier."""

import csv
import io

import pandas as pd

from phm.words.csv_files import csv_file, named, notes_on
from tests.charts.builders import NAN, a_measure, a_row, some_results


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_table_then_the_notes_with_an_empty_line_between() -> None:
    first = pd.DataFrame({"Area": ["Ash", "=1+1"], "Value": [1.5, NAN]})
    second = pd.DataFrame({"Project": ["Tablets"]})
    content = csv_file([first, second], "Local extract", [("Note", "-1 is text")])
    assert read(content) == [
        ["data_tier", "Area", "Value"],
        ["Local extract", "Ash", "1.5"],
        ["Local extract", "'=1+1", ""],
        [],
        ["data_tier", "Project"],
        ["Local extract", "Tablets"],
        [],
        ["Note", "'-1 is text"],
    ]
    assert content.startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8


def test_only_an_invented_file_is_called_so() -> None:
    assert named("cohort.csv", "synthetic") == "SYNTHETIC_cohort.csv"
    assert named("cohort.csv", "local") == "cohort.csv"


def test_what_answers_share_is_said_once() -> None:
    results = some_results(a_row("ash", 1.0), measure=a_measure(), interval="a range")
    notes = list(notes_on([results, results], "June 2026", {"ok", "suppressed"}))
    labels = [label for label, _ in notes]
    assert labels[:5] == ["Measure", "Low and high", "Period", "Data", "Cite as"]
    assert labels.count("Status") == 1
    assert ("Period", "June 2026") in notes
    assert ("Low and high", "a range") in notes
