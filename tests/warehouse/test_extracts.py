"""Dirty extracts through the front door: every line is used or set aside, by reason."""

import csv
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from phm.settings import Home
from phm.sources.land import land_folder
from phm.warehouse.load import load_sources, open_for_building
from tests import builders


PEOPLE = 400
REFERRALS = 300
DAY = "2026-06-30"
PATIENT = (
    "person_key,extract_date,age_years,year_of_birth,sex,ethnic_category,lsoa_code,"
    "practice_code,hba1c_mmol_mol,hba1c_date,opted_out"
)
REFERRAL = (
    "referral_key,person_key,extract_date,referral_date,decision,team,closed_date"
)
CONTACT = "contact_key,referral_key,extract_date,contact_date,mode"
NOBODY = "person not among the patients (not sent, set aside or opted out)"
NO_REFERRAL = "referral not among the referrals (not sent or set aside)"
MANGLED = "changed by a spreadsheet (as 1E+05 or MAR-5)"


def person(number, **said):
    cells = {
        "person_key": f"P{number:05d}",
        "extract_date": DAY,
        "age_years": "40",
        "year_of_birth": "",
        "sex": "female",
        "ethnic_category": "A",
        "lsoa_code": "E01900001",
        "practice_code": "Z00001",
        "hba1c_mmol_mol": "",
        "hba1c_date": "",
        "opted_out": "0",
    }
    return ",".join((cells | said).values())


def referral(number, who=None, **said):
    cells = {
        "referral_key": f"R{number:05d}",
        "person_key": f"P{number if who is None else who:05d}",
        "extract_date": DAY,
        "referral_date": "2026-03-02",
        "decision": "referred",
        "team": "Équipe nord",
        "closed_date": "",
    }
    return ",".join((cells | said).values())


def contact(number, of):
    return f"C{number:05d},R{of:05d},{DAY},2026-04-01,telephone"


DIRTY_PATIENTS = (  # line, what becomes of it
    (person(901, practice_code="Z99999"), "not a value of practice_map.practice_code"),
    (person(902, practice_code=""), "not always present"),
    (person(903, practice_code="1E+05"), MANGLED),
    (person(904, person_key="MAR-5"), MANGLED),
    (person(905, person_key="#REF!"), MANGLED),
    (person(906, extract_date="31/02/2026"), "not a date that can be read"),
    (person(1), "repeat an earlier row exactly; one of each is used (key: person_key)"),
    (
        person(2, age_years="41"),
        "have the key of an earlier row but say something else (key: person_key)",
    ),
    (person(907, sex='"female'), "quotation mark left open"),
    (person(908) + ",one too many", "12 fields where 11 are expected"),
    (person(909, sex="fem\0ale"), "NUL byte"),
    ("", "blank line"),
    (person(910, opted_out="1"), "opted out"),
)
DIRTY_CELLS = (  # a person's cells, what, reason, column
    ({"sex": "MAR-5"}, "cell", "not one of female, male, indeterminate, not known"),
    ({"age_years": "130"}, "cell", "not at most 120"),
    ({"age_years": "forty"}, "cell", "not reads as an integer"),
    ({"ethnic_category": "1E+05"}, "cell", MANGLED),
    ({"lsoa_code": "E01900003"}, "cell", "LSOA of 2011, split since"),
    ({"lsoa_code": "E01900007"}, "cell", "LSOA of 2011, split since"),
    ({"lsoa_code": "E01999999"}, "cell", "not an LSOA of 2021"),
    (
        {"lsoa_code": "E01900004"},
        "converted",
        "of 2011 and taken over to the LSOA of 2021",
    ),
    ({"hba1c_mmol_mol": "7.5 %"}, "converted", "read as % and converted to mmol/mol"),
    ({"hba1c_mmol_mol": "250"}, "cell", "not at most 195"),
    ({"hba1c_date": "29/02/2025"}, "cell", "not a date that can be read"),
    (
        {"hba1c_date": "45123"},
        "converted",
        "written in another way than YYYY-MM-DD and read as a day",
    ),
)
DIRTY_REFERRALS = (
    (referral(901, 99999), NOBODY),
    (referral(902, 901), NOBODY),  # its person's practice is unknown
    (referral(903, 910), NOBODY),  # its person has opted out
    (
        referral(904, 3, referral_date="1980-01-01"),
        "referral before the person was born",
    ),
    (
        referral(905, 3, referral_date="2026-07-01"),
        "referral_date is after extract_date",
    ),
    (referral(906, 3, decision="perhaps"), "not one of offered, declined, referred"),
    (
        referral(1),
        "repeat an earlier row exactly; one of each is used (key: referral_key)",
    ),
)
CLOSED_EARLY = "referral_date is after closed_date"


