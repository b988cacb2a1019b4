"""Without signal referrals follow need as the product reads it, so it finds no gaps."""

import json
from collections.abc import Iterator

import duckdb
import numpy as np
import pytest
from scipy.stats import chi2

from phm.cli.demo_verb import build_all_measures
from phm.settings import Home
from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.demo import DemoReport, make_demo
from phm.synthetic.parameters import load_parameters
from phm.synthetic.pathway.null_referrals import null_referrals
from phm.synthetic.pathway.recorded_need import recorded_need
from phm.synthetic.people.population import generate_people
from tests.synthetic.made_system import patients, people


PEOPLE = 100_000
SEED = 5
GROUPS = (
    *("deprivation_quintile_national", "ethnic_group", "sex", "age_band"),
    *("urban_rural", "pcn_code"),
)
RARELY = 0.001  # chance that a fair system fails one of these tests


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    home = Home(tmp_path_factory.mktemp("no-signal"))
    return make_demo(
        home, people=PEOPLE, seed=SEED, signal=False, build=build_all_measures
    )


@pytest.fixture(scope="module")
def opened(demo: DemoReport) -> Iterator[duckdb.DuckDBPyConnection]:
    with demo.built.warehouse.open() as connection:
        yield connection


def surprise(observed: np.ndarray, need: np.ndarray) -> float:
    """Chance of gaps as large as these between groups, were there none."""
    expected = need * observed.sum() / need.sum()
    has_any = expected > 0
    assert observed[~has_any].sum() == 0
    gaps = (observed - expected)[has_any] ** 2 / expected[has_any]
    return float(chi2.sf(gaps.sum(), has_any.sum() - 1))


@pytest.mark.parametrize("group", GROUPS)
def test_the_product_finds_no_gap(
    opened: duckdb.DuckDBPyConnection, group: str
) -> None:
    rows = opened.execute(
        f"select count(*) filter (where referred_12m), sum(need) "  # noqa: S608
        f"from fct_person where {group} is not null group by {group}"
    ).fetchall()
    observed, need = np.array(rows, dtype=float).T
    assert observed.sum() > 1000
    assert surprise(observed, need) > RARELY


def test_recorded_need_is_that_of_the_mart(opened: duckdb.DuckDBPyConnection) -> None:
    made = generate_people(
        district_facts().scaled(PEOPLE), load_parameters(), seed=SEED
    )
    ours = recorded_need(made)[made.columns["opted_out"] != 1]
    mart = opened.execute("select need from fct_person").fetchnumpy()["need"]
    ours, mart = np.sort(ours / ours.sum()), np.sort(mart / mart.sum())
    np.testing.assert_allclose(ours, mart, rtol=1e-4)


def test_recorded_need_is_that_of_the_rows_as_sent() -> None:
    keys = people().columns["person_key"].astype(str).tolist()
    by_key = dict(zip(keys, recorded_need(people()).tolist(), strict=True))
    sent = {key: one["need_on_record"] for key, one in patients().items()}
    ours = [by_key[key] for key in sent]
    np.testing.assert_allclose(ours, list(sent.values()), rtol=1e-9)


def need_of_many() -> np.ndarray:
    need = np.random.default_rng(1).gamma(2.0, 1.0, 50_000)
    need[::5] = 0
    return need


def test_drawn_by_need_alone() -> None:
    need = need_of_many()
    group = np.digitize(need, [0.5, 1, 2, 3, 5])
    drawn = sum(
        null_referrals(need, referred=800, seed=n).astype(int) for n in range(50)
    )
    observed, wanted = (np.bincount(group, what) for what in (drawn, need))
    assert drawn.sum() == pytest.approx(50 * 800, rel=0.02)
    assert drawn[::5].sum() == 0
    assert surprise(observed, wanted) > RARELY


def test_draws_vary_as_chance_does() -> None:
    """Neither evenly spread over neighbours, nor to an exact total."""
    need = need_of_many()
    totals = [
        null_referrals(need, referred=800, seed=seed)[:10_000].sum()
        for seed in range(200)
    ]
    expected = 800 * need[:10_000].sum() / need.sum()
    assert np.mean(totals) == pytest.approx(expected, rel=0.03)
    assert 0.7 < np.var(totals) / expected < 1.35


def test_same_seed_draws_the_same_people() -> None:
    need = need_of_many().astype(np.float32)
    first, again, other = (
        null_referrals(need, referred=800, seed=seed) for seed in (1, 1, 2)
    )
    assert (first == again).all()
    assert (first != other).any()
    assert first.dtype == np.bool_


def test_nobody_is_drawn_beyond_certainty() -> None:
    need = np.array([1000.0, 1.0, 1.0, 0.0])
    drawn = [null_referrals(need, referred=2, seed=seed) for seed in range(200)]
    assert all(one[0] and not one[3] for one in drawn)
    assert np.mean([one.sum() for one in drawn]) == pytest.approx(2, abs=0.2)
    assert null_referrals(need, referred=9, seed=1).tolist() == [
        True,
        True,
        True,
        False,
    ]


def test_truths_say_that_there_is_no_signal(demo: DemoReport) -> None:
    told = json.loads((demo.home.root / "truths.json").read_text(encoding="utf-8"))
    assert told["signal"] == "off"
    meant = {one["id"]: one["intended"] for one in told["truths"]}
    assert meant["minority_men_central_watford"] == {"ratio": 1.0}
    assert meant["diabetes_men_central_watford"] == {"ratio": 1.0}
