"""Landing: a faithful copy, one file per source and period, the same every time."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from phm.errors import SourceInvalid
from phm.settings import Home
from phm.sources.land import Outcome, land_folder, list_landed


def test_every_cell_is_text_as_published_with_its_line(desk: Any) -> None:
    landed = desk.land(desk.csv(' 01JUL2026, Z00001,"U9, ""x""",', *desk.good_rows))
    schema = pq.read_schema(landed.parquet)
    assert schema.names == [*desk.header.split(","), "_line"]
    assert {str(schema.field(name).type) for name in schema.names[:-1]} == {"string"}
    first = (" 01JUL2026", " Z00001", 'U9, "x"', None, 2)
    assert desk.rows(landed)[:2] == [
        first,
        ("01JUL2026", "Z00001", "U90001", "1200", 3),
    ]


def test_the_sidecar_says_what_was_landed(desk: Any) -> None:
    data = desk.csv(*desk.good_rows, "")
    landed = desk.land(data)
    said = json.loads(landed.sidecar.read_text(encoding="utf-8"))
    sha256 = hashlib.sha256(data).hexdigest()
    assert landed.parquet.name == f"list_sizes__2026-07__{sha256[:8]}.parquet"
    counts = ("lines_read", "rows_landed", "rows_set_aside", "bytes")
    assert [said[key] for key in counts] == [5, 4, 1, len(data)]
    about = ("source_id", "period", "file", "sha256", "encoding", "notices")
    expected = ["list_sizes", "2026-07", "list-size.csv", sha256, "utf-8", []]
    assert [said[key] for key in about] == expected
    assert list_landed(desk.home) == [landed]


def test_the_same_bytes_land_once_and_alike(desk: Any, tmp_path: Path) -> None:
    data = desk.csv(*desk.good_rows)
    first = desk.land(data)
    written = [p.read_bytes() for p in sorted(desk.home.landed.iterdir())]
    assert desk.land(data).outcome is Outcome.UNCHANGED
    first.sidecar.unlink()
    assert desk.land(data).outcome is Outcome.LANDED
    assert [p.read_bytes() for p in sorted(desk.home.landed.iterdir())] == written


def test_a_changed_declaration_lands_the_file_anew(desk: Any, declare: Any) -> None:
    data = desk.csv(*desk.good_rows)
    desk.land(data)
    path = desk.folder.parent / "declarations" / "list_sizes.toml"
    changed = path.read_text(encoding="utf-8").replace('as = "month"', 'as = "year"')
    desk.sources.update(declare(changed))
    assert desk.land(data).outcome is Outcome.LANDED
    assert [one.period for one in list_landed(desk.home)] == ["2026"]
    assert len(list(desk.home.landed.glob("*.parquet"))) == 1


@pytest.mark.parametrize("larger_first", [True, False])
def test_of_two_files_for_one_period_the_fuller_serves(
    desk: Any, *, larger_first: bool
) -> None:
    larger = (desk.csv(*desk.good_rows), "list-size-england.csv")
    smaller = (desk.csv(*desk.good_rows[:2]), "list-size-area.csv")
    order = [larger, smaller] if larger_first else [smaller, larger]
    serving = [desk.land(*file) for file in order][-1]
    assert (serving.file, serving.rows_landed) == ("list-size-england.csv", 4)
    assert list_landed(desk.home) == [serving]
    assert len(list(desk.home.landed.glob("*.parquet"))) == 1
    (sentence,) = serving.notices
    assert "list-size-area.csv (2 rows)" in sentence
    assert desk.land(*smaller).outcome is Outcome.SET_ASIDE


def test_of_two_equally_full_files_the_later_landed_serves(desk: Any) -> None:
    desk.land(desk.csv(*desk.good_rows), "list-size-1.csv")
    later = desk.csv(*reversed(desk.good_rows))
    desk.land(later, "list-size-2.csv")
    (serving,) = list_landed(desk.home)
    assert serving.file == "list-size-2.csv"


def test_two_vintages_live_side_by_side_newest_last(desk: Any) -> None:
    desk.land(desk.csv(*desk.good_rows), "list-size-a.csv")
    older = [row.replace("JUL2026", "Nov2025") for row in desk.good_rows]
    desk.land(desk.csv(*older), "list-size-b.csv")
    assert [one.period for one in list_landed(desk.home)] == ["2025-11", "2026-07"]


def test_rows_without_a_finished_sidecar_do_not_count(desk: Any) -> None:
    landed = desk.land(desk.csv(*desk.good_rows))
    landed.sidecar.unlink()
    assert list_landed(desk.home) == []


def test_a_crash_while_writing_leaves_the_last_good_file(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = desk.land(desk.csv(*desk.good_rows))

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("phm.sources.landed.pq.write_table", crash)
    with pytest.raises(KeyboardInterrupt):
        desk.land(desk.csv(*desk.good_rows, "01JUL2026,Z00005,U,1"))
    assert list_landed(desk.home) == [good]
    assert good.parquet.exists()


def test_one_refused_file_does_not_stop_the_others(desk: Any) -> None:
    desk.write(b"", "list-size-1.csv")
    desk.write(desk.csv(*desk.good_rows), "list-size-2.csv")
    desk.write(b"file,title\n", "SOURCES.csv")
    told: list[tuple[int, int, str]] = []
    report = land_folder(
        desk.folder,
        desk.home,
        desk.sources,
        on_progress=lambda *told_: told.append(told_),
    )
    assert [one.file for one in report.landed] == ["list-size-2.csv"]
    ((path, refusal),) = report.refused
    assert path.name == "list-size-1.csv"
    assert isinstance(refusal, SourceInvalid)
    assert [one.path.name for one in report.unrecognised] == ["SOURCES.csv"]
    assert told[-1] == (2, 2, "")
    again = land_folder(desk.folder, desk.home, desk.sources)
    assert (len(again.landed), len(again.unchanged)) == (0, 1)


def test_a_folder_reports_what_a_fuller_file_set_aside(desk: Any) -> None:
    desk.write(desk.csv(*desk.good_rows[:1]), "list-size-1.csv")
    desk.write(desk.csv(*desk.good_rows), "list-size-2.csv")
    report = land_folder(desk.folder, desk.home, desk.sources)
    assert [one.file for one in report.landed] == ["list-size-2.csv"]
    ((path, serving),) = report.set_aside
    assert (path.name, serving.file) == ("list-size-1.csv", "list-size-2.csv")


def test_landing_a_home_leaves_out_its_own_landed_files(desk: Any, home: Home) -> None:
    home.raw.mkdir()
    (home.raw / "list-size.csv").write_bytes(desk.csv(*desk.good_rows))
    (home.landed).mkdir()
    (home.landed / "list-size-old.csv").write_bytes(b"")
    report = land_folder(home.root, home, desk.sources)
    assert (len(report.landed), report.refused, report.unrecognised) == (1, (), ())


def test_a_folder_that_is_not_there_is_an_error(desk: Any) -> None:
    with pytest.raises(SourceInvalid, match="no folder"):
        land_folder(desk.folder / "nowhere", desk.home, desk.sources)
