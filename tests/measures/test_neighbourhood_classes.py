"""Classes of neighbourhoods: what they tell, and what they can never tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.measures.audience import load_audiences
from phm.measures.neighbourhood_classes import (
    FEWEST_PEOPLE,
    IntensityClass,
    intensities,
    readings,
)


MOST = 12  # people a neighbourhood's count is moved by


@st.composite
def systems(draw):
    """A share, and people inside a cohort and in all, by neighbourhood."""
    people = draw(st.lists(st.integers(300, 2500), min_size=2, max_size=25))
    share = draw(st.sampled_from([0.002, 0.005, 0.02, 0.1, 0.5, 0.97]))
    counts = st.one_of(
        st.integers(0, 30),
        st.integers(0, 12).map(lambda few: -few),  # all but a few
        st.integers(0, 10_000),
    )
    drawn = [draw(counts) for _ in people]
    inside = [
        max(0, one + everybody)
        if one <= 0 and share > 0.9
        else min(abs(one), everybody)
        for one, everybody in zip(drawn, people, strict=True)
    ]
    return np.array(inside), np.array(people), share


def known(inside, people):
    """What may be known of one count, written out from the rule."""
    if inside <= 7:
        return "few"
    if people - inside <= 7:
        return "all but a few"
    return (inside + 2) // 5 * 5


@given(systems(), st.data())
def test_counts_that_could_be_published_alike_have_the_same_classes(system, data):
    inside, people, share = system
    changed = np.array(
        [
            data.draw(st.sampled_from(alike))
            for alike in (
                [
                    other
                    for other in range(max(0, one - MOST), min(of, one + MOST) + 1)
                    if known(other, of) == known(one, of)
                ]
                for one, of in zip(inside.tolist(), people.tolist(), strict=True)
            )
        ]
    )

    before, after = (intensities(one, people, share) for one in (inside, changed))
    assert after.tolist() == before.tolist()


@given(systems(), st.data())
def test_one_small_count_never_changes_any_class(system, data):
    inside, people, share = system
    place = data.draw(st.integers(0, len(people) - 1))
    classes = {
        tuple(
            intensities(
                np.where(np.arange(len(people)) == place, one, inside), people, share
            )
        )
        for one in range(8)
    }

    assert len(classes) == 1


@given(systems())
def test_a_count_lies_between_the_fewest_and_the_most_it_may_be(system):
    inside, people, _ = system
    found = readings(inside, people)

    shown = (people + 2) // 5 * 5  # everybody is rounded, too
    all_but_few = (people - inside <= 7) & (inside > 7)
    counted = np.where(all_but_few, np.clip(inside, shown - 7, shown), inside)
    assert np.all((found.low <= counted) & (counted <= found.high))
    assert np.all(found.high - found.low >= 4 - (inside == 8) - (found.low == 8) * 4)


@pytest.mark.parametrize(
    ("inside", "low", "high"),
    [
        (0, 0, 7),
        (1, 0, 7),
        (7, 0, 7),
        (8, 8, 12),
        (12, 8, 12),
        (13, 13, 17),
        (17, 13, 17),
        (992, 988, 992),
        (993, 993, 1000),
        (1000, 993, 1000),
    ],
)
def test_what_may_be_known_of_a_count_among_a_thousand(inside, low, high):
    found = readings(np.array([inside]), np.array([1000]))

    assert (found.low.tolist(), found.high.tolist()) == ([low], [high])


@pytest.mark.parametrize("rule", load_audiences().values(), ids=load_audiences())
def test_no_rule_tells_a_small_count_from_none(rule):
    counts = np.arange(rule.suppress_up_to + 1)
    found = readings(counts, np.full(len(counts), 1000), rule)

    assert set(found.low.tolist()) == {0}
    assert set(found.high.tolist()) == {rule.suppress_up_to}


def test_planted_clusters_are_found_and_the_rest_is_not():
    random = np.random.default_rng(3)
    people = random.integers(1200, 2600, 400)
    ratio = np.ones(400)
    ratio[:10], ratio[10:35] = 3, 0.2  # as many as if all had 1
    share = 0.02
    inside = random.poisson(people * share * ratio)

    found = intensities(inside, people, share)
    more = found == IntensityClass.CLEARLY_MORE
    fewer = found == IntensityClass.CLEARLY_FEWER
    assert more[:10].all()
    assert fewer[10:35].all()
    assert more[35:].mean() < 0.06
    assert fewer[35:].mean() < 0.06


def test_fewer_is_never_said_where_no_more_than_hidden_counts_are_expected():
    people = np.full(200, 1500)
    inside = np.where(np.arange(200) < 10, 60, 2)  # clusters make others look few

    found = intensities(inside, people, 6.9 / 1500)
    assert set(found[:10]) == {IntensityClass.CLEARLY_MORE}
    assert set(found[10:]) == {IntensityClass.NO_CLEAR_DIFFERENCE}


def test_of_too_few_people_nothing_is_told_and_nobody_learns_from_them():
    people = np.array([1800, 1500, 2000, FEWEST_PEOPLE - 3, 3, 0])
    inside = np.array([80, 10, 25, 400, 3, 0])

    found = intensities(inside, people, 0.02)
    assert set(found[3:]) == {IntensityClass.TOO_FEW}
    assert found[:3].tolist() == intensities(inside[:3], people[:3], 0.02).tolist()
