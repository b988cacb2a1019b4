"""The cohorts page: every preset opens, and shows what the door gives."""

import csv
import io
import re

import pandas as pd
import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures.ask import ask
from phm.measures.cohort_card import Focus, find_card
from phm.measures.cohort_pair import find_pair
from phm.settings import HOME_VARIABLE, Home
from phm.ui import cohort_budget
from phm.ui.cohort_address import NO_SECOND, NOT_READ
from phm.ui.cohort_controls import DEFAULT
from phm.ui.components import MARKDOWN_SIGNS
from phm.warehouse.connect import current_warehouse
from phm.words.cohort import cohort_sentence
from phm.words.cohort_facts import TOLD_FROM
from phm.words.cohort_modelled import LOAD_PEOPLE
from phm.words.cohort_pair import pair_table, size_sentence
from tests.pages.visits import Visit


PAGE = "pages/3_Cohorts.py"
PLACE, PCN = "tiny_place", "U90001"
BUILT = "sex = male and lonely"
OTHER = "sex = female and lonely"
TOLD = "people_with_long_term_conditions"  # the crowd has enough of both
EXCLUDED = "digitally_excluded_long_term_conditions"
LOOKS = ("where", "who", "reached", "digital")
NONSENSE = (
    "",
    "zzz",
    "<script>alert(1)</script>",
    "[free money](http://example.org) **b** 🙂",
    "www.example.org",
    "sex = male; drop table fct_person",
    "sex = male' or '1'='1",
    "person_key = P1",
    "lonely and " * 200 + "lonely",
    "x" * 5_000,
    "(" * 50,
    "sex = man",
    "unpaid_carers/99",
    "unpaid_carers/0",
    "age_years >= 37",
    "line\n\n- of\n- a list `code`",
)
THREE = "modern_slavery and sex_worker"  # of the crowd
ALL_BUT_FOUR = (
    "drug_dependence is recorded or alcohol_dependence is recorded"  # of the crowd
)


