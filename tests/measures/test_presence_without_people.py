"""What is expected, where no extract says who is on record."""

import math
from functools import partial

import pytest

from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import ask
from phm.measures.available import available_schemes, counted_schemes
from phm.measures.disclose import SUPPRESSED
from phm.measures.presence import (
    NO_EXTRACT,
    NOT_FILLED,
    NOT_JUDGED,
    SYSTEM_ONLY,
    expect_presence,
    find_presence,
)
from phm.measures.question import Question
from phm.measures.results import Results
from phm.measures.schemes import find_scheme
from tests.charts.builders import a_row, some_results
from tests.charts.group_builders import by_scheme
from tests.charts.presence_builders import LABELS


RECORDED = {"homelessness": (1.2, math.nan, math.nan)}


def test_open_data_alone_say_who_is_expected(connection):
    presence = expect_presence(partial(ask, connection), AreaLevel.SYSTEM)
    assert not presence.has_extract
    assert presence.tier == "open"
    registered = ask(connection, Question("registered_patients", AreaLevel.SYSTEM))
    assert presence.people == registered.frame["value"].iloc[0]
    assert set(presence.frame["status"]) == {NO_EXTRACT}
    assert set(presence.frame["standing"]) == {NOT_JUDGED}
    assert presence.frame["recorded"].isna().all()
    assert presence.frame["low"].notna().sum() == len(LABELS) - 1
    cited = {one.measure.id for one in presence.answers}
    assert {"registered_patients", "roma_per_1000", "homelessness_per_1000"} <= cited


def test_an_area_is_told_by_its_own_figures(connection):
    asking = partial(ask, connection)
    place = expect_presence(asking, AreaLevel.PLACE, "tiny_place")
    system = expect_presence(asking, AreaLevel.SYSTEM)
    assert place.area_name != system.area_name
    assert place.people < system.people
    rates = [one.frame.loc["homelessness", "low_per_1000"] for one in (place, system)]
    assert rates[0] != rates[1]


def test_without_an_extract_nothing_can_be_on_record(connection):
    with pytest.raises(QuestionInvalid, match="no patients extract"):
        find_presence(partial(ask, connection), AreaLevel.SYSTEM)


def test_an_extract_that_says_nothing_has_empty_fields_and_no_noughts(local_connection):
    presence = find_presence(partial(ask, local_connection), AreaLevel.SYSTEM)
    assert presence.tier == "local"
    frame = presence.frame.drop(index="homelessness")  # the postcode may still say so
    assert set(frame["status"]) == {NOT_FILLED}
    assert frame["recorded"].isna().all()
    assert (frame["filled_percent"] == 0).all()


def told_of(
    recorded: dict,
    filled: dict,
    signals: dict | None = None,
    level: AreaLevel = AreaLevel.SYSTEM,
):
    """Presence made of answers by hand; open data say nothing but ``signals``."""

    def asking(question: Question) -> Results:
        if not question.by:
            value = (signals or {}).get(question.measure, math.nan)
            return some_results(a_row("sys", value))
        given = recorded if question.by == ("inclusion_health",) else filled
        return by_scheme(question.by[0], given, benchmark=None, level=level)

    return find_presence(asking, level)


def test_nobody_and_an_empty_field_are_not_the_same():
    filled = {f"{name}_filled": (900.0, math.nan, math.nan) for name in LABELS}
    del filled["sex_worker_filled"]
    presence = told_of(RECORDED | {"drug_dependence": SUPPRESSED}, filled)
    frame = presence.frame
    assert frame.loc["homelessness", "status"] == "ok"
    assert frame.loc["drug_dependence", "status"] == SUPPRESSED
    assert frame.loc["modern_slavery", "recorded"] == 0
    assert frame.loc["sex_worker", "status"] == NOT_FILLED
    assert math.isnan(frame.loc["sex_worker", "recorded"])
    assert frame.loc["sex_worker", "filled_percent"] == 0
    assert frame.loc["homelessness", "filled_percent"] == pytest.approx(90)


def test_of_a_place_few_people_are_not_told_but_an_empty_field_is():
    filled = {f"{name}_filled": (900.0, math.nan, math.nan) for name in LABELS}
    del filled["sex_worker_filled"]
    hidden = dict.fromkeys(("modern_slavery", "sex_worker"), SUPPRESSED)
    frame = told_of(RECORDED | hidden, filled, level=AreaLevel.PLACE).frame
    assert frame.loc["modern_slavery", "status"] == SYSTEM_ONLY
    assert math.isnan(frame.loc["modern_slavery", "recorded"])
    assert frame.loc["sex_worker", "status"] == NOT_FILLED
    assert frame.loc["homelessness", "status"] == "ok"


def test_without_open_data_declared_rates_of_everybody_still_hold():
    filled = {f"{name}_filled": (900.0, math.nan, math.nan) for name in LABELS}
    frame = told_of(RECORDED, filled).frame
    assert frame.loc["gypsy_roma_traveller", "low_per_1000"] == 2.9
    assert frame.loc["gypsy_roma_traveller", "high_per_1000"] == 6.5
    silent = ["homelessness", "vulnerable_migrant", "drug_dependence", "sex_worker"]
    assert frame.loc[silent, "low_per_1000"].isna().all()


@pytest.mark.parametrize(
    ("counted", "low", "high"),
    [
        (1.45, 2.9 / 2, 6.5 / 2),  # half the census of England, half its estimate
        (0.0, 2.9, 6.5),  # nobody counted is not nobody there
    ],
)
def test_the_census_here_takes_the_national_estimate_along(counted, low, high):
    filled = {f"{name}_filled": (900.0, math.nan, math.nan) for name in LABELS}
    here = {"roma_per_1000": counted, "gypsy_irish_traveller_per_1000": 0.0}
    frame = told_of(RECORDED, filled, here).frame
    row = frame.loc["gypsy_roma_traveller"]
    assert row["low_per_1000"] == pytest.approx(low)
    assert row["high_per_1000"] == pytest.approx(high)


def test_what_is_about_the_record_is_offered_by_no_list(local_connection):
    listed = {one.id for one in available_schemes(local_connection)}
    for scheme in ("inclusion_health_filled", "language_recorded", "interpreter"):
        assert not find_scheme(scheme).listed
        assert find_scheme(scheme).finest is AreaLevel.PLACE
        assert scheme not in listed
        assert scheme in counted_schemes(local_connection)