def dirty_files(encoding="utf-8"):
    """File name → bytes; and the account they must come to."""
    people = [person(n) for n in range(PEOPLE)]
    for number, (cells, _, _) in enumerate(DIRTY_CELLS):
        people[100 + number] = person(100 + number, **cells)
    offered = [referral(n) for n in range(REFERRALS)]
    offered[50] = referral(50, closed_date="2026-01-01")
    contacts = [contact(n, n) for n in range(REFERRALS)]
    files = {
        "patients.csv": [PATIENT, *people, *(line for line, _ in DIRTY_PATIENTS)],
        "referrals.csv": [REFERRAL, *offered, *(line for line, _ in DIRTY_REFERRALS)],
        "contacts.csv": [CONTACT, *contacts, contact(901, 99999), contact(902, 901)],
    }
    due = Counter(("patients", "row", why) for _, why in DIRTY_PATIENTS)
    due += Counter(("patients", what, why) for _, what, why in DIRTY_CELLS)
    due += Counter(("referrals", "row", why) for _, why in DIRTY_REFERRALS)
    due[("referrals", "cell", CLOSED_EARLY)] = 1
    due[("contacts", "row", NO_REFERRAL)] = 2
    written = {
        name: "\r\n".join([*lines, ""]).encode(encoding)
        for name, lines in files.items()
    }
    return written, due


def supply(home, files):
    home.raw.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (home.raw / name).write_bytes(data)
    return land_folder(home.raw, home, builders.catalogue())


def loaded(home):
    """The account of what is landed: files, reasons and staging, without the marts."""
    sources = {
        name: replace(source, essential=False)
        for name, source in builders.catalogue().items()
    }
    connection = open_for_building(Path(":memory:"))
    loads = load_sources(connection, home, sources, lambda *_: None)
    return connection, {load.source_id: load for load in loads}


def reasons(connection):
    rows = connection.execute(
        "select source_id, what, reason, sum(count) from meta_reason "
        "where source_id in ('patients', 'referrals', 'contacts') group by all"
    ).fetchall()
    return Counter({tuple(key): count for *key, count in rows})


def assert_adds_up(connection, loads, lines):
    for name, count in lines.items():
        load = loads[name]
        assert load.rows_read == count == load.rows_used + load.rows_set_aside
        standing = connection.table(f"stg_{name}").count("*").fetchall()
        assert standing == [(load.rows_used,)]


