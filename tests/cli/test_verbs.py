"""What `phm` says and how it ends, on the invented system."""

import csv
import io
import json

import pytest

from tests.builders import TINY, Files, declare_system, supply, tiny_files, without


@pytest.fixture
def supplied(home):
    """A home whose raw folder is filled but in which nothing is landed or built."""
    declare_system(home, TINY)
    supply(home, tiny_files())
    for path in home.landed.iterdir():
        path.unlink()
    return home


def test_land_check_build_and_ask_walk_the_whole_way(phm, supplied):
    landed = phm("land", supplied.raw, "--home", supplied.root)
    checked = phm("check", "--home", supplied.root)
    built = phm("build", "--system", "tiny", "--home", supplied.root)
    asked = phm("ask", "registered_patients", "--at", "pcn", "--home", supplied.root)
    assert [one.code for one in (landed, checked, built, asked)] == [0, 0, 0, 0]
    assert "in service" in built.out
    assert "Northbrook PCN" in asked.out


def test_landing_twice_says_that_it_was_landed_before(phm, supplied):
    first = phm("land", supplied.raw, "--home", supplied.root)
    again = phm("land", supplied.raw, "--home", supplied.root)
    assert " 0 landed before" in first.out
    assert again.out.startswith("0 files landed")


def test_a_refused_file_is_named_and_ends_with_one(phm, supplied):
    broken = next(supplied.raw.glob("*quin-age*"))
    broken.write_text("<!DOCTYPE html><html>Sorry</html>", encoding="utf-8")
    ended = phm("land", supplied.raw, "--home", supplied.root)
    assert ended.code == 1
    assert broken.name in ended.err.replace("\n", "")


def test_an_unknown_file_is_listed_not_ignored(phm, supplied):
    (supplied.raw / "minutes.docx").write_bytes(b"PK")
    ended = phm("land", supplied.raw, "--home", supplied.root)
    assert "Not recognised" in ended.out
    assert "minutes.docx" in ended.out.replace("\n", "")


def test_building_without_an_essential_source_ends_with_four(phm, home):
    declare_system(home, TINY)
    files: Files = without(tiny_files(), "practice_map")
    supply(home, files)
    ended = phm("build", "--system", "tiny", "--home", home.root)
    assert ended.code == 4
    assert "phm land" in ended.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("build", "--system", "nowhere"), 6),
        (("ask", "registered_patients"), 8),
        (("ask", "no_such_measure"), 8),
        (("fetch", "no_such_source"), 4),
    ],
)
def test_an_empty_home_ends_with_a_code_and_a_remedy(phm, home, words, code):
    ended = phm(*words, "--home", home.root)
    assert ended.code == code
    assert "phm" in ended.err or "Choose" in ended.err


def test_a_question_that_cannot_be_asked_ends_with_nine(phm, tiny_home):
    unknown = phm("ask", "no_such_measure", "--home", tiny_home.root)
    wrong_level = phm("ask", "need", "--at", "practice", "--home", tiny_home.root)
    assert (unknown.code, wrong_level.code) == (9, 9)
    assert "Levels it has" in wrong_level.err


def test_json_has_the_promised_keys_and_null_for_what_is_not_reported(phm, tiny_home):
    words = ("ask", "link_worker_fte_per_10000", "--format", "json")
    records = json.loads(phm(*words, "--home", tiny_home.root).out)
    promised = {
        *("area_code", "area_name", "value", "lower", "upper", "numerator"),
        *("denominator", "unit", "period", "tier", "suppressed", "caveats"),
    }
    assert promised <= records[0].keys()
    silent = [one for one in records if one["status"] == "not reported"]
    assert silent
    assert {one["value"] for one in silent} == {None}


def test_csv_and_json_say_the_same(phm, tiny_home):
    words = ("ask", "registered_patients", "--home", tiny_home.root, "--format")
    from_csv = list(csv.DictReader(io.StringIO(phm(*words, "csv").out)))
    from_json = json.loads(phm(*words, "json").out)
    assert [float(one["value"]) for one in from_csv] == [
        one["value"] for one in from_json
    ]


def test_measures_and_sources_list_every_declaration(phm, home):
    assert "link_worker_fte_per_10000" in phm("measures").out
    assert "pcn_workforce" in phm("sources", "--home", home.root).out


def test_a_disk_that_refuses_is_told_without_a_traceback(phm, tmp_path):
    (tmp_path / "file").touch()
    ended = phm("demo", "--people", 10_000, "--home", tmp_path / "file")
    assert ended.code == 1
    assert "The disk refused" in ended.err
    assert "--home" in ended.err
