"""Declarations of who ought to be there hold together, and bad ones are refused."""

import pytest

from phm.errors import DeclarationInvalid
from phm.measures.catalogue import find_measure
from phm.measures.expected_groups import (
    CANNOT,
    DECLARATIONS,
    PARTLY,
    SEES,
    SHARES,
    load_expected,
    load_sightings,
    read_expected,
    sight_of,
)
from phm.measures.schemes import find_scheme
from phm.sources.catalogue import load_catalogue


EXPECTED = load_expected()
GOOD = (DECLARATIONS / "drug_dependence.toml").read_text(encoding="utf-8")
FAULTS = {
    "not TOML": ("title = ", ""),
    "no title": (GOOD.replace("title =", "titel ="), "title"),
    "no source": (GOOD.replace("source =", "sauce ="), "source"),
    "unknown basis": (GOOD.replace("aged 15 to 64", "aged"), "basis"),
    "low above high": (GOOD.replace("[8.8, 10.1]", "[11.0, 10.1]"), "per_1000"),
    "nought": (GOOD.replace("[8.8, 10.1]", "[0, 10.1]"), "per_1000"),
    "one end": (GOOD.replace("[8.8, 10.1]", "[8.8]"), "values"),
    "a source too few": (GOOD.replace("\ncensus =", "\nconsensus ="), "differ"),
    "none of the words": (GOOD.replace('census = "cannot"', 'census = "may"'), "may"),
}


def test_every_group_of_the_framework_has_a_declaration():
    groups = [group.id for group in find_scheme("inclusion_health").groups]
    assert sorted(EXPECTED) == sorted(groups)


@pytest.mark.parametrize("expected", EXPECTED.values(), ids=lambda one: one.group)
def test_a_declaration_names_measures_a_source_and_its_doubts(expected):
    for name in (*expected.here, *expected.here_high):
        assert find_measure(name).decimals
    share = SHARES[expected.basis]
    if isinstance(share, str):
        assert find_measure(share).multiplier == 100
    assert expected.link.startswith("https://")
    assert min(map(len, (expected.source, expected.note, expected.missing))) > 15
    assert expected.people_each[0] <= expected.people_each[1]
    assert expected.verified or "%" in expected.source or "," in expected.source


@pytest.mark.parametrize("expected", EXPECTED.values(), ids=lambda one: one.group)
def test_no_source_sees_everything_and_some_source_sees_somebody(expected):
    words = {sight_of(said) for said in expected.seen_by.values()}
    assert words <= {SEES, PARTLY, CANNOT}
    assert words & {SEES, PARTLY}
    assert CANNOT in words or expected.group == "homelessness"
    assert list(expected.seen_by) == list(load_sightings())


def test_no_nhs_code_of_ethnic_category_sees_travellers():
    said = EXPECTED["gypsy_roma_traveller"].seen_by["gp_record"]
    assert sight_of(said) == PARTLY
    assert "no code" in said
    assert not EXPECTED["justice_contact"].can_be_told


def test_sources_that_can_be_loaded_are_sources_of_the_catalogue():
    for source in load_sightings().values():
        assert set(source.loaded_as) <= set(load_catalogue())
        assert source.adds


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_declaration_is_refused_with_its_name(tmp_path, fault):
    text, said = FAULTS[fault]
    assert text != GOOD
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationInvalid, match=r"broken\.toml") as refusal:
        read_expected(path)
    assert said in refusal.value.message
    assert refusal.value.remedy
