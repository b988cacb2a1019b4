"""So many built cohorts an hour, and no more."""

from phm.ui.cohort_budget import HOUR_SECONDS, MOST, Budget


def test_the_most_an_hour_and_no_more():
    now = [0.0]
    budget = Budget(lambda: now[0])
    assert all(budget.allows(f"age_years >= {number}") for number in range(MOST))
    assert not budget.allows("lonely")
    now[0] = HOUR_SECONDS - 1
    assert not budget.allows("lonely")
    now[0] = HOUR_SECONDS
    assert budget.allows("lonely")


def test_a_cohort_built_before_is_no_other():
    budget = Budget(lambda: 0.0)
    for number in range(MOST):
        budget.allows(f"age_years >= {number}")
    assert budget.allows("age_years >= 0")
    assert not budget.allows("lonely")


def test_an_hour_is_counted_from_each():
    now = [0.0]
    budget = Budget(lambda: now[0])
    budget.allows("first")
    now[0] = 10.0
    for number in range(MOST - 1):
        budget.allows(f"age_years >= {number}")
    now[0] = HOUR_SECONDS + 1
    assert budget.allows("second")  # in the place of the first
    assert not budget.allows("third")
