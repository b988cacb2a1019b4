"""Who is on record, and how many fields are filled in: as plain loops count them."""

import math
from dataclasses import replace
from functools import partial

import pytest

from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import ask
from phm.measures.presence import NOT_JUDGED, SYSTEM_ONLY, Presence, find_presence
from phm.measures.question import Question
from phm.measures.results import NO_DATA
from phm.measures.speech import find_cut, most_spoken
from tests.measures.by_group import told
from tests.measures.naive_people import as_published


AREAS = {"": AreaLevel.SYSTEM, "tiny_place": AreaLevel.PLACE}
OF_THE_WHOLE = {"modern_slavery", "sex_worker"}
SCHEMES = (
    *("inclusion_health", "inclusion_health_filled"),
    *("language", "language_recorded", "interpreter"),
)


@pytest.fixture(scope="module", params=AREAS)
def presence(request, crowd_connection) -> Presence:
    asking = partial(ask, crowd_connection)
    return find_presence(asking, AREAS[request.param], request.param)


@pytest.mark.parametrize("level", ["system", "place"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_people_on_record_by_every_scheme(crowd_answer, loops, scheme, level):
    results = crowd_answer("recorded_per_1000", level, by=(scheme,))
    wanted = {
        cell: told.Told(
            counts["people"],
            loops.everybody[cell[0],]["people"],
            counts["people"],
            per=1000,
        )
        for cell, counts in loops.counted((scheme,)).items()
    }
    somebody = results.frame["status"].ne(NO_DATA)
    told.hidden_beside(
        replace(results, frame=results.frame[somebody]), wanted, [scheme]
    )
    nobody = results.frame.loc[~somebody, ["area_code", scheme]]
    assert set(nobody.itertuples(index=False, name=None)).isdisjoint(wanted)


def test_recorded_and_filled_in_are_the_loops_own(presence, loops):
    area = "tiny" if presence.level is AreaLevel.SYSTEM else "tiny_place"
    everybody = as_published(loops.everybody[area,]["people"])
    assert presence.people == everybody
    for group, _, row in presence.groups:
        filled = loops.counted(("inclusion_health_filled",))[area, f"{group}_filled"]
        share = 100 * as_published(filled["people"]) / everybody
        assert row["filled_percent"] == pytest.approx(share)
        assert 60 < row["filled_percent"] < 100
        if group in OF_THE_WHOLE and presence.level is AreaLevel.PLACE:
            assert row["status"] == SYSTEM_ONLY
            assert math.isnan(row["recorded"])
        else:
            counted = loops.counted(("inclusion_health",))[area, group]["people"]
            assert row["recorded"] == as_published(counted)


def test_expected_is_worked_out_by_hand(presence, crowd_connection):
    def value(measure):
        area = "" if presence.level is AreaLevel.SYSTEM else "tiny_place"
        question = Question(measure, presence.level, area=area)
        return ask(crowd_connection, question).frame["value"].iloc[0]

    rows = presence.frame
    adults = value("registered_patients_18_and_over_percent") / 100
    assert rows.loc["alcohol_dependence", "low_per_1000"] == pytest.approx(9.5 * adults)
    grown = value("registered_patients_15_to_64_percent") / 100
    assert rows.loc["drug_dependence", "high_per_1000"] == pytest.approx(10.1 * grown)
    housed = value("homelessness_per_1000")
    temporary = value("temporary_accommodation_per_1000")
    homeless = rows.loc["homelessness"]
    assert homeless["low_per_1000"] == pytest.approx(housed / 2.4)
    assert homeless["high_per_1000"] == pytest.approx(housed + temporary)
    assert rows.loc["modern_slavery", "low"] == pytest.approx(
        0.16 * presence.people / 1000
    )
    assert math.isnan(rows.loc["vulnerable_migrant", "high"])
    assert math.isnan(rows.loc["justice_contact", "low"])


def test_shares_come_from_what_is_shown(presence):
    for _, _, row in presence.groups:
        if row["standing"] == NOT_JUDGED:
            continue
        rate = row["recorded"] / presence.people * 1000
        share = 100 * rate / row["low_per_1000"]
        assert row["share_high"] == pytest.approx(share)


@pytest.mark.parametrize(
    "scheme", ["rurality", "interpreter", "language", "language_recorded"]
)
def test_cuts_hold_people_and_reach_of_the_loops(crowd_connection, loops, scheme):
    cut = find_cut(partial(ask, crowd_connection), scheme, AreaLevel.SYSTEM)
    counted = loops.counted((scheme,))
    for row in cut.frame.itertuples():
        exact = counted.get(("tiny", row.group), {"people": 0, "referred": 0})
        people = as_published(exact["people"])
        if row.status == "ok":
            assert row.people == people
        else:
            assert people in (0, None) or row.status == "suppressed"
        if math.isfinite(row.reach):
            referred = as_published(exact["referred"])
            assert row.reach == pytest.approx(1000 * referred / people)
    rest = counted["tiny", cut.frame["group"].iloc[-1]]["people"]
    whole = as_published(loops.everybody["tiny",]["people"])
    unsaid = 100 * (as_published(rest) or 0) / whole
    assert cut.filled_percent == pytest.approx(100 - unsaid)


def test_most_spoken_leaves_out_english_and_who_is_not_recorded(crowd_connection):
    cut = find_cut(partial(ask, crowd_connection), "language", AreaLevel.SYSTEM)
    shown = most_spoken(cut)
    assert shown["group"].iloc[0] == "pl"
    assert {"en", "another_or_none"}.isdisjoint(shown["group"])
    assert shown["people"].is_monotonic_decreasing


def test_presence_is_refused_below_places(crowd_connection):
    with pytest.raises(QuestionInvalid, match="cannot be asked for at the level"):
        find_presence(partial(ask, crowd_connection), AreaLevel.PCN, "U90001")
