"""Groups of people in the middle of a sentence."""

import pytest

from phm.domain.dimensions import Group, Scheme
from phm.measures.schemes import load_schemes
from phm.words.group_phrases import AFTER, NOUNS
from phm.words.groups import (
    confidence_text,
    group_rows,
    others_too,
    people_in,
    silent_groups,
    with_capital,
)
from tests.charts.builders import NAN
from tests.charts.group_builders import by_scheme, replaced


EVERY_GROUP = [
    (scheme, group.id)
    for scheme in load_schemes().values()
    for group in scheme.everyone
]


def chosen(*pairs: tuple[str, str]) -> list[tuple[Scheme, str]]:
    return [(load_schemes()[scheme], group) for scheme, group in pairs]


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([("sex", "male"), ("ethnicity", "asian")], "Asian men"),
        (
            [("deprivation", "1"), ("sex", "male"), ("ethnicity", "black")],
            "Black men in the most deprived fifth of England",
        ),
        (
            [("deprivation_local", "5"), ("age", "18-29")],
            "people aged 18 to 29 in the least deprived local fifth",
        ),
        ([("sex", "female"), ("age", "0-17")], "girls aged 0 to 17"),
        ([("ethnicity_16", "J"), ("sex", "female")], "Pakistani women"),
        ([("ethnicity", "mixed"), ("sex", "male")], "men of mixed ethnicity"),
        (
            [("rurality", "rural"), ("inclusion_health", "homelessness")],
            "people with homelessness recorded in rural areas",
        ),
        (
            [("rurality", "no_fixed_abode"), ("deprivation", "no_fixed_abode")],
            "people of no fixed abode",
        ),
        (
            [("ethnicity", "not_known"), ("age", "80+")],
            "people aged 80 and over whose ethnic group is not known",
        ),
    ],
)
def test_groups_join_into_people(groups: list[tuple[str, str]], said: str) -> None:
    assert people_in(*chosen(*groups)) == said


@pytest.mark.parametrize(
    ("scheme", "group"), EVERY_GROUP, ids=[f"{s.id}-{g}" for s, g in EVERY_GROUP]
)
def test_every_declared_group_has_words_of_its_own(scheme: Scheme, group: str) -> None:
    said = people_in((scheme, group))
    assert "“" not in said
    assert "{" not in said
    assert said.split(" ")[0] != ""
    assert any(noun in said for noun in ("people", "women", "men"))


def test_groups_of_one_scheme_differ_in_words() -> None:
    for scheme in load_schemes().values():
        said = [people_in((scheme, group.id)) for group in scheme.everyone]
        assert len(set(said)) == len(said)


def test_no_phrase_is_left_of_a_group_that_is_gone() -> None:
    declared = {(scheme.dimension, group) for scheme, group in EVERY_GROUP}
    told = {(dimension, group) for dimension in AFTER for group in AFTER[dimension]}
    told |= {("sex", group) for group in NOUNS}
    assert told - declared == set()


def test_a_group_without_words_is_called_by_its_label() -> None:
    usual = load_schemes()["sex"]
    invented = Group("left", "Left-handed", ())
    fields = {**vars(usual), "dimension": "hand", "groups": (invented,)}
    assert people_in((Scheme(**fields), "left")) == "people in the group “Left-handed”"


def test_rows_of_groups_leave_out_the_rest_and_say_who_has_no_figure() -> None:
    answer = by_scheme("sex", {"male": (NAN, NAN, NAN), "not_known": (9.0, 8.0, 10.0)})
    rows = group_rows(answer)
    assert list(rows["people"]) == ["women", "men"]
    assert list(rows["status"]) == ["no data", "no data"]


def test_rows_of_several_areas_or_schemes_are_refused() -> None:
    answer = by_scheme("sex", {})
    two = answer.frame.assign(area_code=["a", "b", "b"])
    with pytest.raises(ValueError, match="one area"):
        group_rows(replaced(answer, {"frame": two}))
    with pytest.raises(ValueError, match="one scheme"):
        group_rows(replaced(answer, {"by": ()}))


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["ok"], ""),
        (["ok", "suppressed"], "1 group is suppressed (small numbers)."),
        (
            ["suppressed", "suppressed", "no data"],
            "2 groups are suppressed (small numbers) and 1 group has nobody to count.",
        ),
        (["no data"] * 2, "2 groups have nobody to count."),
        (["not reported"], "1 group is not reported."),
    ],
)
def test_silent_groups_are_counted(statuses: list[str], said: str) -> None:
    assert silent_groups(statuses) == said


def test_small_words() -> None:
    assert confidence_text(3, 5.5, decimals=1) == "95 % interval 3.0 to 5.5"
    assert confidence_text(NAN, 5.5, decimals=1) == ""
    assert with_capital("people") == "People"
    assert others_too(0, "short") == ""
    assert others_too(1, "short") == " 1 other group is short too."
    assert others_too(2, "short") == " 2 other groups are short too."
