"""Several measures in one file: every area, every column explained."""

import csv
import io

import pytest

from phm.domain.areas import AreaLevel
from phm.words.wide import wide_csv, wide_file_name, wide_frame
from tests.charts.builders import a_measure, a_row, some_results


NEED = a_measure(id="need", title="Need of people")
COVER = a_measure(id="cover", unit="FTE", denominator=None, denominator_label="")


def answers(tier: str = "open", other: str = "open"):
    first = a_row("ash", 3.0, lower=1.0, upper=9.0), a_row("elm", 5.0), a_row("oak")
    second = a_row("oak", 1.0), a_row("elm", 0.0)
    return [
        some_results(*first, measure=NEED, tier=tier),
        some_results(*second, measure=COVER, tier=other),
    ]


def parts(file: bytes) -> tuple[list[dict[str, str]], dict[str, str]]:
    numbers, _, notes = file.decode("utf-8-sig").partition("\r\n\r\n")
    lines = csv.reader(io.StringIO(notes))
    return list(csv.DictReader(io.StringIO(numbers))), dict(filter(None, lines))


def test_every_area_of_any_measure_has_a_row_the_highest_first() -> None:
    frame = wide_frame(answers())

    assert list(frame["area_code"]) == ["elm", "ash", "oak"]
    assert list(frame["area_name"]) == ["Elm PCN", "Ash PCN", "Oak PCN"]
    assert frame.set_index("area_code").loc["oak", "cover"] == 1.0
    assert "cover_denominator" not in frame  # a total is over nothing


def test_a_measure_hidden_everywhere_keeps_its_column() -> None:
    hidden = a_row("ash", status="suppressed"), a_row("elm", status="suppressed")
    whole = [some_results(*hidden, measure=NEED), *answers()[1:]]

    frame = wide_frame(whole)

    assert frame["need"].isna().all()
    assert set(frame["area_code"]) >= {"ash", "elm"}
    assert "need_low" not in frame


def test_a_missing_value_is_empty_and_says_why() -> None:
    rows, _ = parts(wide_csv(answers()))
    oak = next(row for row in rows if row["area_code"] == "oak")

    assert (oak["need"], oak["need_status"]) == ("", "not reported")
    assert (oak["cover"], oak["cover_status"]) == ("1", "ok")


def test_notes_say_unit_period_and_source_of_each_column() -> None:
    _, notes = parts(wide_csv(answers()))

    assert notes["need"].startswith("Need of people. Unit: people a year per 1,000")
    assert notes["cover"].endswith("Unit: FTE, June 2026.")
    assert "Office of Inventions: Invented counts" in notes["cover, cite as"]
    assert notes["need, low and high"].startswith("low and high of the model")
    assert notes["Caveat"] == "Read with care."


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        (("open", "open"), "Open data"),
        (("open", "local"), "Local extract and Open data"),
        (("synthetic", "open"), "SYNTHETIC: not patients"),
    ],
)
def test_every_row_says_its_tiers(tiers: tuple[str, str], said: str) -> None:
    rows, notes = parts(wide_csv(answers(*tiers)))

    assert {row["data_tier"] for row in rows} == {said}
    assert notes["Data"] == said


def test_a_synthetic_file_is_called_so() -> None:
    assert wide_file_name(answers()) == "need_and_others_by_pcn.csv"
    assert wide_file_name(answers("synthetic")).startswith("SYNTHETIC_need")


def test_levels_must_agree() -> None:
    with pytest.raises(ValueError, match="one level"):
        wide_frame([*answers(), some_results(level=AreaLevel.PLACE)])
