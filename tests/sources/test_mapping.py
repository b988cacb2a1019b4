"""Mapping files: a system's own names, codes and dates, and every fault by name."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from phm.errors import DeclarationInvalid
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.cells.dates import MONTH, iso_dates, readable_format
from phm.sources.cells.known_codes import read_references
from phm.sources.cells.readable import readable_cells
from phm.sources.check import inspect_file
from phm.sources.land import LandingReport, Outcome, land_folder, list_landed
from phm.sources.mapping import home_catalogue
from phm.warehouse.staging import stage


SOURCES = load_catalogue()
REFERRALS = """
extract = "referrals"
files = ["GP_extract*.csv"]
date_format = "dd/mm/yyyy"

[columns]
referral_key = "Ref ID"
person_key = ["Pseudo Key", "PSEUDO_ID"]
extract_date = "Run Date"
referral_date = "When"
route = "team"
team = "Service"
reasons = "Why"
close_reason = "status"
decision = "Offer"
closed_date = "Ended"

[dates]
closed_date = ["dd-Mon-yy", "%Y%m%d"]

[codes.decision]
R = "referred"
"dec" = "declined"
O = "offered"

[codes.route]
1 = "gp"
2 = "self"

[codes.reasons]
MH = "mental health"
HOUS = "housing"
NA = ""

[codes.close_reason]
C = "completed"
U = ""
"""
STANDARD = """\
referral_key,person_key,extract_date,referral_date,route,reasons,decision,snomed_code,\
team,closed_date,close_reason
R-0001,P-0001,2026-06-30,2026-03-05,gp,mental health; housing,referred,,North,\
2026-05-11,completed
R-0002,P-0002,2026-06-30,2026-12-04,self,housing,declined,,North,,
R-0003,P-0003,2026-06-30,2026-01-31,other,mental health,offered,,,2026-02-01,
"""
THEIRS = """\
Ref ID,PSEUDO_ID,Run Date,When,team,Why,Offer,snomed_code,Service,Ended,status
R-0001,P-0001,30/06/2026,05/03/2026 00:00:00,1,MH;HOUS,r,,North,11-May-26,C
R-0002,P-0002,30/06/2026,04/12/2026,2, hous ,DEC,,North,,u
R-0003,P-0003,30/06/2026,31/1/2026 09:15,other,MH; NA,O,,,20260201,U
"""
PATIENTS = """
extract = "patients"
[codes.sex]
m = "male"
F = "female"
[codes.diabetes]
"E11" = "type 2"
"""
CASELOADS = """
extract = "caseloads"
[dates]
month = "Mon-yy"
"""


def write_mapping(home: Home, text: str, name: str = "ours.toml") -> Path:
    home.mappings.mkdir(exist_ok=True)
    path = home.mappings / name
    path.write_text(text, encoding="utf-8")
    return path


def land(home: Home, name: str, text: str) -> LandingReport:
    home.raw.mkdir(exist_ok=True)
    (home.raw / name).write_text(text, encoding="utf-8")
    return land_folder(home.raw, home, home_catalogue(home))


def staged(home: Home, source_id: str) -> pa.Table:
    """The staging table of what is landed now, by the home's own catalogue."""
    sources = home_catalogue(home)
    landed = list_landed(home)
    (one,) = (one for one in landed if one.source_id == source_id)
    references = read_references(landed, sources)
    return stage(inspect_file(one, sources[source_id], (), references)).table


def fault_of(home: Home, text: str) -> DeclarationInvalid:
    write_mapping(home, text)
    with pytest.raises(DeclarationInvalid) as fault:
        home_catalogue(home)
    return fault.value


def test_a_home_without_mappings_has_the_declared_catalogue(home: Home) -> None:
    assert home_catalogue(home) == SOURCES


def test_own_names_codes_and_dates_give_the_same_table(home: Home) -> None:
    standard = Home(home.root / "standard")
    own = Home(home.root / "own")
    for one in (standard, own):
        one.root.mkdir()
    write_mapping(own, REFERRALS)
    assert land(standard, "referrals.csv", STANDARD).refused == ()
    report = land(own, "GP_extract_June.csv", THEIRS)
    assert [(one.source_id, one.period) for one in report.landed] == [
        ("referrals", "2026-06-30")
    ]
    expected = staged(standard, "referrals")
    assert staged(own, "referrals").equals(expected)
    assert expected["referral_key"].to_pylist() == ["R-0001", "R-0003"]
    assert expected["reasons"].to_pylist() == [
        "mental health; housing",
        "mental health",
    ]


