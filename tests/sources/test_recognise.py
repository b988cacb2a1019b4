"""Recognition: every file below a folder is matched to one source, or listed."""

from typing import Any

import pytest

from phm.errors import DeclarationInvalid
from phm.sources.landing.recognise import recognise, source_of
from phm.sources.source import matching_pattern


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("list-size_jul.csv", True),
        ("LIST-SIZE.CSV", True),
        ("list-size.csv.gz", True),
        ("list-size.csv.zip", False),
        ("my-list-size.csv", False),
    ],
)
def test_patterns_fit_bare_names_in_any_case_gz_or_not(
    name: str, *, fits: bool
) -> None:
    assert bool(matching_pattern(name, ["list-size*.csv"])) is fits


def test_files_lie_anywhere_and_the_rest_are_listed(desk: Any) -> None:
    names = ["b/list-size.csv", "a/deep/lsoas.csv.gz", "README.md", ".hidden/lsoas.csv"]
    for name in [*names, "a/.lsoas.csv"]:
        path = desk.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    found = recognise(desk.folder, desk.sources)
    matched = [(one.path.name, one.source.id) for one in found.recognised]
    assert matched == [("lsoas.csv.gz", "lsoas"), ("list-size.csv", "list_sizes")]
    assert [one.path.name for one in found.unrecognised] == ["README.md"]
    assert all(one.why for one in found.unrecognised)


def test_the_longest_pattern_wins(desk: Any, declare: Any, list_sizes: str) -> None:
    special = list_sizes.replace('id = "list_sizes"', 'id = "by_lsoa"')
    special = special.replace("list-size*.csv", "list-size-by-lsoa*.csv")
    sources = declare(special)
    found = source_of("list-size-by-lsoa_2026.csv", sources)
    other = source_of("list-size_2026.csv", sources)
    assert found is not None
    assert other is not None
    assert (found.id, other.id) == ("by_lsoa", "list_sizes")


def test_a_tie_is_a_fault_of_the_declarations(
    desk: Any, declare: Any, list_sizes: str
) -> None:
    sources = declare(list_sizes.replace('id = "list_sizes"', 'id = "twin"'))
    with pytest.raises(DeclarationInvalid, match="equally well"):
        source_of("list-size.csv", sources)


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("lsoas_2021.csv", "2021"),
        ("lsoas_2011.csv", "2011"),
        ("lsoas_2011_b.csv", "2012"),
    ],
)
def test_a_name_can_pin_the_vintage(
    desk: Any, declare: Any, name: str, period: str
) -> None:
    path = desk.folder.parent / "declarations" / "lsoas.toml"
    pinned = '\nfiles = ["*_2021*"]\n'
    more = '[[vintages]]\nperiod = "2011"\nfiles = ["*_2011*"]\n'
    most = '[[vintages]]\nperiod = "2012"\nfiles = ["*_2011_b*"]\n'
    text = path.read_text(encoding="utf-8")
    text = text.replace('period = "2021"\n', f'period = "2021"{pinned}{more}{most}')
    desk.sources.update(declare(text))
    landed = desk.land(b"LSOA21CD\nE01999901\n", name, "lsoas")
    (one,) = recognise(desk.folder, desk.sources).recognised
    assert one.vintage is not None
    assert one.vintage.period == landed.period == period
