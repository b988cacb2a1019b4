"""The strip of numbers: every number with its label and limits, and no markup."""

from tests.ui.pieces import opened


PAGE = """
from phm.ui.headlines import show_strip
from phm.words.fact import Fact


show_strip([Fact("Referred", "15.9", ("95 % interval 15 to 17", "of <b>all</b>"))])
"""


def test_labels_numbers_and_limits_stand_in_their_order():
    (strip,) = (one.proto.body for one in opened(PAGE).get("html"))

    order = ["Referred", "15.9", "95 % interval 15 to 17", "of "]
    places = [strip.index(one) for one in order]
    assert places == sorted(places)
    assert strip.count("<dt>") == 1
    assert strip.count("<dd") == 3


def test_nothing_in_it_is_markup():
    (strip,) = (one.proto.body for one in opened(PAGE).get("html"))

    assert "of &lt;b&gt;all&lt;/b&gt;" in strip
    assert "<b>" not in strip
