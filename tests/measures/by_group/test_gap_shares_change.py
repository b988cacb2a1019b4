"""Gap, shares, change and spread say what the answers they are made of say."""

import math
from functools import partial

import numpy as np
import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import ask
from phm.measures.change import find_change
from phm.measures.disclose import SUPPRESSED
from phm.measures.gap import gap_of
from phm.measures.results import OK
from phm.measures.schemes import find_scheme
from phm.measures.shares import find_shares
from phm.measures.spread import FEWEST_NEIGHBOURHOODS, POINTS, find_spread


SYSTEM = AreaLevel.SYSTEM


def row_of(results, group):
    return results.frame.set_index(results.by[0].id).loc[group]


def test_gap_is_the_first_group_over_and_less_the_second(crowd_answer):
    results = crowd_answer("reach_per_1000", "system", by=("sex",))
    gap = gap_of(results)
    men, women = row_of(results, "male"), row_of(results, "female")

    assert (gap.worse, gap.better) == ("male", "female")
    assert gap.ratio.value == pytest.approx(men["value"] / women["value"])
    assert gap.difference.value == pytest.approx(men["value"] - women["value"])
    assert gap.ratio.lower < gap.ratio.value < gap.ratio.upper
    assert gap.difference.lower < gap.difference.value < gap.difference.upper
    assert gap.slope is None  # sexes have no order


def test_no_gap_between_rates_that_compare_with_everybody_alone(crowd_answer):
    results = crowd_answer("reach_per_1000", "system", by=("sex",), standardised=True)

    assert gap_of(results) is None


@pytest.mark.parametrize(
    ("measure", "scheme"),
    [
        ("reach_per_1000", "age"),  # compares no two groups
        ("unmet_need_from_referrals_per_1000", "sex"),  # a model's range
    ],
)
def test_no_gap_where_there_is_nothing_to_judge_by(crowd_answer, measure, scheme):
    assert gap_of(crowd_answer(measure, "system", by=(scheme,))) is None


def test_a_gap_is_not_known_with_a_group_that_is_hidden(crowd_answer):
    results = crowd_answer(
        "declined_percent", "pcn", by=("deprivation",), area="U90003"
    )

    gap = gap_of(results)

    assert row_of(results, "1")["status"] == SUPPRESSED
    assert np.isnan(gap.difference.value)
    assert np.isnan(gap.ratio.value)
    assert gap.slope is None


def test_slope_runs_from_the_first_fifth_to_the_last(crowd_answer):
    results = crowd_answer("reach_per_1000", "system", by=("deprivation",))
    known = results.frame.set_index("deprivation").loc[list("12345")]
    gap = gap_of(results)

    if known["status"].eq(OK).all():
        assert gap.slope.groups == 5
        values = known["value"].to_numpy()
        assert abs(gap.slope.sii.value) <= 3 * (values.max() - values.min())
    else:
        assert gap is None or gap.slope is None


def test_shares_of_a_partition_come_to_everybody(crowd_connection):
    shares = find_shares(partial(ask, crowd_connection), find_scheme("sex"), SYSTEM)
    frame = shares.frame.set_index("group")
    known = frame[frame["status"].eq(OK)]

    assert list(frame.index) == ["female", "male", "not_known"]
    for name in ("need_percent", "referral_percent", "people_percent"):
        assert known[name].sum() == pytest.approx(100, abs=5)
        assert frame.loc[~frame["status"].eq(OK), name].isna().all()
    inside = known["referral_percent"].between(known["lower"], known["upper"])
    assert inside.all()


def test_shares_are_those_that_can_be_asked_for(crowd_connection, crowd_answer):
    shares = find_shares(
        partial(ask, crowd_connection), find_scheme("ethnicity"), SYSTEM
    )
    asked = crowd_answer("share_of_referrals_percent", "system", by=("ethnicity",))
    both = shares.frame["status"].eq(OK)

    assert both.any()
    assert np.allclose(
        shares.frame.loc[both, "referral_percent"], asked.frame.loc[both, "value"]
    )


def test_change_holds_both_years_over_the_same_need(crowd_connection, crowd_answer):
    change = find_change(partial(ask, crowd_connection), find_scheme("sex"), SYSTEM)
    now = crowd_answer("reach_per_1000_in_need", "system", by=("sex",))
    frame = change.frame.set_index("group")

    assert change.is_known
    assert (change.before_period, change.period) == (
        "12 months to 30 June 2025",
        "12 months to 30 June 2026",
    )
    men = frame.loc["male"]
    assert men["now"] == pytest.approx(row_of(now, "male")["value"])
    assert men["ratio"] == pytest.approx(men["now"] / men["before"])
    assert men["ratio_lower"] < men["ratio"] < men["ratio_upper"]


def test_few_neighbourhoods_have_no_spread(crowd_connection):
    spread = find_spread(crowd_connection)
    told = spread.frame["status"].eq(OK)

    assert (spread.frame.loc[told, "neighbourhoods"] >= FEWEST_NEIGHBOURHOODS).all()
    assert not told.all()
    silent = spread.frame.loc[~told, [*POINTS, "pcn_value"]]
    assert silent.isna().all(axis=None)


@pytest.mark.parametrize("find", [find_shares, find_change])
def test_an_area_that_is_not_there_is_refused(crowd_connection, find):
    with pytest.raises(QuestionInvalid, match="U99999"):
        find(
            partial(ask, crowd_connection), find_scheme("sex"), AreaLevel.PCN, "U99999"
        )


def test_a_pocket_shows_in_the_spread_of_its_pcn(crowd_connection, monkeypatch):
    areas = pd.DataFrame(
        {
            "pcn_code": ["U90001"] * 20 + ["U90002"] * 20,
            "people": 1500,
            "people_referred": [10, 10, *[60] * 18, *[40] * 20],
            "expected_by_need": 40.0,
        }
    )
    monkeypatch.setattr(
        "phm.measures.spread.duckdb.DuckDBPyConnection", object, raising=False
    )

    class Connection:
        """Answers the one query with the areas above, all others as before."""

        def execute(self, query, values=None):
            if "fct_neighbourhood_people" in query:
                return self
            return crowd_connection.execute(query, values)

        def df(self):
            return areas

    frame = find_spread(Connection()).frame.set_index("pcn_code")
    pocket, even = frame.loc["U90001"], frame.loc["U90002"]

    assert pocket["lowest"] < 0.6 * pocket["middle"]
    assert even["lowest"] == pytest.approx(even["highest"], rel=0.2)
    assert math.isfinite(pocket["pcn_value"])
