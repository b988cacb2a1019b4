"""Numbers of the invented extracts worked out by hand, as a reader would."""

import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from tests.measures.naive_people import as_published


def shown(frame, area):
    row = frame.loc[area]
    return row["value"], row["numerator"], row["denominator"], row["status"]


def test_reach_counts_people_once_and_only_the_12_months(local_answer):
    # 20 people and two more (24, 27) of 800 + 400; R0101 is the same person again,
    # R0105 was made the day before the 12 months
    frame = local_answer("reach_per_1000", "pcn")
    assert shown(frame, "U90001") == (pytest.approx(1000 * 20 / 1200), 20, 1200, "ok")
    activity = local_answer("referrals_per_1000", "pcn")
    assert shown(activity, "U90001")[:2] == (pytest.approx(1000 * 25 / 1200), 25)


def test_1_to_7_is_hidden_0_is_shown_and_nobody_sent_is_not_reported(local_answer):
    frame = local_answer("reach_per_1000", "pcn")
    assert frame.loc["U90002", "status"] == "suppressed"  # 3 people
    numbers = ["value", "lower", "upper", "numerator", "denominator"]
    assert frame.loc["U90002", numbers].isna().all()
    assert shown(frame, "U90003") == (0, 0, 600, "ok")
    assert frame.loc["U90004", "status"] == "not reported"


def test_declined_is_the_last_word_of_those_never_referred(local_answer):
    # 31 to 40 and 29; not 24 (referred since) nor 28 (offered again), of 22 + 11 + 2
    frame = local_answer("declined_percent", "pcn")
    assert shown(frame, "U90001") == (pytest.approx(100 * 10 / 35), 10, 35, "ok")


def test_nobody_offered_is_no_data_and_not_zero(local_answer):
    for measure in ("declined_percent", "got_intervention_percent"):
        assert local_answer(measure, "pcn").loc["U90003", "status"] == "no data"


def test_pathway_from_referral_to_support(local_answer):
    # reached: 1 to 15 and 24; taken up: 1 to 9; contacts after a refusal do not count
    reached = local_answer("reached_link_worker_percent", "place")
    assert shown(reached, "tiny_place") == (60, 15, 25, "ok")
    helped = local_answer("got_intervention_percent", "place")
    assert shown(helped, "tiny_place") == (40, 10, 25, "ok")


def test_no_suitable_service_leaves_out_who_took_up_something(local_answer):
    # 9 to 18 were closed so, and 9 had taken up support before: nine people
    frame = local_answer("unmet_need_no_suitable_service", "pcn")
    assert frame.loc["U90001", "value"] == as_published(9) == 10


def test_unmet_need_of_a_pcn_without_referrals_is_its_need(local_answer):
    # 600 people of quintile 5; 60 are children, a third has pain, 12 are lonely
    whole = local_answer("unmet_need_from_referrals", "pcn").loc["U90003"]
    part = local_answer("unmet_need_not_referred", "pcn").loc["U90003"]
    assert whole["value"] == part["value"] == 10
    assert (whole["lower"], whole["upper"]) == (part["lower"], part["upper"])


def test_pcn_that_refers_more_than_need_still_has_who_declined(local_answer):
    # 22 referred and 11 declined exceed the need of about 30: 0 + 11 + 9
    assert local_answer("unmet_need_not_referred", "pcn").loc["U90001", "value"] == 0
    assert local_answer("unmet_need_from_referrals", "pcn").loc["U90001", "value"] == 20


def test_need_less_unmet_need_does_not_give_three_people_away(local_answer):
    for measure in ("unmet_need_from_referrals", "unmet_need_not_referred"):
        assert local_answer(measure, "pcn").loc["U90002", "status"] == "suppressed"


def test_people_per_link_worker_takes_the_average_post(local_answer):
    # 1.0 for twelve months and 0.5 for six; 16 people reached
    frame = local_answer("people_per_link_worker", "pcn")
    assert shown(frame, "U90001") == (pytest.approx(15 / 1.25), 15, 1.25, "ok")
    assert frame.loc["U90002", "status"] == "no data"  # a care coordinator only


def test_extract_is_set_against_the_published_list(local_answer):
    frame = local_answer("extract_coverage_percent", "practice")
    assert shown(frame, "Z00001") == (100, 800, 800, "ok")
    assert shown(frame, "Z00002") == (pytest.approx(100 * 400 / 851), 400, 851, "ok")
    assert frame.loc["Z00006", "status"] == "not reported"


@pytest.fixture
def history(local_connection):
    def of(measure):
        question = Question(measure, AreaLevel.PCN, every_period=True)
        frame = ask(local_connection, question).frame
        return frame[frame["area_code"] == "U90001"].set_index("period")

    return of


def test_referrals_of_every_whole_month(history):
    # the first referral is of 1 March 2025, so March is whole
    series = history("referrals_history")
    assert list(series.index) == list(
        pd.period_range("2025-03", "2026-06", freq="M").astype(str)
    )
    assert series.loc["2026-02", "value"] == 10
    assert series.loc["2025-12", "value"] == 0
    assert series.loc["2025-07", "status"] == "suppressed"


def test_quarters_are_counted_back_from_the_last_day(history):
    series = history("reach_history_per_1000")
    assert list(series.index) == [
        *("2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"),
    ]
    # 1 to 20 and 24: 21 people
    assert series.loc["2026-03-31", "value"] == pytest.approx(1000 * 20 / 1200)
    assert series.loc["2025-12-31", "value"] == 0
