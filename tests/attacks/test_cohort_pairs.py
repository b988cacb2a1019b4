"""Cohorts that anybody can build: the difference of two stays open."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from phm.domain.areas import AreaLevel
from phm.warehouse.connect import current_warehouse
from tests.attacks.cohort_pairs import HIDDEN, Pair, Seen, asked_pairs, differences
from tests.measures.by_group.crowd import crowd_home


@pytest.fixture(scope="module")
def connection(tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    with current_warehouse(crowd_home(tmp_path_factory)).open() as opened:
        yield opened


@pytest.mark.parametrize("level", [AreaLevel.SYSTEM, AreaLevel.PCN])
def test_no_difference_of_two_cohorts_is_a_known_small_count(connection, level):
    told, hidden, close = [], 0, 0
    pairs = asked_pairs(connection, np.random.default_rng(5), level=level, number=60)
    for inner, outer, areas in pairs:
        for pair in areas:
            possible = differences(pair)
            assert possible, (inner, outer, pair)  # the truth is among the readings
            hidden += pair.some.inside == HIDDEN
            close += min(possible) <= 7
            if len(possible) == 1 and 1 <= min(possible) <= 7:
                told.append((inner, outer, pair))

    assert hidden > 3
    assert close > 3
    assert told == []


def test_the_reader_would_find_an_exact_difference():
    exact = Pair("A", Seen(0, 100, 100), Seen(HIDDEN, HIDDEN, 100))
    rounded = Pair("A", Seen(95, 905, 1000), Seen(100, 900, 1000))

    assert differences(exact) == set(range(1, 8))
    assert differences(rounded) == set(range(1, 10))
