"""Audiences are declarations, and none may see below the rule of the hospital data."""

import pytest

from phm.errors import DeclarationInvalid, QuestionInvalid
from phm.measures.audience import (
    AUDIENCES,
    find_audience,
    load_audiences,
    read_audience,
)
from phm.measures.results import PUBLISHED


def test_the_usual_audience_comes_first_and_has_the_rule_of_the_hospital_data():
    assert next(iter(load_audiences())) == PUBLISHED
    usual = find_audience(PUBLISHED)
    assert (usual.suppress_up_to, usual.round_to) == (7, 5)


def test_the_public_is_told_less_than_those_it_works_with():
    public, usual = find_audience("public"), find_audience(PUBLISHED)
    assert public.suppress_up_to > usual.suppress_up_to
    assert public.round_to > usual.round_to
    assert public.most_crossed < usual.most_crossed


def test_exact_counts_go_with_one_way_of_cutting_each_dimension():
    exact = [one for one in load_audiences().values() if one.is_exact]
    assert [one.id for one in exact] == ["analyst"]
    assert not any(one.every_scheme for one in exact)


@pytest.mark.parametrize(
    ("audience", "schemes", "of_areas", "allowed"),
    [
        ("published", 3, 1, True),
        ("published", 4, 1, False),
        ("analyst", 1, 1, True),
        ("analyst", 2, 0, True),
        ("analyst", 2, 1, False),
        ("public", 2, 1, False),
    ],
)
def test_areas_and_conditions_count_among_what_is_crossed(
    audience, schemes, of_areas, allowed
):
    assert find_audience(audience).allows(schemes, of_areas=of_areas) == allowed


def test_unknown_audience_names_those_there_are():
    with pytest.raises(QuestionInvalid, match="published, analyst, public"):
        find_audience("nobody")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("suppress_up_to = 7", "suppress_up_to is below 7"),
        ("round_to = 5", "round_to is not between"),
        ("most_crossed = 4", "most_crossed is below 1"),
        ('title = "Published"', "title"),
    ],
)
def test_faulty_declaration_names_file_and_field(tmp_path, line, said):
    name = line.split(" = ")[0]
    changed = "" if name == "title" else f"{name} = 0"
    text = (AUDIENCES / "published.toml").read_text("utf-8")
    path = tmp_path / "lax.toml"
    path.write_text(text.replace(line, changed), "utf-8")
    with pytest.raises(DeclarationInvalid, match=rf"lax\.toml.*{said}"):
        read_audience(path)
