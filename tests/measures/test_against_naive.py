"""Every modelled number agrees with plain loops over the same rows, at every level."""

import pytest

from tests.builders import rows_of, tiny_files
from tests.measures import naive


LEVELS = ("pcn", "place", "system")
FILES = tiny_files()


def rate_of(source, numerator, denominator):
    return {
        row["lsoa21_code"]: 100 * row[numerator] / row[denominator]
        for row in rows_of(FILES, source)
    }


def share_where(mark):
    """100 where a row of a file of LSOAs is marked, else 0."""
    return {lsoa: 100.0 * is_marked for lsoa, is_marked in mark.items()}


RATES = {
    "deprivation_score": naive.of_lsoa(FILES, "iod_2025", "imd_score"),
    "most_deprived_national_percent": share_where(
        {
            lsoa: decile <= 2
            for lsoa, decile in naive.of_lsoa(FILES, "iod_2025", "imd_decile").items()
        }
    ),
    "most_deprived_local_percent": share_where(
        {
            lsoa: naive.local_quintiles(FILES).get(lsoa) == 1
            for lsoa in naive.of_lsoa(FILES, "iod_2025", "imd_rank")
        }
    ),
    "rural_percent": share_where(
        {
            lsoa: flag == "Rural"
            for lsoa, flag in naive.of_lsoa(
                FILES, "rural_urban_2021", "urban_rural"
            ).items()
        }
    ),
    "asian_percent": rate_of("census2021_ts021", "asian", "residents"),
    "white_percent": rate_of("census2021_ts021", "white", "residents"),
    "disabled_limited_a_lot_percent": rate_of(
        "census2021_ts038", "disabled_limited_a_lot", "residents"
    ),
    "no_car_percent": rate_of("census2021_ts045", "no_car", "households"),
    "fuel_poverty_percent": rate_of(
        "fuel_poverty", "fuel_poor_households", "households"
    ),
    "loneliness_percent": naive.of_lsoa(FILES, "loneliness", "lonely_percent"),
    "digital_exclusion_risk": naive.digital_risk(FILES),
}


def column(frame, name, level):
    return {(level, code): value for code, value in frame[name].dropna().items()}


def at(level, values):
    return {area: value for area, value in values.items() if area[0] == level}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("measure", RATES)
def test_list_weighted_average(answer, measure, level):
    expected = at(level, naive.list_weighted(FILES, RATES[measure]))
    assert column(answer(measure, level), "value", level) == pytest.approx(
        expected, rel=1e-9
    )


@pytest.mark.parametrize("measure", RATES)
def test_lsoas_keep_their_own_figure(answer, measure):
    shown = answer(measure, "lsoa")["value"].dropna()
    assert len(shown) == 9
    expected = {code: RATES[measure][code] for code in shown.index}
    assert dict(shown) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_need_index_with_its_low_and_high(answer, level):
    expected = at(level, naive.need_index(FILES))
    shown = answer("need_index", level)
    for place, name in enumerate(("lower", "value", "upper")):
        wanted = {area: band[place] for area, band in expected.items()}
        assert column(shown, name, level) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("measure", ["need", "unmet_need", "capacity_gap_fte"])
def test_need_and_gap_with_low_and_high(answer, measure, level):
    bands, shown = naive.need_and_gap(FILES)[measure], answer(measure, level)
    for band, name in (("low", "lower"), ("central", "value"), ("high", "upper")):
        wanted = at(level, bands[band])
        assert column(shown, name, level) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_registered_patients(answer, level):
    people = naive.lists(FILES)
    expected = {
        area: sum(people[practice] for practice in practices)
        for area, practices in naive.practices_by_area(FILES).items()
    }
    shown = column(answer("registered_patients", level), "value", level)
    assert shown == at(level, expected)


@pytest.mark.parametrize("level", LEVELS)
def test_coverage_leaves_pcns_out_that_do_not_report(answer, level):
    people, staff = naive.lists(FILES), naive.link_workers(FILES)
    fte, patients = {}, {}
    for area, practices in naive.practices_by_area(FILES).items():
        if area[0] == "pcn" and area[1] in staff:
            for above in naive.areas_above(area):
                fte[above] = fte.get(above, 0) + staff[area[1]]
                listed = sum(people[practice] for practice in practices)
                patients[above] = patients.get(above, 0) + listed
    expected = {area: 10_000 * fte[area] / patients[area] for area in fte}
    shown = column(answer("link_worker_fte_per_10000", level), "value", level)
    assert shown == pytest.approx(at(level, expected), rel=1e-9)