def rejects(home, name):
    with (home.rejects / f"{name}__{DAY}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def lookups(home):
    files = builders.tiny_files()
    wanted = ("map_2026_07", "wards", "pairs")
    builders.supply(home, {name: files[name] for name in wanted})
    return home


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_line_of_dirty_extracts_is_accounted_for(lookups, encoding):
    files, due = dirty_files(encoding)
    report = supply(lookups, files)
    assert report.refused == ()
    connection, loads = loaded(lookups)
    assert reasons(connection) == due
    lines = {name[:-4]: data.count(b"\r\n") - 1 for name, data in files.items()}
    assert_adds_up(connection, loads, lines)
    assert loads["patients"].rows_used == PEOPLE
    assert loads["patients"].cells_left_empty == 9
    assert loads["patients"].cells_converted == 3
    teams = connection.execute("select distinct team from stg_referrals").fetchall()
    assert teams == [("Équipe nord",)]
    connection.close()


def test_cells_are_converted_or_left_empty_and_dates_are_iso(lookups):
    supply(lookups, dirty_files()[0])
    connection, _ = loaded(lookups)
    rows = connection.execute(
        "select sex, age_years, ethnic_category, lsoa_code, hba1c_mmol_mol, hba1c_date "
        "from stg_patients where person_key between 'P00100' and 'P00111' "
        "order by person_key"
    ).fetchall()
    sex, age, ethnic, lsoa, hba1c, date = zip(*rows, strict=True)
    assert sex == (None, *["female"] * 11)
    assert age == (40, None, None, *[40] * 9)
    assert ethnic == ("A", "A", "A", None, *["A"] * 8)
    assert lsoa[4:8] == (None, None, None, "E01900103")
    assert hba1c == (*[None] * 8, 58.0, None, None, None)
    assert date == (*[None] * 11, "2023-07-16")
    closed = "select count(*) from stg_referrals where closed_date is not null"
    assert connection.execute(closed).fetchall() == [(0,)]
    connection.close()


def test_rejects_name_every_row_and_cell_and_no_unread_text(lookups):
    supply(lookups, dirty_files()[0])
    connection, loads = loaded(lookups)
    connection.close()
    listed = rejects(lookups, "patients")
    what = Counter(row["what"] for row in listed)
    load = loads["patients"]
    assert what == {"row": load.rows_set_aside, "cell": load.cells_left_empty}
    by_reason = {row["reason"]: row for row in listed}
    assert by_reason["not at most 195"]["value"] == "250"
    assert by_reason["not at most 195"]["line"] == "111"
    assert by_reason["quotation mark left open"]["value"] == ""
    assert by_reason["opted out"]["value"] == ""
    keys = [row for row in listed if row["column"] == "person_key" and row["value"]]
    assert {row["value"] for row in keys} == {"P00001", "P00002"}


def test_values_of_keys_are_not_shown(lookups):
    supply(lookups, dirty_files()[0])
    connection, _ = loaded(lookups)
    values = connection.execute(
        "select distinct value from meta_set_aside where \"column\" like '%_key' "
        "union select distinct example_value from meta_reason "
        "where \"column\" like '%_key'"
    ).fetchall()
    told = connection.execute(
        "select string_agg(message || example_value) from meta_finding"
    ).fetchall()
    assert values == [("",)]
    assert "P0" not in told[0][0]
    connection.close()


def test_an_extract_beyond_its_share_is_refused_and_the_build_goes_on(home, look):
    files, _ = dirty_files()
    bad = [referral(1000 + n, 99999) for n in range(30)]
    files["referrals.csv"] += "\n".join([*bad, ""]).encode()
    home.raw.mkdir(parents=True)
    for name, data in files.items():
        (home.raw / name).write_bytes(data)
    warehouse = builders.built(home)
    refused = dict(
        look(warehouse, "select source_id, refused from meta_load where refused <> ''")
    )
    assert refused["referrals"].endswith(
        "% of its rows do not hold; 5.24 % are allowed"
    )
    assert refused["contacts"].startswith("100.0 %")
    rows = look(
        warehouse,
        "select rows_used, rows_read - rows_set_aside from meta_load "
        "where source_id in ('referrals', 'contacts')",
    )
    assert rows == [(0, 0), (0, 0)]
    found = look(
        warehouse,
        "select message from meta_finding "
        "where source_id = 'referrals' and kind = 'file'",
    )
    assert any("is not used" in message for (message,) in found)
    assert look(warehouse, "select count(*) from fct_person") == [(PEOPLE,)]


def test_a_practice_of_an_older_map_is_known(lookups):
    older = builders.old_practice_map([builders.CLOSED])
    builders.supply(lookups, {"older": older})
    gone = person(0, practice_code=builders.CLOSED)
    supply(lookups, {"patients.csv": f"{PATIENT}\n{gone}\n".encode()})
    connection, loads = loaded(lookups)
    assert loads["patients"].rows_used == 1
    connection.close()


def test_areas_groups_and_posts_nobody_knows(lookups):
    files = builders.tiny_extracts()
    assets, support = files["assets"], files["support"]
    posts, projects = files["caseloads"], files["projects"]
    changed = {
        "patients": files["patients"],
        "referrals": files["referrals"],
        "assets": assets,
        "support": support.added(
            {**support.rows[0], "support_key": "SUPX1", "asset_key": "ASSET0"},
            {**support.rows[0], "support_key": "SUPX2", "asset_key": "ASSET9"},
        ),
        "caseloads": posts.added({**posts.rows[0], "pcn_code": "U99999"}),
        "projects": projects.added(
            *(
                {**projects.rows[0], "project_key": f"PX{n:03d}", "area_code": "U90001"}
                for n in range(60)
            ),
            {**projects.rows[0], "project_key": "PROJX", "area_code": "U99999"},
        ),
    }
    builders.supply(lookups, changed)
    connection, loads = loaded(lookups)
    rows = connection.execute(
        "select source_id, what, reason, count from meta_reason order by 1"
    ).fetchall()
    assert rows == [
        ("caseloads", "row", "not a value of practice_map.pcn_code", 1),
        ("projects", "row", "not an area of that level", 1),
        ("support", "cell", "not among the community groups", 1),
    ]
    assert all(load.refused == "" for load in loads.values())
    connection.close()


FAULTS = st.sampled_from(
    [
        "good",
        "again",
        "age",
        "sex",
        "practice",
        "key",
        "date",
        "quote",
        "width",
        "nul",
        "blank",
        "percent",
    ]
)


def faulty(kind, number, good):
    """A line with one fault, and where it is counted: what, reason."""
    lines = {
        "good": (person(number), None),
        "again": (good[0], ("row", "repeat an earlier row exactly")),
        "age": (person(number, age_years="x"), ("cell", "not reads as an integer")),
        "sex": (person(number, sex="F"), ("cell", "not one of female")),
        "practice": (
            person(number, practice_code="Z99999"),
            ("row", "not a value of practice_map"),
        ),
        "key": (person(number, person_key="1E+05"), ("row", "changed by a spread")),
        "date": (person(number, extract_date="x"), ("row", "not a date that can")),
        "quote": (f'{person(number)}"', ("row", "quotation mark left open")),
        "width": (f"{person(number)},x", ("row", "12 fields where 11")),
        "nul": (f"{person(number)}\0", ("row", "NUL byte")),
        "blank": ("", ("row", "blank line")),
        "percent": (
            person(number, hba1c_mmol_mol="6.5"),
            ("converted", "read as % and converted"),
        ),
    }
    return lines[kind]


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],  # shrinking takes a build for every step
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kinds=st.lists(FAULTS, max_size=12), seed=st.randoms(use_true_random=False))
def test_the_account_agrees_with_counting_by_hand(lookups, kinds, seed):
    good = [person(n) for n in range(PEOPLE)]
    faults = [faulty(kind, 500 + n, good) for n, kind in enumerate(kinds)]
    lines = [*good, *(line for line, _ in faults)]
    seed.shuffle(lines)
    fates = [fate for _, fate in faults if fate]
    expected = Counter((what, why[:16]) for what, why in fates)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.landed.symlink_to(_copied(lookups.landed, home.root / "files"))
        supply(home, {"patients.csv": "\n".join([PATIENT, *lines, ""]).encode()})
        connection, loads = loaded(home)
        told = connection.execute(
            "select what, left(reason, 16), sum(count) from meta_reason group by all"
        ).fetchall()
        assert Counter({(what, why): n for what, why, n in told}) == expected
        assert_adds_up(connection, loads, {"patients": len(lines)})
        by_hand = sum(n for (what, _), n in expected.items() if what == "row")
        assert loads["patients"].rows_set_aside == by_hand
        connection.close()


def _copied(folder, to):
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).hardlink_to(path)
    return to
