"""Corrections: declared repairs that fail loudly when their cause is gone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from phm.errors import DeclarationInvalid, SourceInvalid
from phm.sources.corrections import Correction, apply_corrections, load_corrections


CORRECTION = Correction(
    source="list_sizes",
    period="2026-07",
    column="practice_code",
    match="Z00001",
    action="drop",
    reason="Closed in May.",
    status="confirmed",
    expect=1,
)
TABLE = pa.table({"OrganisationCode": ["Z00001 ", "Z00002", None], "_line": [2, 3, 4]})
DECLARED = """
[[corrections]]
source = "list_sizes"
column = "practice_code"
match = "Z00001"
action = "drop"
reason = "Closed in May."
status = "confirmed"
expect = 1
"""


@pytest.mark.parametrize(
    ("action", "value", "left"),
    [
        ("drop", None, ["Z00002", None]),
        ("override", "Z00009", ["Z00009", "Z00002", None]),
        ("flag", None, ["Z00001 ", "Z00002", None]),
    ],
)
def test_what_each_action_leaves(
    desk: Any, action: str, value: str | None, left: list[str | None]
) -> None:
    correction = replace(CORRECTION, action=action, value=value)
    source = desk.sources["list_sizes"]
    done = apply_corrections(TABLE, [correction], source=source, period="2026-07")
    assert done["OrganisationCode"].to_pylist() == left
    assert "Closed in May." in correction.sentence


def test_another_period_or_source_is_left_alone(desk: Any) -> None:
    source = desk.sources["list_sizes"]
    others = [
        replace(CORRECTION, period="2025-11"),
        replace(CORRECTION, source="lsoas"),
    ]
    assert apply_corrections(TABLE, others, source=source, period="2026-07") is TABLE


@pytest.mark.parametrize("change", [{"expect": 2}, {"match": "Z9"}, {"column": "pcn"}])
def test_a_correction_that_no_longer_fits_is_an_error(
    desk: Any, change: dict[str, Any]
) -> None:
    source = desk.sources["list_sizes"]
    outlived = replace(CORRECTION, **change)
    with pytest.raises(SourceInvalid, match="expects") as error:
        apply_corrections(TABLE, [outlived], source=source, period="2026-07")
    assert "publisher" in error.value.remedy


def test_shipped_and_local_corrections_load(tmp_path: Path) -> None:
    shipped = load_corrections()
    (tmp_path / "ours.toml").write_text(DECLARED, encoding="utf-8")
    assert load_corrections(tmp_path) == (*shipped, replace(CORRECTION, period=None))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("expect = 1", "expect = 0", "`expect` = 0"),
        ("expect = 1", "", "`expect`"),
        ('"drop"', '"delete"', "`action` = 'delete'"),
        ('"drop"', '"override"', "`value` and `action` disagree"),
        ("[[corrections]]", "[[fixes]]", "`fixes`"),
        ("reason", "because", "`reason` is missing"),
        ("[[corrections]]", "[[corrections", "is not TOML"),
    ],
)
def test_faults_in_the_file_are_named(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = DECLARED.replace(old, new)
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationInvalid) as fault:
        load_corrections(tmp_path)
    assert "ours.toml" in fault.value.message
    assert says in fault.value.message
