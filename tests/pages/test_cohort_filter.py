"""A cohort in the address narrows down the pages that are not about cohorts."""

from collections.abc import Iterator

import duckdb
import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import ask
from phm.measures.question import Question
from phm.ui.cohort_address import NOT_READ
from phm.ui.cohort_choice import NO_PEOPLE
from phm.ui.coverage import OF_EVERYBODY
from phm.warehouse.connect import current_warehouse
from phm.words.finding import headline
from phm.words.leading import continued
from tests.pages.visits import ENTRY, Visit


MAP, FOUR = "pages/1_Coverage_map.py", "pages/2_Four_dimensions.py"
COHORTS, DIGITAL = "pages/3_Cohorts.py", "pages/5_Digital_inclusion.py"
FILTERED = (ENTRY, MAP, FOUR, DIGITAL)
WOMEN, TITLE = "sex = female", "Women and girls"


@pytest.fixture(scope="module")
def connection(crowd_home) -> Iterator[duckdb.DuckDBPyConnection]:
    with current_warehouse(crowd_home).open() as opened:
        yield opened


@pytest.mark.parametrize("page", FILTERED)
def test_a_page_takes_a_cohort_and_keeps_it_in_its_address(page, crowd):
    visit = Visit(page, {"cohort": WOMEN})

    assert not visit.app.exception
    assert not visit.app.toast
    assert visit.choices["cohort"] == visit.address["cohort"] == WOMEN
    assert visit.sentence != Visit(page).sentence


def test_the_overview_ranks_a_cohort_by_how_far_it_is_reached(crowd, connection):
    visit = Visit(ENTRY, {"cohort": WOMEN})
    ratios = ask(connection, Question("equity_ratio", AreaLevel.PCN, cohort=WOMEN))
    whole = ask(connection, Question("reach_per_1000", AreaLevel.SYSTEM, cohort=WOMEN))

    assert visit.sentence == f"{TITLE}: {continued(headline(ratios))}"
    assert list(visit.figures) == ["chart-equity_ratio"]
    shown = visit.numbers
    (value,) = whole.frame["value"].round(1)
    assert shown["Referred, per 1,000 registered"] == f"{value:.1f}"
    assert "gap" not in visit.choices


def test_choosing_a_cohort_on_the_overview_is_another_page(crowd):
    visit = Visit(ENTRY)
    everybody = visit.sentence

    visit.choose("cohort", "unpaid_carers")
    assert visit.sentence.startswith("Unpaid carers: ")
    visit.choose("cohort", "everybody")
    assert visit.sentence == everybody


def test_the_map_says_which_of_its_layers_is_of_everybody(crowd):
    layers = {"layer": "reach_per_1000", "circles": "link_worker_fte_per_10000"}
    visit = Visit(MAP, {**layers, "cohort": WOMEN})

    assert visit.sentence.startswith(f"{TITLE}: ")
    assert OF_EVERYBODY in visit.text
    assert OF_EVERYBODY not in Visit(MAP, layers).text


def test_the_cohort_shown_on_its_own_page_filters_no_other(crowd):
    visit = Visit(COHORTS, {"cohort": WOMEN}).go_to(MAP)

    assert visit.choices["cohort"] == "everybody"


@pytest.mark.parametrize("page", FILTERED)
@pytest.mark.parametrize("wrong", ["sex = ", "'; drop table fct_person; --", "ages"])
def test_what_cannot_be_read_is_said_and_everybody_shown(page, wrong, crowd):
    visit = Visit(page, {"cohort": wrong})

    assert not visit.app.exception
    assert NOT_READ in [one.value for one in visit.app.warning]
    assert visit.choices["cohort"] == "everybody"
    assert visit.sentence == Visit(page).sentence


@pytest.mark.parametrize("page", [ENTRY, MAP])
def test_published_files_have_nobody_to_pick_out(page, on_tiny_home):
    visit = Visit(page, {"cohort": "unpaid_carers"})

    assert not visit.app.exception
    assert NO_PEOPLE in visit.text
    assert "cohort" not in visit.choices
