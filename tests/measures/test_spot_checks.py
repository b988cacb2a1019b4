"""Numbers of the invented system worked out by hand, as a person reading them would."""

import pytest

from tests.golden.cases import wilson_by_formula


def shown(frame, area):
    row = frame.loc[area]
    return row["value"], row["numerator"], row["denominator"], row["status"]


def test_coverage_is_fte_over_the_list(answer):
    frame = answer("link_worker_fte_per_10000", "pcn")
    assert shown(frame, "U90001") == (
        pytest.approx(10_000 * 2.1 / 1651),
        pytest.approx(2.1),
        1651,
        "ok",
    )
    assert frame["lower"].isna().all()


def test_no_link_worker_is_zero_and_not_in_the_file_is_not_reported(answer):
    frame = answer("link_worker_fte_per_10000", "pcn")
    assert shown(frame, "U90002")[0] == 0
    assert frame.loc["U90002", "status"] == "ok"
    for absent in ("U90004", "U"):
        assert frame.loc[absent, "status"] == "not reported"
        assert frame.loc[absent, ["value", "numerator"]].isna().all()


def test_mental_health_role_is_separable(answer):
    assert answer("link_worker_mental_health_fte", "pcn").loc["U90001", "value"] == 0.5
    assert answer("link_worker_fte", "pcn").loc["U90001", "value"] == pytest.approx(2.1)


def test_place_and_system_add_up_the_snapshot(answer):
    places = answer("link_worker_fte", "place")["value"]
    assert dict(places) == pytest.approx({"tiny_place": 2.1, "little_place": 0.8})
    assert answer("link_worker_fte", "system").loc["tiny", "value"] == pytest.approx(
        2.9
    )


def test_capacity_is_a_band_of_three_caseloads(answer):
    band = answer("link_worker_capacity", "pcn").loc["U90003"]
    assert tuple(band[["lower", "value", "upper"]]) == pytest.approx((160, 180, 200))


def test_appointments_stand_over_the_lists_of_the_practices_in_the_file(answer):
    frame = answer("social_prescribing_appointments_per_1000", "place")
    assert shown(frame, "tiny_place") == (
        pytest.approx(1000 * 15 / (800 + 851 + 600)),
        15,
        800 + 851 + 600,
        "ok",
    )
    assert tuple(frame.loc["tiny_place", ["units_reported", "units_total"]]) == (2, 3)


def test_practice_with_none_recorded_is_zero_and_one_not_in_the_file_is_silent(answer):
    frame = answer("social_prescribing_appointments_per_1000", "practice")
    assert shown(frame, "Z00005")[0] == 0
    assert frame.loc["Z00004", "status"] == "not reported"


@pytest.mark.parametrize(
    ("level", "area", "people", "listed"),
    [
        ("pcn", "U90001", 105, 1300),
        ("pcn", "U90002", 31, 690),  # the closed practice counts in its last PCN
        ("pcn", "U90003", 0, 650),
        ("pcn", "U", 1, 35),
        ("place", "tiny_place", 136, 1990),
        ("system", "tiny", 147, 3075),
        ("england", "E92000001", 227, 3875),
    ],
)
def test_recorded_prevalence_with_wilson_limits(answer, level, area, people, listed):
    row = answer("diabetes_prevalence_percent", level).loc[area]
    assert (row["numerator"], row["denominator"]) == (people, listed)
    assert row["value"] == pytest.approx(100 * people / listed)
    lower, upper = wilson_by_formula(people, listed)
    assert row["lower"] == pytest.approx(100 * lower, rel=1e-9, abs=1e-12)
    assert row["upper"] == pytest.approx(100 * upper, rel=1e-9)


def test_diabetes_control_weighs_practices_by_people_with_diabetes(answer):
    row = answer("diabetes_not_at_hba1c_target_percent", "pcn").loc["U90002"]
    here, closed = 0.1 * 565, 0.09 * 270
    missed = here * 0.5 + closed * 0.6
    assert row["value"] == pytest.approx(100 * missed / (here + closed))
    silent = answer("diabetes_not_at_hba1c_target_percent", "pcn").loc["U90003"]
    assert silent["status"] == "not reported"


def test_deprivation_of_a_pcn_follows_where_its_patients_live(answer):
    scores = {"E01900008": 40 / 3, "E01900009": 5, "E01900011": 25 / 3}
    homes = {"E01900008": 300, "E01900009": 20, "E01900011": 40}
    expected = sum(scores[lsoa] * homes[lsoa] for lsoa in homes) / 360
    found = answer("deprivation_score", "pcn").loc["U90004", "value"]
    assert found == pytest.approx(expected, rel=1e-4)  # scores have three decimals


def test_rural_share_of_a_pcn(answer):
    row = answer("rural_percent", "pcn").loc["U90004"]
    assert row["value"] == pytest.approx(100 * 20 / 360)


def test_people_outside_count_as_not_in_the_local_fifth(answer):
    row = answer("most_deprived_local_percent", "pcn").loc["U90001"]
    in_first = (400 / 750) * 800  # of Z00001; nobody of Z00002 lives there
    assert row["value"] == pytest.approx(100 * in_first / 1651)


def test_rates_of_need_divide_by_the_patients_they_stand_for(answer):
    need = answer("need", "place").loc["little_place"]
    rate = answer("need_per_1000", "place").loc["little_place"]
    assert rate["value"] == pytest.approx(1000 * need["value"] / 1400)
    unmet = answer("unmet_need", "place").loc["tiny_place"]
    rate = answer("unmet_need_per_1000", "place").loc["tiny_place"]
    assert rate["value"] == pytest.approx(1000 * unmet["value"] / 2551)
    assert rate["upper"] == pytest.approx(1000 * unmet["upper"] / 2551)


def test_unmet_need_is_unknown_where_the_workforce_is(answer):
    for measure in ("unmet_need", "capacity_gap_fte", "link_worker_capacity"):
        frame = answer(measure, "pcn")
        assert frame.loc["U90004", "status"] == "not reported"
        assert frame.loc["U90003", "status"] == "ok"
    assert answer("need", "pcn").loc["U90004", "status"] == "ok"


def test_need_index_of_the_whole_system_is_one(answer):
    assert answer("need_index", "system").loc["tiny", "value"] == pytest.approx(1)


def test_need_index_says_low_central_high(answer):
    for level in ("lsoa", "pcn", "place"):
        frame = answer("need_index", level)
        assert (frame["lower"] <= frame["value"]).all()
        assert (frame["value"] <= frame["upper"]).all()
