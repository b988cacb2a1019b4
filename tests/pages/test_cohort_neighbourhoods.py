"""The map of neighbourhoods on the cohorts page: classes, never a count."""

import csv
import io
import json
import re

import pytest

from phm.measures.intensity import Silence
from phm.settings import HOME_VARIABLE, Home
from phm.ui.cohort_neighbourhoods import NEIGHBOURHOODS, PCNS
from phm.words.cohort_facts import TOLD_FROM
from phm.words.intensity import SILENCES, UNDER_THE_MAP
from tests.measures.by_group.crowd import crowd_home
from tests.pages.visits import Visit


PAGE = "pages/3_Cohorts.py"
COHORT = "people_with_long_term_conditions"
SHOWN = {"cohort": COHORT, "map": NEIGHBOURHOODS}
CLASSES = {"No clear difference", "Too few people to tell"}


@pytest.fixture
def crowd(tmp_path_factory, monkeypatch) -> Home:
    """Pages opened in this test show the crowd, of which one neighbourhood is large."""
    home = crowd_home(tmp_path_factory)
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    return home


def assert_shown(visit: Visit) -> None:
    assert not visit.app.exception
    assert not visit.app.error
    assert not visit.app.toast


def painted(visit: Visit) -> dict:
    (order,) = visit.map_orders
    (wanted,) = re.findall(
        r"phmMap\.paint\((.*)\);", json.loads(order)["feature_group"]
    )
    return json.loads(wanted)


def test_it_is_of_pcns_unless_asked_for(crowd):
    visit = Visit(PAGE, {"cohort": COHORT})

    assert_shown(visit)
    assert visit.choices["map"] == visit.address["map"] == PCNS
    assert visit.options("map") == ["PCNs", "Neighbourhoods (LSOA)"]
    assert "neighbourhoods can more" not in visit.text
    visit.choose("map", NEIGHBOURHOODS)
    assert_shown(visit)
    assert visit.address["map"] == NEIGHBOURHOODS
    assert UNDER_THE_MAP in visit.text
    assert not visit.figures


def test_the_map_has_classes_hatching_and_names_of_pcns(crowd):
    wanted = painted(Visit(PAGE, SHOWN))

    assert wanted["areas"]["labels"][2] == "No clear difference"
    assert wanted["areas"]["labels"][5] == "Too few people to tell"
    assert set(wanted["within"]["names"]) > {"Northbrook PCN"}
    assert wanted["selected"] == -1


def test_finding_period_tier_and_caveats_are_said(crowd):
    visit = Visit(PAGE, SHOWN)

    assert "In none of 9 neighbourhoods can more or fewer of them" in visit.text
    assert "Too few people are registered in 8 neighbourhoods to tell." in visit.text
    assert "30 June 2026 · Local extract · Patterns, not counts" in visit.text
    assert "Counts of 0 to 7 are treated as one and the same" in visit.text
    assert "no fixed abode" in visit.text


def test_the_pcn_in_focus_is_said_by_itself(crowd):
    visit = Visit(PAGE, SHOWN | {"area": "U90001"})

    assert_shown(visit)
    assert "In Northbrook PCN none of 4 is clear." in visit.text


def test_table_and_file_have_classes_and_no_number(crowd, downloaded):
    visit = Visit(PAGE, SHOWN)
    buttons = {one.proto.label: one for one in visit.app.get("download_button")}
    (label,) = [one for one in buttons if "neighbourhoods" in one]

    file = downloaded(buttons[label])
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert file.filename == "cohort_people_with_long_term_conditions_neighbourhoods.csv"
    assert len(rows[1:10]) == 9
    assert {row[-1] for row in rows[1:10]} == CLASSES
    assert all(row[0] == "Local extract" for row in rows[1:10])
    table = visit.table_with("Neighbourhood (LSOA)")
    assert len(table) == 9
    assert table.select_dtypes("number").empty


@pytest.mark.parametrize(
    "cohort", ["young_people_in_crisis", "people_experiencing_homelessness"]
)
def test_what_is_too_sensitive_has_no_such_map_and_the_page_says_why(cohort, crowd):
    visit = Visit(PAGE, {"cohort": cohort, "map": NEIGHBOURHOODS})

    assert_shown(visit)
    assert "map" not in visit.choices
    assert not [order for order in visit.map_orders if "within" in order]
    assert any(why in visit.text for why in TOLD_FROM.values())
    assert all("neighbourhood" in why for why in TOLD_FROM.values())


def test_of_everybody_there_is_no_pattern(crowd):
    visit = Visit(PAGE, SHOWN | {"cohort": "everybody_registered"})

    assert_shown(visit)
    assert SILENCES[Silence.EVERYBODY] in visit.text
    assert not visit.map_orders


def test_nonsense_gives_pcns_and_a_note(crowd):
    visit = Visit(PAGE, {"cohort": COHORT, "map": "<b>zzz</b>"})

    assert not visit.app.exception
    assert visit.choices["map"] == PCNS
    (note,) = visit.app.toast
    assert "Map of" in note.value


def test_published_files_alone_have_no_such_choice(on_tiny_home):
    visit = Visit(PAGE, {"map": NEIGHBOURHOODS})

    assert not visit.app.exception
    assert "map" not in visit.choices
