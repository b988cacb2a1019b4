"""What cannot be asked of groups is refused, with what can be instead."""

import pytest

from phm.domain.areas import AreaLevel
from phm.errors import QuestionInvalid
from phm.measures.ask import Question, ask


REACH = "reach_per_1000"
REFUSED = {  # what → measure, level, words, in the message, in the remedy
    "inclusion health in PCNs": (
        *(REACH, "pcn", {"by": ("inclusion_health",)}),
        *("inclusion_health", "place"),
    ),
    "inclusion health as a condition in PCNs": (
        *(REACH, "pcn", {"where": (("inclusion_health", "homelessness"),)}),
        *("inclusion_health", "place"),
    ),
    "sixteen groups in PCNs": (
        *(REACH, "pcn", {"by": ("ethnicity_16",)}),
        *("ethnicity_16", "place"),
    ),
    "groups in practices": (
        *(REACH, "practice", {"by": ("sex",)}),
        *("practice", "pcn"),
    ),
    "the same dimension by two schemes": (
        *(REACH, "system", {"by": ("ethnicity", "ethnicity_two")}),
        *("Ethnicity", "once"),
    ),
    "the same scheme twice": (
        *(REACH, "system", {"by": ("sex", "sex")}),
        *("Sex", "once"),
    ),
    "a dimension asked by and as a condition": (
        *(REACH, "system", {"by": ("sex",), "where": (("sex", "male"),)}),
        *("Sex", "once"),
    ),
    "five crossed": (
        REACH,
        "system",
        {"by": ("sex", "age", "rurality", "deprivation", "ethnicity")},
        *("areas included", "Leave one out"),
    ),
    "four crossed and a condition": (
        REACH,
        "system",
        {
            "by": ("sex", "age", "rurality", "deprivation"),
            "where": (("ethnicity", "asian"),),
        },
        *("areas included", "Leave one out"),
    ),
    "three crossed for analysts": (
        *(REACH, "system", {"by": ("sex", "age", "rurality"), "audience": "analyst"}),
        *("may see 2", "Leave one out"),
    ),
    "two crossed in PCNs for analysts": (
        *(REACH, "pcn", {"by": ("sex", "age"), "audience": "analyst"}),
        *("areas included", "Leave one out"),
    ),
    "two crossed in one PCN for analysts": (
        REACH,
        "pcn",
        {"by": ("sex", "age"), "audience": "analyst", "area": "U90001"},
        *("areas included", "Leave one out"),
    ),
    "four crossed in places": (
        *(REACH, "place", {"by": ("sex", "age", "rurality", "deprivation")}),
        *("areas included", "Leave one out"),
    ),
    "a second scheme for analysts": (
        *(REACH, "system", {"by": ("ethnicity_two",), "audience": "analyst"}),
        *("ethnicity_two", "ethnicity"),
    ),
    "three crossed for the public": (
        *(REACH, "system", {"by": ("sex", "age", "rurality"), "audience": "public"}),
        *("public", "Leave one out"),
    ),
    "no such scheme": (
        *(REACH, "system", {"by": ("starsign",)}),
        *("starsign", "rurality"),
    ),
    "no such group": (
        *(REACH, "system", {"where": (("sex", "mail"),)}),
        *("mail", "male"),
    ),
    "no such scheme as a condition": (
        *(REACH, "system", {"where": (("starsign", "leo"),)}),
        *("starsign", "rurality"),
    ),
    "no such audience": (
        *(REACH, "system", {"by": ("sex",), "audience": "press"}),
        *("press", "published"),
    ),
    "no such area": (
        *(REACH, "pcn", {"by": ("sex",), "area": "U99999"}),
        *("U99999", "U90001"),
    ),
    "an area of another level": (
        *(REACH, "place", {"by": ("sex",), "area": "U90001"}),
        *("U90001", "tiny_place"),
    ),
    "a measure not counted person by person": (
        *("link_worker_fte_per_10000", "pcn", {"by": ("sex",)}),
        *("cannot be asked by groups", "phm measures"),
    ),
    "a history": (
        *("reach_history_per_1000", "pcn", {"by": ("sex",)}),
        *("cannot be asked by groups", "phm measures"),
    ),
    "coverage of the published list": (
        *("extract_coverage_percent", "pcn", {"by": ("sex",)}),
        *("cannot be asked by groups", "phm measures"),
    ),
    "a share of no groups": (
        *("share_of_need_percent", "pcn", {}),
        *("groups of people", "--by"),
    ),
    "unmet need standardised": (
        *("unmet_need_from_referrals", "pcn", {"by": ("sex",), "standardised": True}),
        *("standardised", "as it is"),
    ),
    "a share standardised": (
        *("share_of_referrals_percent", "pcn", {"by": ("sex",), "standardised": True}),
        *("standardised", "as it is"),
    ),
    "need index at a level it has not": (
        *("share_of_need_percent", "lsoa", {"by": ("sex",)}),
        *("lsoa", "pcn"),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_what_is_wrong_and_what_to_do(crowd_connection, what):
    measure, level, words, message, remedy = REFUSED[what]
    with pytest.raises(QuestionInvalid) as refusal:
        ask(crowd_connection, Question(measure, AreaLevel(level), **words))
    assert message in refusal.value.message
    assert remedy in refusal.value.remedy


def test_without_a_patients_extract_there_is_nobody_to_tell_apart(connection):
    for words in ({"by": ("sex",)}, {"where": (("sex", "male"),)}):
        with pytest.raises(QuestionInvalid, match="no patients extract") as refusal:
            ask(connection, Question(REACH, AreaLevel.PCN, **words))
        assert "phm demo" in refusal.value.remedy
