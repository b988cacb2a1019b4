"""Declared dimensions hold together, and one that does not is refused by name."""

import pytest

from phm.cohorts.attributes import load_attributes
from phm.domain.areas import AreaLevel
from phm.errors import DeclarationInvalid, QuestionInvalid
from phm.measures.schemes import (
    DECLARATIONS,
    find_scheme,
    first_schemes,
    load_dimensions,
    load_schemes,
    read_dimension,
)


GOOD = (DECLARATIONS / "ethnicity.toml").read_text(encoding="utf-8")
FAULTS = {
    "not TOML": ("title = ", ""),
    "no title": (GOOD.replace("title =", "titel =", 1), "title"),
    "no order": (GOOD.replace("order = 2\n", "", 1), "order"),
    "no schemes": (GOOD.replace("[[schemes]]", "[[scheme]]"), "schemes"),
    "no id": (GOOD.replace('id = "ethnicity"\n', "", 1), "id"),
    "no note": (GOOD.replace("note =", "notes =", 1), "note"),
    "no rest": (GOOD.replace("rest =", "others =", 1), "rest"),
    "no groups": (GOOD.replace("groups =", "group =", 1), "groups"),
    "group without where": (GOOD.replace("where =", "when =", 1), "where"),
    "group without label": (GOOD.replace('label = "Asian"', "x = 1", 1), "label"),
    "unknown finest of a group": (
        GOOD.replace('label = "Asian",', 'label = "Asian", finest = "street",', 1),
        "street",
    ),
    "unknown finest": (GOOD.replace('"pcn"', '"street"', 1), "street"),
    "group twice": (GOOD.replace('id = "black"', 'id = "asian"', 1), "asian"),
    "rest is a group": (GOOD.replace('id = "not_known"', 'id = "white"', 1), "white"),
    "compared stranger": (GOOD.replace('["asian", "white"]', '["celt", "white"]'), ""),
    "three compared": (GOOD.replace('"asian", "white"]', '"asian", "a", "b"]'), ""),
    "a column's value is a list": (
        GOOD.replace('where = { ethnic_group = "Asian" }', "where = 7", 1),
        "",
    ),
}


@pytest.mark.parametrize(
    "path", sorted(DECLARATIONS.glob("*.toml")), ids=lambda path: path.stem
)
def test_declaration_loads_under_the_name_of_its_file(path):
    dimension = read_dimension(path)
    assert load_dimensions()[path.stem] == dimension
    assert dimension.schemes
    for scheme in dimension.schemes:
        assert scheme.dimension == path.stem
        assert load_schemes()[scheme.id] == scheme


def test_dimensions_come_in_the_order_they_are_shown():
    orders = [one.order for one in load_dimensions().values()]
    assert orders == sorted(orders)
    assert [one.dimension for one in first_schemes()] == list(load_dimensions())


@pytest.mark.parametrize("scheme", load_schemes().values(), ids=lambda one: one.id)
def test_everyone_is_the_groups_in_order_and_the_rest_last(scheme):
    ids = [group.id for group in scheme.everyone]
    assert len(set(ids)) == len(ids)
    assert ids[:-1] == [group.id for group in scheme.groups]
    assert ids[-1] == scheme.rest.id
    assert scheme.label(ids[0]) == scheme.groups[0].label
    assert set(scheme.compared or ids) <= set(ids)


@pytest.mark.parametrize("scheme", load_schemes().values(), ids=lambda one: one.id)
def test_groups_are_cut_by_columns_and_values_of_the_person_mart(
    scheme, local_connection
):
    types = dict(
        local_connection.execute(
            "select column_name, data_type from duckdb_columns() "
            "where table_name = 'fct_person'"
        ).fetchall()
    )
    for way in (way for group in scheme.groups for way in group.where):
        for column, value in way.items():
            kind = types[column]
            assert not kind.startswith("ENUM") or f"'{value}'" in kind, (column, value)
            assert (kind == "BOOLEAN") == isinstance(value, bool), (column, value)


def test_overlapping_groups_are_never_told_below_places():
    finest = {one.finest for one in load_schemes().values() if one.overlapping}
    assert finest == {AreaLevel.PLACE}


def test_no_fixed_abode_is_a_group_wherever_home_decides():
    for name in ("deprivation", "deprivation_local", "rurality", "rurality_six"):
        ids = [group.id for group in find_scheme(name).groups]
        assert "no_fixed_abode" in ids


def test_a_group_lies_within_another_of_which_it_is_a_way():
    asian, minority = (
        next(one for one in find_scheme(name).groups if one.id == group)
        for name, group in (("ethnicity", "asian"), ("ethnicity_two", "minority"))
    )
    assert asian.is_within(minority)
    assert not minority.is_within(asian)
    assert not find_scheme("ethnicity").rest.is_within(minority)


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_declaration_is_refused_with_its_name_and_a_remedy(tmp_path, fault):
    text, said = FAULTS[fault]
    assert text != GOOD
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationInvalid) as refusal:
        read_dimension(path)
    assert "broken.toml" in refusal.value.message
    assert said in refusal.value.message
    assert refusal.value.remedy


def test_unknown_scheme_is_refused_with_those_there_are():
    with pytest.raises(QuestionInvalid, match="starsign") as refusal:
        find_scheme("starsign")
    assert "rurality_six" in refusal.value.remedy


def test_a_group_is_told_for_no_smaller_area_than_what_tells_it():
    order = tuple(AreaLevel)
    attributes = load_attributes()
    for scheme in load_schemes().values():
        for group in scheme.groups if scheme.listed else ():
            finest = order.index(group.finest or scheme.finest)
            told_by = {
                name for way in group.where for name, is_so in way.items() if is_so
            }
            for column in told_by:
                if column in attributes:
                    assert finest >= order.index(attributes[column].finest), group.id


def test_a_group_for_the_whole_system_alone_is_named_for_every_smaller_area():
    scheme = find_scheme("inclusion_health")
    alone = {"modern_slavery", "sex_worker"}
    for level in (AreaLevel.PRACTICE, AreaLevel.PCN, AreaLevel.PLACE):
        assert scheme.too_small_for(level) == alone
    assert scheme.too_small_for(AreaLevel.SYSTEM) == frozenset()
    assert find_scheme("ethnicity").too_small_for(AreaLevel.PLACE) == frozenset()
