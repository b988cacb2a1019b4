"""The generator's numbers: each has a source, and a wrong key is named."""

from dataclasses import fields
from pathlib import Path

import pytest

from phm.errors import DeclarationInvalid
from phm.sources.catalogue import load_catalogue
from phm.synthetic.areas.facts import CONDITIONS
from phm.synthetic.parameter_reading import Group
from phm.synthetic.parameters import FILE, Parameters, load_parameters
from phm.synthetic.people.health import LONG_TERM
from phm.synthetic.people.life import languages


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    return load_parameters()


def groups(parameters: Parameters) -> list[Group]:
    tables = [getattr(parameters, one.name) for one in fields(parameters)]
    named = [table for table in tables if isinstance(table, Group)]
    return [*named, *parameters.flags.values()]


def test_every_table_says_where_it_comes_from(parameters: Parameters):
    assert all(len(group.source) > 10 for group in groups(parameters))
    kinds = {group.verified for group in groups(parameters)}
    assert kinds == {True, False}


def test_unread_sources_do_not_pass_as_verified(parameters: Parameters):
    claimed = [group.source for group in groups(parameters) if group.verified]
    assert [text for text in claimed if text.startswith("Shape: general")] == []


def test_every_calibrated_condition_has_a_model(parameters: Parameters):
    assert set(CONDITIONS) <= set(parameters.flags)
    assert set(LONG_TERM) <= set(parameters.flags)


def test_flags_only_lean_on_flags_drawn_before(parameters: Parameters):
    seen: set[str] = set()
    for name, flag in parameters.flags.items():
        assert set(flag.given) <= seen, name
        seen.add(name)


def test_published_numbers_are_those_of_the_methods(parameters: Parameters):
    assert parameters.need.per_1000 == 21
    assert parameters.need.lonely == 2.20
    assert parameters.deprivation.need == (1.45, 1.15, 0.97, 0.80, 0.63)
    assert parameters.diabetes.uncontrolled_logit == -0.867
    assert parameters.opted_out.female_percent_by_age[30] == 8.06


def test_languages_are_codes_the_extract_takes(parameters: Parameters):
    column = next(
        c for c in load_catalogue()["patients"].columns if c.name == "main_language"
    )
    assert column.matches == "^[a-z]{2,3}$"
    assert all(2 <= len(code) <= 3 for code in languages(parameters.language))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("per_1000 = 21.0", "per_thousand = 21.0", "`per_1000` is missing"),
        ("per_1000 = 21.0", "per_1000 = 21.0\nextra = 1", "`extra` = 1 is not a key"),
        ("per_1000 = 21.0", 'per_1000 = "many"', "`per_1000` = 'many' does not read"),
        ("register_from = 17", "register_from = true", "`register_from` = True"),
        ("{ 0 = 0.05, 5 = 0.2", "{ 5 = 0.05, 0 = 0.2", "`percent_by_age`"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, old: str, new: str, said: str):
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    broken = tmp_path / "parameters.toml"
    broken.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DeclarationInvalid) as caught:
        load_parameters(broken)
    assert said in caught.value.message
