"""Names published in capitals, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phm.domain.names import display_name


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("WARE AND RURALS PCN", "Ware and Rurals PCN"),
        ("ST ALBANS' SURGERY", "St Albans' Surgery"),
        ("THE MALTINGS SURGERY", "The Maltings Surgery"),
        ("DR SMITH & PARTNERS", "Dr Smith & Partners"),
        ("HIGH STREET  SURGERY", "High Street Surgery"),
        ("BISHOP'S HOUSE", "Bishop's House"),
        ("STOKE-ON-TRENT NORTH", "Stoke-on-Trent North"),
        ("Already Written as it Should be", "Already Written as it Should be"),
        ("", ""),
    ],
)
def test_display_name(published, written):
    assert display_name(published) == written


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ'&- ", max_size=40))
def test_only_case_and_spaces_change(published):
    written = display_name(published)
    assert written.upper().split() == published.split()
    assert display_name(written).upper() == written.upper()
