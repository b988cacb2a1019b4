"""The demonstration as a whole: same bytes, nothing half done, real margins."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from typer.testing import CliRunner

from phm.cli import app, console
from phm.cli.demo_verb import build_all_measures
from phm.errors import BuildFailed
from phm.settings import Home
from phm.sources.landed import list_landed
from phm.synthetic import demo as demonstration
from phm.synthetic.areas.area_facts import area_facts
from phm.synthetic.demo import DemoReport, make_demo
from phm.synthetic.demo_stamp import stamp_of
from phm.warehouse.connect import current_version, current_warehouse
from tests.synthetic.small_facts import small_facts


PEOPLE = 20_000
FEW = 10_000
KEPT = {
    *("geometry", "landed", "made-from", "raw", "rejects", "report.json"),
    *("sample.key", "systems", "truths.json", "warehouse"),
}


@pytest.fixture(autouse=True, scope="module")
def facts_read_once() -> Iterator[None]:
    """The committed facts, which take a second to make."""
    facts = area_facts(Home(Path("nowhere")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demonstration, "area_facts", lambda _home: facts)
        yield


def made(root: Path, **asked: Any) -> DemoReport:
    return make_demo(
        Home(root), build=build_all_measures, **{"people": PEOPLE, **asked}
    )


def hashes(home: Home, *folders: str) -> dict[str, str]:
    files = [p for folder in folders for p in (home.root / folder).rglob("*.*")]
    return {
        str(path.relative_to(home.root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
    }


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoReport, DemoReport]:
    roots = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    first, second = (made(root, people=PEOPLE) for root in roots)
    return first, second


def test_twice_gives_identical_bytes(twice: tuple[DemoReport, DemoReport]):
    first, second = (one.home for one in twice)
    folders = ("raw", "landed", "systems", "rejects", "geometry")
    assert len(hashes(first, *folders)) > 80
    assert hashes(first, *folders) == hashes(second, *folders)
    for name in ("truths.json", "report.json"):
        assert (first.root / name).read_bytes() == (second.root / name).read_bytes()
    assert twice[0].built.warehouse.version == twice[1].built.warehouse.version


def test_everything_made_is_landed_and_served_as_synthetic(
    twice: tuple[DemoReport, DemoReport],
):
    report = twice[0]
    assert report.landing.refused == report.landing.unrecognised == ()
    assert report.people == PEOPLE
    with current_warehouse(report.home).open() as connection:
        tier = connection.execute("select tier from cfg_tier").fetchall()
        people = connection.execute("select count(*) from fct_person").fetchone()
    assert tier == [("synthetic",)]
    truths = json.loads((report.home.root / "truths.json").read_text("utf-8"))
    assert people == (PEOPLE - truths["opted_out"],)


def test_report_holds_its_bounds(twice: tuple[DemoReport, DemoReport]):
    """Files: margins exact, prevalence to three people of the smallest practice."""
    report = json.loads((twice[0].home.root / "report.json").read_text("utf-8"))
    files = {one["dimension"]: one for one in report["files"]}
    for name in ("Age and sex", "Practice list", "Neighbourhood", "Rurality"):
        assert abs(files[name]["gap"]) < 1e-9, name
    assert abs(files["Ethnic category by district"]["gap"]) < 0.2
    smallest = 100 / 60
    for name, one in files.items():
        if name.endswith("by practice"):
            assert abs(one["gap"]) < 3 * smallest, name
            assert one["mean_gap"] < smallest / 2, name
    loaded = {one["dimension"]: one for one in report["loaded"]}
    for name in ("Age and sex", "Practice list", "Deprivation (national fifths)"):
        assert abs(loaded[name]["gap"]) < 0.3, name
    assert loaded["Link workers in post by PCN"]["gap"] == 0


@pytest.fixture
def before(twice: tuple[DemoReport, DemoReport], tmp_path: Path) -> DemoReport:
    """A copy of a finished demonstration, in ``tmp_path / "home"``."""
    root = tmp_path / "home" / "demo"
    shutil.copytree(twice[1].home.root, root)
    return replace(twice[1], home=Home(root))


def _fail(*_: Any, **__: Any) -> NoReturn:
    raise KeyboardInterrupt


def test_same_again_makes_nothing(before: DemoReport, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(demonstration, "write_demo_files", _fail)
    again = made(before.home.root.parent)
    assert again.unchanged
    assert again.built.warehouse.version == before.built.warehouse.version


@pytest.mark.parametrize("broken", ["write_demo_files", "land_folder", "build"])
def test_interrupted_demonstration_leaves_the_last_one_serving(
    before: DemoReport, monkeypatch: pytest.MonkeyPatch, broken: str
):
    truths = (before.home.root / "truths.json").read_bytes()
    build = _fail if broken == "build" else build_all_measures
    if broken != "build":
        monkeypatch.setattr(demonstration, broken, _fail)
    with pytest.raises(KeyboardInterrupt):
        make_demo(Home(before.home.root.parent), people=PEOPLE, seed=2, build=build)
    assert current_version(before.home) == before.built.warehouse.version
    current_warehouse(before.home).open().close()
    assert (before.home.root / "truths.json").read_bytes() == truths
    assert list(before.home.root.glob("making-*")) == []


def test_after_an_interruption_the_next_one_replaces_everything(before: DemoReport):
    root, raw = before.home.root.parent, hashes(before.home, "raw")
    with pytest.raises(KeyboardInterrupt):
        make_demo(Home(root), people=PEOPLE, seed=2, build=_fail)
    seen: list[tuple[str, int, int]] = []
    second = made(root, seed=2, on_progress=lambda *step: seen.append(step))
    assert not second.unchanged
    assert current_version(second.home) == second.built.warehouse.version
    after = hashes(second.home, "raw")
    assert raw.keys() == after.keys()
    assert raw["raw/SYNTHETIC_patients.csv"] != after["raw/SYNTHETIC_patients.csv"]
    assert len(list_landed(second.home)) == len(second.landing.unchanged)
    assert {path.name for path in second.home.root.iterdir()} == KEPT
    done = [step[1] for step in seen]
    assert done == sorted(done)
    assert seen[-1] == ("Done", 1000, 1000)


def test_refused_file_ends_a_clean_demonstration(
    before: DemoReport, monkeypatch: pytest.MonkeyPatch
):
    whole = demonstration.write_demo_files

    def spoilt(facts: Any, folder: Path, **asked: Any) -> None:
        whole(facts, folder, **asked)
        (folder / "raw" / "SYNTHETIC_contacts.csv").write_text("nothing,of,the,kind\n")

    monkeypatch.setattr(demonstration, "write_demo_files", spoilt)
    with pytest.raises(BuildFailed, match=r"SYNTHETIC_contacts\.csv was refused"):
        made(before.home.root.parent, people=FEW, seed=3)
    assert current_version(before.home) == before.built.warehouse.version


def test_stamp_knows_facts_and_what_is_asked():
    facts, asked = small_facts(), {"seed": 1, "messy": False, "signal": True}
    first = stamp_of(facts, **asked)
    assert first == stamp_of(small_facts(), **asked)
    renamed = replace(facts, practices=facts.practices.assign(practice_name="Other"))
    fewer = replace(facts, registered=facts.registered - 1)
    others = [
        stamp_of(facts, **{**asked, "seed": 2}),
        stamp_of(facts, **{**asked, "messy": True}),
        stamp_of(facts, **{**asked, "signal": False}),
        stamp_of(renamed, **asked),
        stamp_of(fewer, **asked),
    ]
    assert len({first, *others}) == 6


def test_messy_counts_its_faults_and_still_builds(tmp_path: Path):
    report = made(tmp_path, people=FEW, messy=True)
    truths = json.loads((report.home.root / "truths.json").read_text("utf-8"))
    account = truths["faults"]["SYNTHETIC_patients.csv"]
    landed = {one.source_id: one for one in list_landed(report.home)}["patients"]
    assert account["rows"] > account["rows_clean"] == FEW
    assert landed.rows_landed + landed.rows_set_aside >= account["rows"]


def test_verb_says_where_it_is_and_shows_the_report(
    before: DemoReport, monkeypatch: pytest.MonkeyPatch
):
    home = before.home.root.parent
    words = ["demo", "--people", str(PEOPLE), "--report", "--home", str(home)]
    monkeypatch.setattr(console.out, "width", 200)
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    assert "Nothing has changed" in said
    assert f"phm serve --home {home / 'demo'}" in said
    assert "SYNTHETIC, not patients: 20,000 invented people" in said
    assert "Age and sex, % of people" in said