def test_a_file_of_the_standard_layout_still_loads_beside_a_mapping(home: Home) -> None:
    write_mapping(home, REFERRALS.replace('route = "team"\nteam = "Service"\n', ""))
    land(home, "referrals.csv", STANDARD.replace("close_reason", "status"))
    assert staged(home, "referrals")["team"].to_pylist() == ["North", None]
    assert staged(home, "referrals")["close_reason"].to_pylist() == ["completed", None]


def test_the_landed_copy_keeps_what_the_system_wrote(home: Home) -> None:
    write_mapping(home, REFERRALS)
    (landed,) = land(home, "gp_extract.csv", THEIRS).landed
    table = pq.read_table(landed.parquet)
    assert table.column_names[:3] == ["Ref ID", "PSEUDO_ID", "Run Date"]
    assert table["Offer"].to_pylist() == ["r", "DEC", "O"]


def test_a_changed_mapping_lands_the_file_anew(home: Home) -> None:
    path = write_mapping(home, REFERRALS)
    land(home, "GP_extract.csv", THEIRS)
    assert land(home, "GP_extract.csv", THEIRS).landed == ()
    changed = REFERRALS.replace('1 = "gp"', '1 = "social care"')
    path.write_text(changed, encoding="utf-8")
    (again,) = land(home, "GP_extract.csv", THEIRS).landed
    assert again.outcome is Outcome.LANDED
    assert staged(home, "referrals")["route"].to_pylist() == ["social care", "other"]


@pytest.mark.parametrize("name", ["Run Date", "extract_date", "Snapshot_Date"])
def test_the_period_is_found_under_any_name_of_its_column(
    home: Home, name: str
) -> None:
    write_mapping(home, REFERRALS)
    text = THEIRS.replace("Run Date", name).replace("30/06/2026", "soon", 1)
    (landed,) = land(home, "GP_extract.csv", text).landed
    assert landed.period == "2026-06-30"
    assert staged(home, "referrals")["referral_key"].to_pylist() == ["R-0003"]


def test_a_file_without_any_day_of_extract_is_refused(home: Home) -> None:
    write_mapping(home, REFERRALS)
    report = land(home, "GP_extract.csv", THEIRS.replace("30/06/2026", "soon"))
    ((_, refusal),) = report.refused
    assert "holds a value, which is not a date" in refusal.message


def test_a_column_nobody_finds_asks_for_a_mapping(home: Home) -> None:
    report = land(home, "referrals.csv", THEIRS)
    ((_, refusal),) = report.refused
    assert "no column for `referral_key`" in refusal.message
    assert "phm template referrals --mapping" in refusal.remedy


def test_codes_are_read_in_any_case_and_unknown_ones_stay(home: Home) -> None:
    write_mapping(home, PATIENTS)
    column = home_catalogue(home)["patients"].column("sex")
    cells = pa.chunked_array([["M", " f ", "x", None, "male", ""]])
    read = readable_cells(cells, column).to_pylist()
    assert read == ["male", "female", "x", None, "male", None]


def test_a_month_may_have_a_format_of_its_own(home: Home) -> None:
    write_mapping(home, CASELOADS + "\n[columns]\nmonth = 'MONTH_END'\n")
    column = home_catalogue(home)["caseloads"].column("month")
    cells = pa.chunked_array([["Jun-26", "2026-05", "soon"]])
    assert readable_cells(cells, column).to_pylist() == ["2026-06", "2026-05", "soon"]
    assert column.published_as == ("MONTH_END", "month")


def test_the_files_of_an_extract_are_added_to_the_declared_ones(home: Home) -> None:
    write_mapping(home, REFERRALS)
    mapped = home_catalogue(home)["referrals"]
    assert mapped.files == (*SOURCES["referrals"].files, "GP_extract*.csv")
    assert home_catalogue(home)["contacts"] == SOURCES["contacts"]


def test_a_name_of_theirs_is_taken_from_the_column_that_had_it(home: Home) -> None:
    write_mapping(home, REFERRALS)
    mapped = home_catalogue(home)["referrals"]
    assert mapped.column("route").published_as[0] == "team"
    assert mapped.column("team").published_as == ("Service", "link_worker_team")
    assert "status" not in mapped.column("decision").published_as


def test_one_extract_has_one_mapping(home: Home) -> None:
    write_mapping(home, PATIENTS, "a.toml")
    said = fault_of(home, PATIENTS)
    assert said.message == "ours.toml: `extract` = 'patients' is mapped by a.toml too."


