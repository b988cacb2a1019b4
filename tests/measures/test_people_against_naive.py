"""Every measure of the extracts agrees with plain loops, hidden cells included."""

import math

import pytest

from tests.builders import tiny_extracts, tiny_files
from tests.measures import naive_people as naive


FILES = tiny_files() | tiny_extracts()
LEVELS = ("pcn", "place", "system")
COUNTS = naive.counts(FILES)
UNMET = naive.unmet_need(FILES)
FTE = naive.link_workers(FILES)
RATES = {  # measure → numerator, denominator, per how many
    "reach_per_1000": ("referred", "people", 1000),
    "reach_per_1000_in_need": ("referred", "need_central", 1000),
    "demand_per_1000": ("offered", "people", 1000),
    "declined_percent": ("declined", "offered", 100),
    "referrals_per_1000": ("referrals", "people", 1000),
    "reached_link_worker_percent": ("reached", "referred", 100),
    "got_intervention_percent": ("supported", "referred", 100),
    "unmet_need_declined_per_1000": ("declined", "people", 1000),
    "unmet_need_no_suitable_service_per_1000": ("without_service", "people", 1000),
}
SHARES = [name for name, (_, _, per) in RATES.items() if per == 100]
PEOPLE = {
    "unmet_need_declined": "declined",
    "unmet_need_no_suitable_service": "without_service",
}
IN_THREE = {
    "unmet_need_from_referrals": "whole",
    "unmet_need_not_referred": "not_referred",
}
SILENT = {"U", "U90004"}


def at(level):
    return [area for area in COUNTS["people"] if area[0] == level]


def gives_away(area):
    """Whether need less what is left would tell of 1 to 7 people."""
    told = (COUNTS[name][area] for name in ("referred", "declined"))
    return any(naive.as_published(count) is None for count in told)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("measure", RATES)
def test_rate_is_made_from_the_published_counts(local_answer, measure, level):
    over, under, per = RATES[measure]
    frame = local_answer(measure, level)
    for area in at(level):
        row = frame.loc[area[1]]
        above = naive.as_published(COUNTS[over][area])
        below = naive.as_published(COUNTS[under][area])
        few_others = naive.tells_of_all_but_few(COUNTS[over][area], COUNTS[under][area])
        if above is None or below is None or (measure in SHARES and few_others):
            assert row["status"] == "suppressed"
            assert math.isnan(row["value"])
        elif below == 0:
            assert row["status"] == "no data"
        else:
            assert row["value"] == pytest.approx(per * above / below)
            assert (row["numerator"], row["denominator"]) == (above, below)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("measure", PEOPLE)
def test_people_are_counted_and_disclosed(local_answer, measure, level):
    frame = local_answer(measure, level)
    for area in at(level):
        expected = naive.as_published(COUNTS[PEOPLE[measure]][area])
        assert frame.loc[area[1], "value"] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("suffix", ["", "_per_1000"])
@pytest.mark.parametrize("measure", IN_THREE)
def test_unmet_need_with_its_low_and_high(local_answer, measure, suffix, level):
    frame, bands = local_answer(measure + suffix, level), UNMET[IN_THREE[measure]]
    for area in at(level):
        row, central = frame.loc[area[1]], naive.as_published(bands["central"][area])
        if central is None or gives_away(area):
            assert row["status"] == "suppressed"
            continue
        low = naive.as_published(bands["low"][area]) or 0
        expected = (low, central, naive.as_published(bands["high"][area]))
        people = naive.as_published(COUNTS["people"][area])
        scale = 1000 / people if suffix else 1
        wanted = [number * scale for number in expected]
        assert list(row[["lower", "value", "upper"]]) == pytest.approx(wanted)


@pytest.mark.parametrize("level", LEVELS)
def test_people_reached_stand_over_link_workers_in_post(local_answer, level):
    frame = local_answer("people_per_link_worker", level)
    for area in at(level):
        reached, fte = naive.as_published(COUNTS["reached"][area]), FTE[area]
        if fte == 0:
            assert frame.loc[area[1], "status"] == "no data"
        else:
            assert frame.loc[area[1], "value"] == pytest.approx(reached / fte)


@pytest.mark.parametrize(
    "measure", [*RATES, *PEOPLE, *IN_THREE, "people_per_link_worker"]
)
def test_pcn_that_sent_nobody_is_not_reported(local_answer, measure):
    frame = local_answer(measure, "pcn")
    assert set(frame.index[frame["status"] == "not reported"]) == SILENT


def test_need_of_the_people_sums_to_the_stated_total():
    system = ("system", "tiny")
    assert COUNTS["need_central"][system] == pytest.approx(21 * 2200 / 1000)
    assert COUNTS["need_low"][system] == pytest.approx(14.3 * 2200 / 1000)
