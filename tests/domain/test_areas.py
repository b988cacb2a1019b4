"""Levels have words for the screen, and codes have shapes."""

import pytest

from phm.domain.areas import LABELS, UNALLOCATED_PCN, AreaLevel, is_area_code


@pytest.mark.parametrize("level", AreaLevel)
def test_every_level_has_a_noun_and_its_plural(level):
    assert level.label
    assert level.plural
    assert set(LABELS) == set(AreaLevel)


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("lsoa", "E01000001"),
        ("lsoa", "W01000001"),
        ("practice", "A81001"),
        ("practice", "Y00001"),
        ("pcn", "U12345"),
        ("pcn", UNALLOCATED_PCN),
        ("place", "west_essex"),
        ("system", "anything"),
        ("england", "E92000001"),
    ],
)
def test_codes_of_the_right_shape(level, code):
    assert is_area_code(AreaLevel(level), code)


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("lsoa", "E02000001"),
        ("lsoa", "E0100001"),
        ("lsoa", "E01000001 "),
        ("practice", "a81001"),
        ("practice", "A8100"),
        ("pcn", "U1234"),
        ("pcn", "UU"),
        ("pcn", "U12345; drop"),
        ("place", ""),
        ("england", "E92000002"),
    ],
)
def test_codes_of_another_shape(level, code):
    assert not is_area_code(AreaLevel(level), code)