@pytest.mark.parametrize(
    ("text", "says", "advises"),
    [
        ("", "`extract` is missing", 'extract = "…"'),
        ('extract = "patient"', "`extract` = 'patient' is not known", "patients"),
        ('extract = "iod_2025"', "`extract` = 'iod_2025' is not known", "patients"),
        ('extract = "contacts', "is not TOML", "Repair"),
        ("colums = {}", "`colums` = {} is not a key here", "columns"),
        ("files = 'GP*.csv'", "`files` = 'GP*.csv' is not a list", "list"),
        ("files = ['in/GP*.csv']", "`in/GP*.csv`, a path", "alone"),
        ("files = ['GP*.xlsx']", "`GP*.xlsx`, which is neither CSV", "CSV UTF-8"),
        ("files = ['*.csv']", "`*.csv`, which fits every file", "always the same"),
        ("columns.mod = 'M'", "`mod` = 'M' is not a column", "Did you mean `mode`?"),
        ("columns.mode = 3", "`mode` = 3 is not a text or a list", "text"),
        ("columns.mode = ''", "`mode` = '' holds what is no text", "empty"),
        (
            "columns = {mode = 'X', minutes = 'x '}",
            "gives `x` to `minutes`, and `mode` has it already",
            "one of them",
        ),
        (
            "columns = {mode = ['contact_key', 'CONTACT_ID']}",
            "takes the name of `contact_key`, which must be in the file",
            'contact_key = "…"',
        ),
        (
            "codes.sex.M = 'male'",
            "`sex` = {'M': 'male'} is not a column",
            "contact_key",
        ),
        ("codes.mode = 'phone'", "`mode` = 'phone' is not a table", "table"),
        (
            "codes.mode.T = 'phone'",
            "`T` = 'phone' is no value of `mode`",
            '"" for none',
        ),
        ("codes.mode.T = 'phone'", "one of face to face, home visit, telephone", ""),
        ("codes.mode.T = 1", "`T` = 1 is not text", "text"),
        ("codes.attended.T = 'reached'", "not reads as a flag", ""),
        (
            "codes.mode = {T = 'telephone', t = 'video'}",
            "`t` = 'video' is `T` again in other letters",
            "one of the two",
        ),
        ("date_format = 'day/month'", "`day/month`, which is not a way", "dd/mm/yyyy"),
        ("date_format = 'mm/yyyy'", "`mm/yyyy`, which is not a way", "dd/mm/yyyy"),
        ("dates.contact_date = '%d/%Q'", "`%d/%Q`, which is not a way", "dd/mm/yyyy"),
        ("dates.contact = 'dd/mm/yyyy'", "`contact` = 'dd/mm/yyyy' is not a col", ""),
        ("dates.mode = 'dd/mm/yyyy'", "`mode` = 'dd/mm/yyyy' is text, not a date", ""),
    ],
)
def test_a_fault_is_named_with_file_key_value_and_remedy(
    home: Home, text: str, says: str, advises: str
) -> None:
    whole = text if "extract" in text or not text else f'extract = "contacts"\n{text}'
    said = fault_of(home, whole)
    assert said.message.startswith("ours.toml")
    assert says in said.message
    assert advises in said.remedy
    assert said.remedy


@pytest.mark.parametrize(
    ("asked", "written", "text", "iso"),
    [
        ("dd/mm/yyyy", "%d/%m/%Y", "05/03/2026", "2026-03-05"),
        ("mm/dd/yyyy", "%m/%d/%Y", "05/03/2026", "2026-05-03"),
        ("dd/mm/yy", "%d/%m/%y", "5/3/26", "2026-03-05"),
        ("dd-Mon-yy", "%d-%b-%y", "05-mar-26", "2026-03-05"),
        ("DD-MMM-YYYY", "%d-%b-%Y", "05-MAR-2026", "2026-03-05"),
        ("d mmmm yyyy", "%d %B %Y", "5 March 2026", "2026-03-05"),
        ("yyyymmdd", "%Y%m%d", "20260305", "2026-03-05"),
        ("dd.mm.yyyy", "%d.%m.%Y", "05.03.2026", "2026-03-05"),
        ("dd/mm/yyyy hh:mm", "%d/%m/%Y %H:%M", "05/03/2026 09:15", "2026-03-05"),
        ("dd/mm/yyyy", "%d/%m/%Y", "05/03/2026 09:15:00.000", "2026-03-05"),
        ("%d/%m/%Y", "%d/%m/%Y", "31/02/2026", "31/02/2026"),
        ("dd/mm/yyyy", "%d/%m/%Y", "46203", "46203"),
    ],
)
def test_a_format_is_read_as_spreadsheets_and_python_write_it(
    asked: str, written: str, text: str, iso: str
) -> None:
    assert readable_format(asked) == written
    assert iso_dates([text], [written]) == [iso]


def test_a_month_needs_no_day() -> None:
    assert readable_format("mm/yyyy") is None
    assert readable_format("mm/yyyy", grain=MONTH) == "%m/%Y"
    assert iso_dates(["06/2026"], ["%m/%Y"], grain=MONTH) == ["2026-06"]
