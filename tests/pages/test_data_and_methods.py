"""The data page: nothing is lost, and every measure says how it is made."""

import re

import pytest

from phm.domain.indicators import Measure
from phm.measures.account import read_account
from phm.measures.available import available_measures
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.warehouse.connect import current_warehouse
from tests.builders import (
    LINK_WORKER,
    LIST_2026,
    OUTSIDE,
    PAIRS,
    REGISTER_2022,
    build_system,
    supply,
    tiny_files,
    workforce,
)
from tests.pages.visits import Visit


pytestmark = pytest.mark.usefixtures("on_tiny_home")

PAGE = "pages/9_Data_and_methods.py"


@pytest.fixture(scope="module")
def visit(tiny_home) -> Visit:
    """The page, read by several tests and changed by none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHM_HOME", str(tiny_home.root))
        return Visit(PAGE)


@pytest.fixture
def own_home_with_a_bad_row(own_home):
    """A home built anew with a negative FTE, which cannot be."""
    # One row in two hundred: a file is refused when more than one in a hundred fail.
    staff = [("U90001", LINK_WORKER, 0.01)] * 199 + [("U90002", LINK_WORKER, -5.0)]
    for path in own_home.landed.glob("pcn_workforce__2026-06__*"):
        path.unlink()
    supply(own_home, tiny_files() | {"workforce_2026-06": workforce("2026-06", staff)})
    build_system(own_home)
    return own_home


def test_rows_read_are_used_out_of_scope_or_set_aside_in_every_file(visit):
    files = visit.table_with("Rows read")
    parts = files["Used"] + files["Out of scope"] + files["Set aside"]

    assert files["Rows read"].gt(0).all()
    assert files["Rows read"].equals(parts.astype(files["Rows read"].dtype))


def test_the_sentence_gives_the_sums_of_the_table(visit):
    files = visit.table_with("Rows read")
    said = [
        int(one.replace(",", "")) for one in re.findall(r"[\d,]*\d", visit.sentence)
    ]
    columns = ["Rows read", "Used", "Out of scope", "Set aside"]

    assert said == [len(files), *(int(files[name].sum()) for name in columns)]
    assert said[1] == sum(said[2:])


def test_every_file_has_title_publisher_period_licence_and_page(visit):
    files = visit.table_with("Rows read")

    for column in ("Source", "Publisher", "Period", "Licence"):
        assert files[column].str.len().gt(0).all(), column
    assert files["Page"].str.startswith("https://").all()
    titles = {source.title for source in load_catalogue().values()}
    assert set(files["Source"]) <= titles


def test_findings_are_listed_with_what_to_do(visit):
    findings = visit.table_with("Finding")

    assert len(findings) > 1
    assert f"{len(findings)} findings:" in visit.text
    assert findings["Finding"].str.len().gt(0).all()
    assert "What to do" in findings


def test_the_catchment_account_holds_every_register_and_no_patient_twice(
    visit,
):
    shown = visit.table_with("What became of them")
    sums = shown.groupby("Register")["Patients"].sum()

    assert sums["newest list"] == sum(
        women + men
        for code, bands in LIST_2026.items()
        if code != OUTSIDE
        for women, men in bands.values()
    )
    assert sums["register by LSOA, all England"] == sum(
        sum(homes.values()) for homes in REGISTER_2022.values()
    )
    assert shown["Patients"].ge(0).all()


def test_irregular_pairs_are_listed_and_make_whole_areas(visit):
    pairs = visit.table_with("Share of the 2011 area")
    irregular = {(old, new) for old, new, change in PAIRS if change == "X"}

    assert set(zip(pairs["2011 area"], pairs["2021 area"], strict=True)) == irregular
    shares = pairs.groupby("2011 area")["Share of the 2011 area"].sum()
    assert shares.round(2).eq(1).all()


def test_every_kind_of_change_is_explained(visit):
    changes = visit.table_with("Change")

    assert sorted(one.split(":")[0] for one in changes["Change"]) == [
        "irregular",
        "merged",
        "split",
        "unchanged",
    ]
    assert changes["Pairs"].sum() == len(PAIRS)


def test_every_measure_can_be_chosen(visit, on_tiny_home):
    titles = [measure.title for measure in measures_with_data(on_tiny_home)]

    assert visit.options("measure") == titles
    assert "Reach: people referred per 1,000 registered" not in titles


def test_every_measure_says_why_and_how_it_is_made(on_tiny_home):
    for measure in measures_with_data(on_tiny_home):
        visit = Visit(PAGE, {"measure": measure.id})

        assert not visit.app.exception, measure.id
        assert not visit.app.toast, measure.id
        assert measure.why_it_matters in visit.text
        assert measure.how_it_is_made in visit.text
        assert f"Unit: {measure.unit}." in visit.text
        assert "Sources. Open data ·" in visit.text


def measures_with_data(home: Home) -> list[Measure]:
    """What the warehouse of a home has numbers for, in the order shown."""
    with current_warehouse(home).open() as connection:
        return list(available_measures(connection).values())


def test_rows_set_aside_are_shown_with_their_reason(own_home_with_a_bad_row):
    visit = Visit(PAGE)
    (reason,) = visit.table_with("Count").to_dict("records")
    (row,) = visit.table_with("Value").to_dict("records")

    assert (reason["What"], reason["Count"]) == ("row set aside", 1)
    assert row["Value"] == "-5.0"
    assert row["Reason"] == reason["Reason"]
    assert ", 1 set aside with a reason" in visit.sentence


def test_the_account_read_is_the_account_shown(visit, on_tiny_home):
    with current_warehouse(on_tiny_home).open() as connection:
        account = read_account(connection)

    assert len(visit.table_with("Rows read")) == len(account.files)
    assert len(visit.table_with("Finding")) == len(account.findings)
