"""Two measures in a sentence."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.results import Results
from phm.words.pairs import pair_sentence
from tests.charts.builders import a_measure, a_row, some_results


NEED = a_measure(id="need_per_1000")
COVER = a_measure(id="link_worker_fte_per_10000")


def need(*values: float, **changes: object) -> Results:
    rows = [a_row(f"area{n:02}", float(value)) for n, value in enumerate(values)]
    return some_results(*rows, **({"measure": NEED, "benchmark": 10.0} | changes))


def cover(*values: float, **changes: object) -> Results:
    return need(*values, **({"measure": COVER, "benchmark": 1.0} | changes))


def test_the_areas_in_the_gap_are_counted_and_named() -> None:
    said = pair_sentence(need(20, 15, 5, 20), cover(0, 0.5, 0, 2))
    assert said == (
        "The 2 PCNs with more need than average and less cover are "
        "Area00 PCN and Area01 PCN."
    )


def test_one_area() -> None:
    said = pair_sentence(need(20, 5), cover(0, 2))
    assert (
        said == "The one PCN with more need than average and less cover is Area00 PCN."
    )


def test_none() -> None:
    said = pair_sentence(need(5, 20), cover(0, 2))
    assert said == "No PCN has more need than average and less cover."


def test_many_are_counted_only() -> None:
    said = pair_sentence(need(*[20] * 13), cover(*[0] * 13))
    assert said == "13 PCNs have more need than average and less cover."


def test_areas_that_cannot_be_placed_are_counted() -> None:
    said = pair_sentence(need(20, 5, 20), cover(0, 2, float("nan")))
    assert said.endswith("(1 PCN cannot be placed for want of a figure).")


def test_measures_without_a_noun_are_quoted() -> None:
    other = a_measure(short_title="No car")
    said = pair_sentence(need(20, measure=other), cover(0, measure=other))
    assert "a higher figure for “No car” than average" in said
    assert "and a lower figure for “No car”" in said


def test_without_a_system_value_the_middle_area_divides() -> None:
    totals = a_measure(id="need_per_1000", denominator=None)
    said = pair_sentence(need(1, 2, 3, measure=totals), cover(3, 2, 1, benchmark=None))
    assert said.startswith("The one PCN")


def test_nothing_in_common() -> None:
    said = pair_sentence(need(float("nan")), cover(1.0))
    assert said == "No PCN has a figure for both measures."


def test_levels_must_agree() -> None:
    with pytest.raises(ValueError, match="cannot be paired"):
        pair_sentence(need(1.0), cover(1.0, level=AreaLevel.PLACE))