@pytest.fixture
def synthetic(synthetic_home, monkeypatch) -> Home:
    """Pages opened in this test show invented extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(synthetic_home.root))
    return synthetic_home


def card_of(home: Home, cohort: str, *where: str):
    with current_warehouse(home).open() as opened:
        focus = Focus(find_cohort(cohort), *where)
        return find_card(lambda asked: [ask(opened, one) for one in asked], focus)


def assert_shown(visit: Visit) -> None:
    assert not visit.app.exception
    assert not visit.app.error
    assert visit.sentence.endswith(".")


@pytest.mark.parametrize("cohort", load_cohorts())
def test_every_preset_opens_on_synthetic_people(cohort, synthetic):
    visit = Visit(PAGE, {"cohort": cohort})

    assert_shown(visit)
    assert visit.choices["cohort"] == cohort
    assert not visit.app.toast
    assert "SYNTHETIC" in visit.text


@pytest.mark.parametrize("cohort", load_cohorts())
def test_every_preset_opens_on_published_files(cohort, on_tiny_home):
    visit = Visit(PAGE, {"cohort": cohort})

    assert_shown(visit)
    assert visit.choices == {"cohort": cohort}
    assert "odelled" in visit.sentence or "MODELLED" in visit.sentence
    assert [one.value for one in visit.app.info] == [LOAD_PEOPLE]


def test_a_model_of_the_whole_system_alone_says_so_and_draws_nothing(on_tiny_home):
    visit = Visit(PAGE, {"cohort": "people_experiencing_homelessness"})

    assert_shown(visit)
    assert visit.sentence.startswith("MODELLED – People experiencing homelessness: ")
    assert TOLD_FROM[AreaLevel.SYSTEM] in visit.text
    assert not visit.figures


def test_it_opens_with_its_defaults_in_the_address(crowd):
    visit = Visit(PAGE)

    assert_shown(visit)
    assert visit.choices == visit.address
    assert visit.choices["cohort"] == DEFAULT
    assert visit.choices["area"] == "all"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("area", ["all", PLACE, PCN])
def test_every_look_at_every_level(look, area, crowd):
    visit = Visit(PAGE, {"cohort": BUILT, "area": area, "show": look})

    assert_shown(visit)
    assert not visit.app.toast
    asked = {"cohort": BUILT, "area": area, "show": look}
    assert visit.choices.items() >= asked.items()
    (figure,) = visit.figures
    assert figure == ("cohort-places" if look == "where" else "cohort-sides")
    assert bool(visit.map_orders) == (look == "where")


@pytest.mark.parametrize(
    ("area", "where"),
    [("all", ()), (PLACE, (AreaLevel.PLACE, PLACE)), (PCN, (AreaLevel.PCN, PCN))],
)
def test_the_sentence_and_the_file_are_of_the_card_that_the_door_gives(
    area, where, crowd, downloaded
):
    visit = Visit(PAGE, {"cohort": BUILT, "area": area})
    card = card_of(crowd, BUILT, *where)

    assert visit.sentence == cohort_sentence(card)
    button, *_ = visit.app.get("download_button")
    file = downloaded(button)
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert file.filename == "cohort_men_and_boys_who_are_lonely.csv"
    assert float(rows[0]["Counted"]) == card.inside["numerator"]
    assert rows[0]["data_tier"] == "Local extract"


def test_a_condition_in_the_address_is_a_choice_of_its_own(crowd):
    visit = Visit(PAGE, {"cohort": "sex=male   and lonely"})

    assert visit.address["cohort"] == BUILT  # as it is written out everywhere
    assert "Men and boys who are lonely" in visit.options("cohort")
    assert visit.sentence.startswith("Men and boys who are lonely – ")
    visit.choose("cohort", DEFAULT)
    assert visit.choices["cohort"] == DEFAULT
    assert "Men and boys who are lonely" not in visit.options("cohort")


def test_a_part_of_a_cohort_has_an_address(synthetic):
    visit = Visit(PAGE, {"cohort": "unpaid_carers/1"})

    assert_shown(visit)
    assert "Unpaid carers: Who are lonely too" in visit.sentence


def test_presets_are_found_by_what_else_they_are_called(crowd):
    options = Visit(PAGE).options("cohort")

    (found,) = [one for one in options if "BAME men" in one]
    assert found.startswith("Men from ethnic minority communities")


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_what_cannot_be_read_is_said_politely_and_the_default_shown(nonsense, crowd):
    visit = Visit(PAGE, {"cohort": nonsense})

    assert_shown(visit)
    assert visit.choices["cohort"] == visit.address["cohort"] == DEFAULT
    assert [one.value for one in visit.app.warning] == [NOT_READ]
    assert visit.sentence == Visit(PAGE).sentence
    for words in visit.words:  # what is asked for is quoted as code and nowhere else
        assert "<script" not in words
        assert "example.org" not in words
    (quoted,) = visit.app.code
    assert len(quoted.value) < 600


def test_the_spot_is_marked(crowd):
    (quoted,) = Visit(PAGE, {"cohort": "sex = man"}).app.code

    _, line, carets, remedy = quoted.value.split("\n")
    assert (line, carets) == ("sex = man", "      ^^^")
    assert "`female`" in remedy


@pytest.mark.parametrize("name", ["area", "show"])
def test_nonsense_elsewhere_gives_the_default_and_a_note(name, crowd):
    visit = Visit(PAGE, {"cohort": BUILT, name: "<b>zzz</b>"})

    assert_shown(visit)
    (note,) = visit.app.toast
    outside_code = re.sub(r"^`[^`]+`", "", note.value)
    assert MARKDOWN_SIGNS.isdisjoint(re.sub(r"\\.", "", outside_code))


def test_a_cohort_of_nobody(crowd):
    visit = Visit(PAGE, {"cohort": "not everybody"})

    assert_shown(visit)
    assert visit.sentence.startswith("Nobody recorded in ")
    assert not visit.figures
    assert not visit.numbers


def test_a_cohort_of_everybody(crowd):
    visit = Visit(PAGE, {"cohort": "everybody", "show": "reached"})

    assert_shown(visit)
    assert visit.choices["cohort"] == "everybody_registered"
    assert "everybody registered" in visit.sentence
    assert "nobody else beside it" in visit.text


def test_of_three_people_no_number_is_shown(crowd, downloaded):
    visit = Visit(PAGE, {"cohort": THREE})

    assert_shown(visit)
    assert visit.sentence.startswith("Too few people in ")
    assert not visit.figures
    assert not visit.numbers
    told = numbers_of(visit, downloaded, "In the cohort")
    assert told == {""}


def test_of_the_four_outside_a_cohort_no_number_is_shown(crowd, downloaded):
    visit = Visit(PAGE, {"cohort": ALL_BUT_FOUR, "show": "reached"})

    assert_shown(visit)
    assert "No step can be told against everybody else" in visit.text
    assert numbers_of(visit, downloaded, "Everybody else") == {""}


def numbers_of(visit: Visit, downloaded, group: str) -> set[str]:
    """Every number of a group in the file that the page gives."""
    button, *_ = visit.app.get("download_button")
    content = downloaded(button).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content.partition("\r\n\r\n")[0])))
    columns = ("Value", "Low", "High", "Counted")
    return {row[name] for row in rows if row["Group"] == group for name in columns}


def test_a_cohort_told_for_everywhere_alone_says_so(crowd):
    visit = Visit(PAGE, {"cohort": "people_experiencing_homelessness"})

    assert set(visit.app.selectbox(key="choice-area").options) == {"Everywhere"}
    assert TOLD_FROM[AreaLevel.SYSTEM] in visit.text
    assert "Where" not in visit.options("show")


def test_a_pcn_that_a_cohort_is_not_told_for_is_not_shown(crowd):
    asked = {"cohort": "people_experiencing_homelessness", "area": PCN}
    visit = Visit(PAGE, asked)

    assert_shown(visit)
    assert visit.choices["area"] == "all"
    assert len(visit.app.toast) == 1


def test_a_change_to_a_coarser_cohort_leaves_the_pcn(crowd):
    visit = Visit(PAGE, {"cohort": BUILT, "area": PCN})
    visit.choose("cohort", "people_experiencing_homelessness")

    assert_shown(visit)
    assert visit.choices["area"] == "all"


def test_the_pcn_in_focus_goes_along(crowd):
    visit = Visit(PAGE, {"cohort": BUILT, "pcn": PCN})

    assert visit.choices["area"] == PCN


def test_other_pages_are_one_link_away_with_the_same_cohort(crowd):
    links = Visit(PAGE, {"cohort": BUILT}).links

    for label in ("This cohort in the four dimensions", "This cohort on the overview"):
        assert "cohort=sex" in links[label]


def test_the_table_has_what_is_on_the_screen(crowd):
    visit = Visit(PAGE, {"cohort": BUILT})
    visit.app.session_state["unfolded-cohort"] = True
    table = visit.run().table_with("Group")

    assert {"In the cohort", "Everybody else"} <= set(table["Group"])


@pytest.mark.parametrize("first", [BUILT, TOLD])
@pytest.mark.parametrize("second", [OTHER, EXCLUDED, f"{EXCLUDED}/1"])
def test_any_two_are_compared_as_the_door_gives_them(first, second, crowd):
    visit = Visit(PAGE, {"cohort": first, "versus": second, "area": PCN})

    assert_shown(visit)
    assert not visit.app.toast
    assert not visit.app.warning
    assert (visit.address["cohort"], visit.address["versus"]) == (first, second)
    with current_warehouse(crowd).open() as opened:
        focus = Focus(find_cohort(first), AreaLevel.PCN, PCN)
        asking = lambda asked: [ask(opened, one) for one in asked]  # noqa: E731
        pair = find_pair(asking, focus, find_cohort(second))
    assert size_sentence(pair) in visit.text
    shown = visit.table_with("Cohort")
    pd.testing.assert_frame_equal(shown, pair_table(pair), check_dtype=False)


def test_a_comparison_is_found_again_by_its_address(crowd):
    first = Visit(
        PAGE, {"cohort": "sex=male and  lonely", "versus": "lonely and(copd)"}
    )

    again = Visit(PAGE, first.address)

    assert first.address["versus"] == "lonely and copd"
    assert again.address == first.address
    assert again.words == first.words


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_a_second_that_cannot_be_read_is_said_politely(nonsense, crowd):
    visit = Visit(PAGE, {"cohort": BUILT, "versus": nonsense})

    assert_shown(visit)
    assert visit.choices["versus"] == visit.address["versus"] == "none"
    assert [one.value for one in visit.app.warning] == [NO_SECOND]
    assert visit.words == Visit(PAGE, {"cohort": BUILT}).words
    (quoted,) = visit.app.code
    assert len(quoted.value) < 600


def test_of_three_people_as_the_second_no_number_is_shown(crowd):
    visit = Visit(PAGE, {"cohort": BUILT, "versus": THREE})

    assert_shown(visit)
    table = visit.table_with("Cohort")
    few = table[table["Cohort"].eq(find_cohort(THREE).title)]
    numbers = few[["Value", "Low", "High", "Counted", "Out of"]]
    assert len(few)
    assert numbers.isna().all(axis=None)


def test_what_was_shown_before_can_be_compared_with(crowd):
    visit = Visit(PAGE, {"cohort": BUILT})
    visit.choose("cohort", TOLD).choose("versus", BUILT)

    assert_shown(visit)
    assert visit.address["versus"] == BUILT
    assert not visit.app.toast


def test_a_second_beyond_what_an_hour_allows_is_not_compared(crowd, monkeypatch):
    monkeypatch.setattr(cohort_budget, "MOST", 0)
    visit = Visit(PAGE, {"cohort": TOLD, "versus": BUILT})

    assert_shown(visit)
    assert [one.value for one in visit.app.warning] == [cohort_budget.SPENT]
    assert visit.address["versus"] == "none"
