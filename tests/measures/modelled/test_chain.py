"""The numbers of an estimate: by hand, against plain Python, and against chance."""

import numpy as np
import pytest

from phm.cohorts.modelled_steps import ETHNIC_GROUPS, SEXES
from phm.measures.modelled.cells import central, ethnic_groups, people_by_cell
from phm.measures.modelled.chain import Chain
from phm.measures.modelled.spread import read_estimate
from phm.stats.limits import Estimates
from tests.measures.modelled.declarations import CARERS, UNMANAGED, declared, facts
from tests.measures.modelled.plainly import unmanaged_men


ONE_AGE = UNMANAGED.replace("central = 1.3", "central = 1.0").replace(
    "low = 1.1, central = 1.0", "low = 0.9, central = 1.0"
)
REGISTERED = [[[40, 90, 60, 30, 25], [45, 80, 70, 20, 10]]]  # female, male
YOUNGEST = (0, 15, 40, 65, 80)
PROFILE = (0.3, 0.1, 0.05, 0.5, 0.05)


def test_by_hand_where_all_are_of_one_age():
    # 1,000 people of 40 to 44, half men, 200 Asian and 800 White; 10 % on the register.
    # 0.8 b/(1+b) + 0.2 3b/(1+3b) = 0.1 gives b = 0.0818927, so 19.72248 % of Asian
    # people; x 100 men x (0.1 + 0.9 x 0.4) = 9.0723
    found = read_estimate(
        declared(ONE_AGE),
        facts(
            [[[500], [500]]],
            [[0.2, 0, 0, 0.8, 0]],
            (40,),
            diabetes_prevalence_percent=0.1,
        ),
    )
    assert found.central == pytest.approx([9.0723], abs=1e-4)


def test_shares_multiply_by_how_often_they_go_together():
    # 900 people of 5 and over x 2 % who care x 10 % who are lonely x 1.5
    found = read_estimate(
        declared(CARERS),
        facts(
            [[[100, 450], [100, 450]]],
            [[1.0]],
            (0, 5),
            unpaid_care_50_hours_percent=0.02,
        ),
    )
    assert found.central == pytest.approx([900 * 0.02 * 0.1 * 1.5])
    assert found.at_high[:, 0] == pytest.approx([3.375, 5.4, 3.6])


def test_plain_python_finds_the_same():
    pattern = ethnic_groups().pattern
    by_group = {g: pattern[n].tolist() for n, g in enumerate(ETHNIC_GROUPS)}
    people = {
        (sex, age): REGISTERED[0][s][a]
        for s, sex in enumerate(SEXES)
        for a, age in enumerate(YOUNGEST)
    }
    shares = dict(zip(ETHNIC_GROUPS, PROFILE, strict=True))
    found = read_estimate(
        declared(UNMANAGED),
        facts(REGISTERED, [PROFILE], YOUNGEST, diabetes_prevalence_percent=0.08),
    )
    twin = unmanaged_men(people, shares, 0.08, by_group)
    assert found.central == pytest.approx([twin], rel=1e-6)


def test_cells_add_up_to_the_list_and_to_the_groups():
    held = facts(REGISTERED, [PROFILE], YOUNGEST)
    cells = people_by_cell(held, central)
    assert cells.sum(axis=1) == pytest.approx(held.registered)
    total = held.registered.sum()
    assert cells.sum(axis=(2, 3))[0] == pytest.approx(np.array(PROFILE) * total)
    older = cells[0, :, :, 3:].sum(axis=(1, 2)) / cells[0].sum(axis=(1, 2))
    white = ETHNIC_GROUPS.index("White")
    assert older[white] > max(np.delete(older, white))


def test_a_band_has_the_pattern_of_most_of_its_ages():
    # 15 to 19 straddles the pattern's 16: four of its five ages are of the older part
    split = facts([[[50, 50], [50, 50]]], [PROFILE], (15, 20))
    cells = people_by_cell(split, central)[0].sum(axis=1)
    assert cells[:, 0] == pytest.approx(cells[:, 1])


def test_limits_are_those_of_random_draws():
    """The closed form against 2,000 draws of every number, log-normal."""
    modelled = declared(UNMANAGED)
    held = facts(
        np.array(REGISTERED) * 100,  # limits of few people jump by one of them
        [PROFILE],
        YOUNGEST,
        diabetes_prevalence_percent=0.08,
    )
    limits = read_estimate(modelled, held).limits()
    random = np.random.default_rng(20)
    drawn = [one_draw(modelled, held, random) for _ in range(2000)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    assert limits.lower == pytest.approx([low], rel=0.05)
    assert limits.upper == pytest.approx([high], rel=0.05)


def one_draw(modelled, held, random):
    """Every number drawn once, and people around what is expected."""
    drawn = {}

    def read(number):
        if number not in drawn:
            side = random.normal() / 1.959964
            end = number.high if side > 0 else number.low
            drawn[number] = number.central * (end / number.central) ** abs(side)
        return drawn[number]

    chain = Chain(modelled, held, people_by_cell(held, read))
    return random.poisson(chain.people(read)[0])


def test_a_whole_moves_with_its_parts_and_leaves_out_who_cannot_be_told():
    modelled = declared(UNMANAGED)
    held = facts(
        np.array(REGISTERED * 3) * 100,
        [PROFILE, PROFILE, [np.nan] * 5],
        YOUNGEST,
        diabetes_prevalence_percent=0.08,
    )
    found = read_estimate(modelled, held)
    assert np.isnan(found.central[2])
    whole = found.summed(np.array([[True, True, True], [False, False, True]]))
    assert whole.central[0] == pytest.approx(2 * found.central[0])
    assert np.isnan(whole.central[1])
    one, both = width(found.limits()), width(whole.limits())
    assert one / 2**0.5 < both < one  # only chance evens out


def width(limits: Estimates) -> float:
    return float(np.log(limits.upper[0] / limits.lower[0]))


def test_more_than_everybody_is_never_counted():
    many = CARERS.replace("central = 10, high = 20", "central = 90, high = 99")
    held = facts([[[50], [50]]], [[1.0]], (5,), unpaid_care_50_hours_percent=0.9)
    found = read_estimate(declared(many), held)
    assert found.central == pytest.approx([90])
    assert found.at_high.max() <= 100
