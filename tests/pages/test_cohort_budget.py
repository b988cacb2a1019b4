"""A page answers so many built cohorts an hour, and then says why not."""

import pytest

from phm.settings import HOME_VARIABLE
from phm.ui import cohort_budget
from tests.pages.visits import Visit


PAGE = "pages/3_Cohorts.py"


@pytest.fixture(autouse=True)
def synthetic(synthetic_home, monkeypatch) -> None:
    """Pages opened in this test show invented extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(synthetic_home.root))


@pytest.fixture
def none_left(monkeypatch):
    monkeypatch.setattr(cohort_budget, "MOST", 0)


def warnings(visit):
    return [one.value for one in visit.app.warning]


def test_a_built_cohort_too_many_is_not_counted(none_left):
    visit = Visit(PAGE, {"cohort": "lonely and sex = male"})
    assert warnings(visit) == [cohort_budget.SPENT]
    assert visit.choices["cohort"] == "minority_men_unmanaged_diabetes"


def test_declared_cohorts_are_always_answered(none_left):
    visit = Visit(PAGE, {"cohort": "unpaid_carers"})
    assert not warnings(visit)


def test_a_built_cohort_is_answered_while_some_are_left():
    visit = Visit(PAGE, {"cohort": "lonely and sex = male"})
    assert not warnings(visit)


@pytest.mark.parametrize("page", ["app.py", "pages/1_Coverage_map.py"])
def test_no_page_answers_one_too_many(none_left, page):
    everybody = Visit(page)
    visit = Visit(page, {"cohort": "lonely and sex = male"})
    assert warnings(visit) == [cohort_budget.SPENT]
    assert visit.sentence == everybody.sentence


def test_a_part_of_a_declared_cohort_is_not_built(none_left):
    part = "minority_men_unmanaged_diabetes/1"
    assert not warnings(Visit(PAGE, {"cohort": part}))
