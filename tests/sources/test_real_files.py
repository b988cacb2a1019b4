"""The published files, where they are at hand: all recognised ones land whole."""

from collections import Counter
from pathlib import Path

from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.check import FindingKind, check_landed
from phm.sources.land import land_folder, list_landed
from phm.sources.landing.recognise import recognise


def test_every_published_file_is_recognised_or_listed(real_data: Path) -> None:
    found = recognise(real_data, load_catalogue())
    paths = [one.path for one in (*found.recognised, *found.unrecognised)]
    assert sorted(paths) == sorted(
        path for path in real_data.rglob("*") if path.is_file()
    )
    known = Counter(one.source.id for one in found.recognised)
    assert known["practice_map"] == 4
    assert {one.path.name for one in found.unrecognised} <= {
        *("SOURCES.csv", "ePCN.xlsx"),
        *("hwe_district.csv", "hwe_eth19.csv", "hwe_eth5.csv"),
    }


def test_every_recognised_file_lands_with_nothing_lost(
    real_data: Path, home: Home
) -> None:
    sources = load_catalogue()
    report = land_folder(real_data, home, sources)
    assert report.refused == ()
    serving = {one.stem: one for one in list_landed(home)}
    assert all(one.lines_read == one.rows_landed for one in serving.values())
    rows = {(o.source_id, o.period): o.rows_landed for o in serving.values()}
    assert rows["gp_patients_by_age_sex", "2026-07"] == 326_241
    assert rows["gp_patients_by_lsoa", "2022-07"] == 865_965
    assert rows["pcn_workforce", "2022-09"] == 17_239
    again = land_folder(real_data, home, sources)
    assert (len(again.landed), len(again.unchanged)) == (0, len(report.landed))
    kinds = Counter(finding.kind for finding in check_landed(home, sources))
    assert kinds[FindingKind.FILE] == 0
