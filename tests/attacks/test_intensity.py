"""Classes of neighbourhoods for cohorts that anybody can build: nobody is told.

The reader is given more than the page has: of every neighbourhood what its class is
made of. Whatever whole numbers of people fit that, the classes are the same; and of two
cohorts, one within the other, the difference stays open in every neighbourhood.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pandas as pd
import pytest

from phm.domain.areas import AreaLevel
from phm.measures import neighbourhood_classes
from phm.measures.neighbourhood_classes import SCALE, intensities, readings
from phm.warehouse.connect import current_warehouse
from phm.warehouse.people_conditions import holding
from phm.warehouse.people_neighbourhoods import neighbourhood_counts
from tests.attacks.cohort_pairs import drawn_pairs
from tests.measures.by_group.crowd import crowd_home


PAIRS, WORLDS = 120, 3
ROUNDED = 2  # of everybody there
EXTREME = {SCALE[0], SCALE[-1]}


@pytest.fixture(scope="module")
def connection(tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    with current_warehouse(crowd_home(tmp_path_factory)).open() as opened:
        yield opened


@pytest.fixture(scope="module")
def pairs(connection):
    """People in all, in the one and in the other cohort, by neighbourhood."""
    generator = np.random.default_rng(11)
    drawn = drawn_pairs(connection, generator, level=AreaLevel.PCN, number=PAIRS)
    people = counted(connection)
    in_full = people[people > 300].index  # the others are of other systems
    people = people[in_full].to_numpy()
    return [
        (people, *(in_areas(counted(connection, one), in_full) for one in both))
        for both in drawn
    ]


@pytest.fixture(autouse=True)
def small_neighbourhoods(monkeypatch):
    """Those of the crowd have some 450 people."""
    monkeypatch.setattr(neighbourhood_classes, "FEWEST_PEOPLE", 100)


def counted(connection, condition=None):
    only, values = holding(condition) if condition is not None else (None, {})
    statement = neighbourhood_counts(*([only] if condition is not None else []))
    rows = connection.execute(statement.sql(dialect="duckdb"), values).df()
    return rows.set_index("area_code")["people"]


def in_areas(counts: pd.Series, areas: pd.Index) -> np.ndarray:
    return counts.reindex(areas).fillna(0).to_numpy(dtype=int)


def classes_of(inside, people):
    share = max(inside.sum(), 1) / people.sum()
    return lambda counts: tuple(intensities(counts, people, share))


def another_world(generator, inside, people):
    """Other counts that could be published as these are."""
    known = readings(inside, people)
    other = generator.integers(known.low, np.minimum(known.high, people) + 1)
    found = readings(other, people)
    alike = (found.low == known.low) & (found.high == known.high)
    return np.where(alike, other, inside)


def test_no_class_tells_one_world_from_another(pairs):
    generator, moved, told = np.random.default_rng(1), 0, set()
    for people, *both in pairs:
        for inside in both:
            classes = classes_of(inside, people)
            for _ in range(WORLDS):
                other = another_world(generator, inside, people)
                moved += int((other != inside).sum())
                assert classes(other) == classes(inside)
            told |= set(classes(inside))

    assert moved > 20 * PAIRS
    assert told >= EXTREME


def test_the_difference_of_two_cohorts_stays_open_in_every_neighbourhood(pairs):
    close = 0
    for people, some, all_of_them in pairs:
        first, second = readings(some, people), readings(all_of_them, people)
        least = np.maximum(second.low - first.high, 0)
        most = second.high - first.low
        between = all_of_them - some
        assert np.all((least - ROUNDED <= between) & (between <= most + ROUNDED))
        assert np.all(most > least)
        close += int(((between >= 1) & (between <= 7)).sum())

    assert close > PAIRS / 4


def test_the_reader_would_find_classes_of_exact_counts(pairs):
    """Were counts not taken together first, a person more would change some class."""
    people, inside = np.full(9, 450), np.array([1, 1, 1, 1, 1, 1, 1, 1, 7])
    share = inside.sum() / people.sum()

    def exact(counts):
        chances = neighbourhood_classes.chances_above(counts, counts, people * share)
        return np.digitize(chances, neighbourhood_classes.STARTS).tolist()

    fewer = np.where(inside == 7, 1, inside)
    assert exact(inside) != exact(fewer)
    assert classes_of(inside, people)(inside) == classes_of(inside, people)(fewer)
