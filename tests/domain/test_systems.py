"""A system is whole sub-ICBs; a star is all of England."""

from phm.domain.indicators import Measure, Method, Quantity
from phm.domain.systems import EVERYWHERE, System


def measure(group: str) -> Measure:
    count = Quantity("fct_registered_list", "registered_patients")
    words = dict.fromkeys(
        (
            *("title", "short_title", "unit", "numerator_label", "denominator_label"),
            *("why_it_matters", "how_it_is_made"),
        ),
        "words",
    )
    return Measure(
        id="m",
        group=group,
        multiplier=1,
        decimals=0,
        method=Method.NONE,
        polarity=None,
        counted_at="practice",
        numerator=count,
        denominator=None,
        lower=None,
        upper=None,
        levels=(),
        sources=(),
        caveats=(),
        **words,
    )


def test_only_the_star_alone_is_everywhere():
    assert System("e", "England", (EVERYWHERE,)).is_everywhere
    assert not System("s", "Some", ("9AA",)).is_everywhere
    assert not System("s", "Some", (EVERYWHERE, "9AA")).is_everywhere


def test_only_histories_keep_every_period():
    assert measure("history").has_history
    assert not measure("coverage").has_history
