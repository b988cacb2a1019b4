"""A value beside what was planned for, compared as it is printed."""

import pytest

from phm.domain.planned import planned_range
from phm.words.finding import about, headline
from phm.words.planned import against_plan
from tests.charts.builders import NAN, a_measure, a_row, some_results


UNIT = "people a year per FTE in post (planned for: 200 to 250)"
LOAD = a_measure(unit=UNIT, decimals=0, short_title="People per link worker")


@pytest.mark.parametrize(
    ("value", "side"),
    [
        (199.4, "below"),
        (199.6, "within"),
        (225.0, "within"),
        (250.4, "within"),
        (250.6, "above"),
    ],
)
def test_below_within_above(value: float, side: str) -> None:
    assert against_plan(value, LOAD) == f"{side} the planned 200 to 250"


def test_nothing_is_said_where_nothing_is_planned_or_known() -> None:
    assert against_plan(NAN, LOAD) == ""
    assert against_plan(225.0, a_measure()) == ""
    assert planned_range(a_measure()) is None


def test_sentences_say_the_plan_once() -> None:
    rows = a_row("ash", 300.0), a_row("elm", 210.0)
    results = some_results(*rows, measure=LOAD, benchmark=260.0)

    assert "260, above the planned 200 to 250" in headline(results)
    one = about(results, "elm")
    assert "210 people a year per FTE in post; within the planned 200 to 250" in one
    assert "planned for" not in one + headline(results)
