"""`phm template`, and the mapping files that `land`, `check` and `build` obey."""

import pytest

from tests.builders import TINY, declare_system, supply, tiny_files


EXTRACTS = "assets caseloads contacts outcomes patients projects referrals support"
MAPPING = """
extract = "contacts"
files = ["link_worker_log*.csv"]
[columns]
contact_key = "Log No"
contact_date = "Seen on"
[dates]
contact_date = "dd/mm/yyyy"
[codes.mode]
T = "telephone"
"""
LOG = """\
Log No,referral_key,extract_date,Seen on,mode
C-0001,R-0001,2026-06-30,05/03/2026,T
C-0002,R-0001,2026-06-30,25/03/2026,T
"""


@pytest.fixture
def own_log(home):
    """A home whose one file is called, headed and coded in a system's own way."""
    home.mappings.mkdir()
    (home.mappings / "log.toml").write_text(MAPPING, encoding="utf-8")
    home.raw.mkdir()
    (home.raw / "link_worker_log_June.csv").write_text(LOG, encoding="utf-8")
    return home


def test_template_writes_three_files_and_says_where(phm, tmp_path):
    ended = phm("template", "patients", "--to", tmp_path / "out")
    names = ["patients.csv", "patients.xlsx", "patients_dictionary.md"]
    assert ended.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert ended.out.count("Written: ") == 3


def test_template_of_all_extracts_with_the_start_of_their_mappings(phm, tmp_path):
    ended = phm("template", "all", "--to", tmp_path, "--mapping")
    assert ended.code == 0
    mappings = [path.stem for path in sorted(tmp_path.glob("*.toml"))]
    assert mappings == [f"{name}_mapping" for name in EXTRACTS.split()]
    assert len(list(tmp_path.iterdir())) == 4 * len(mappings)


def test_template_goes_where_git_does_not_look_unless_told(phm, home):
    ended = phm("template", "contacts", "--home", home.root)
    assert ended.code == 0
    assert (home.root / "local" / "templates" / "contacts.csv").is_file()


def test_an_extract_that_does_not_exist_is_named_with_those_that_do(phm, tmp_path):
    ended = phm("template", "people", "--to", tmp_path)
    assert ended.code == 4
    assert "`people`" in ended.err
    assert all(name in ended.err for name in EXTRACTS.split())


def test_a_filled_template_is_left_alone(phm, tmp_path):
    phm("template", "contacts", "--to", tmp_path)
    filled = tmp_path / "contacts.csv"
    filled.write_bytes(filled.read_bytes() + b"C-0001\r\n")
    ended = phm("template", "contacts", "--to", tmp_path)
    assert ended.code == 1
    assert "is there already" in ended.err.replace("\n", " ")
    assert filled.read_bytes().endswith(b"C-0001\r\n")


def test_land_and_check_obey_the_mapping_of_the_home(phm, own_log):
    landed = phm("land", own_log.raw, "--home", own_log.root)
    assert landed.code == 0
    assert "1 files landed" in landed.out
    checked = phm("check", "--home", own_log.root)
    assert checked.code == 0
    assert "│ record" not in checked.out


def test_without_the_mapping_the_file_is_not_known(phm, own_log):
    (own_log.mappings / "log.toml").unlink()
    landed = phm("land", own_log.raw, "--home", own_log.root)
    assert "Not recognised" in landed.out


def test_a_faulty_mapping_stops_land_check_and_build_with_its_remedy(phm, own_log):
    declare_system(own_log, TINY)
    text = MAPPING.replace("Log No", "Log No\\q")
    (own_log.mappings / "log.toml").write_text(text, encoding="utf-8")
    words = (("land", own_log.raw), ("check",), ("build", "--system", "tiny"))
    ended = [phm(*verb, "--home", own_log.root) for verb in words]
    assert [one.code for one in ended] == [2, 2, 2]
    assert all("log.toml is not TOML" in one.err for one in ended)


def test_a_build_is_made_again_when_a_mapping_changes(phm, home):
    declare_system(home, TINY)
    supply(home, tiny_files())
    build = ("build", "--system", "tiny", "--home", home.root)
    first, again = phm(*build), phm(*build)
    home.mappings.mkdir()
    (home.mappings / "log.toml").write_text(MAPPING, encoding="utf-8")
    changed = phm(*build)
    assert [one.code for one in (first, again, changed)] == [0, 0, 0]
    assert "Nothing has changed" in again.out
    assert "Nothing has changed" not in changed.out
