"""Declarations: all that ship hold together, and every fault is named."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from phm.domain.licences import LICENCES
from phm.errors import DeclarationInvalid
from phm.settings import PROJECT_ROOT
from phm.sources.catalogue import CATALOGUE, load_catalogue, load_declarations
from phm.sources.source import Source


Declare = Callable[..., dict[str, Source]]
SHIPPED = load_catalogue()
RULE = """[[rules]]
kind = "not_after"
column = "pcn_code"
other = "patients"

[columns.pcn_code]"""
CAVEATS = PROJECT_ROOT / "docs" / "caveats.toml"


@pytest.mark.parametrize("source", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_declaration_says_enough_to_be_shown(source: Source) -> None:
    assert source.licence in LICENCES
    assert source.landing_page.startswith("https://") or source.access == "local"
    assert source.grain.startswith("one ")
    assert all(len(column.description) > 3 for column in source.columns)
    assert source.vintages or source.period


def test_the_catalogue_has_every_file_and_sorts_by_id() -> None:
    assert list(SHIPPED) == sorted(path.stem for path in CATALOGUE.glob("*.toml"))


def test_every_caveat_has_its_sentence() -> None:
    if not CAVEATS.exists():
        pytest.skip("docs/caveats.toml is not written yet")
    sentences = tomllib.loads(CAVEATS.read_text(encoding="utf-8"))
    used = {caveat for source in SHIPPED.values() for caveat in source.caveats}
    assert used <= sentences.keys()


def test_a_declaration_becomes_frozen_objects(
    declare: Declare, list_sizes: str
) -> None:
    source = declare(list_sizes.replace('known_in = "lsoas.lsoa21_code"', ""))[
        "list_sizes"
    ]
    assert source.column("patients").published_as[0] == "NUMBER_OF_PATIENTS"
    assert hash(source)
    rules = [
        constraint.describe() for constraint in source.column("patients").constraints
    ]
    assert rules == ["reads as an integer", "at least 0"]
    header = ["extract_date", "ORGANISATIONCODE", "PCN_CODE"]
    names = {"practice_code": "ORGANISATIONCODE", "pcn_code": "PCN_CODE"}
    assert source.published_names(header) == names


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("grain =", "gain =", "`grain` is missing"),
        ('access = "open"', 'access = "secret"', "`access` = 'secret' is not known"),
        ('"OGL-3.0"', '"GPL"', "`licence` = 'GPL' is not known"),
        ('access = "open"', 'access = "open"\ncolour = "red"', "`colour` = 'red'"),
        ('type = "integer"', 'type = "int"', "`type` = 'int'"),
        ("min = 0", 'min = "0"', "`min` = '0' is not a number or a date"),
        ("min = 0", "minimum = 0", "`minimum` = 0 is not a key here"),
        ("required = true", 'required = "yes"', "`required` = 'yes'"),
        (
            "max_set_aside_percent = 20.0",
            "max_set_aside_percent = true",
            "not a number",
        ),
        ("'^(U\\d{5}|U)$'", "'^(U'", "not a regular expression"),
        ('key = ["practice_code"]', 'key = ["practice"]', "names `practice`"),
        ('"Number of patients"]', '"pcn_code"]', "to both `pcn_code` and `patients`"),
        ('["list-size*.csv"]', "[]", "`files`"),
        ('["list-size*.csv"]', "[1]", "not a list of texts"),
        ('as = "month"', 'as = "week"', "`as` = 'week' is not known"),
        ('columns = ["EXTRACT_DATE"]', "columns = []", "names no column"),
        ("lsoas.lsoa21_code", "lsoas.code", "names no declared column"),
        ('title = "Patients on the list"', "title = ", "is not TOML"),
        ("min = 0", 'repair = ["guess"]', "`repair` = ['guess'] names `guess`"),
        ("min = 0", 'on_fault = "file"', "`on_fault` = 'file' is not known"),
        (
            "required = true",
            'required = true\non_fault = "cell"',
            "cannot cost the cell",
        ),
        ("[columns.pcn_code]", RULE, "`rules`"),
        ("[columns.pcn_code]", RULE.replace("patients", "people"), "names `people`"),
        ("[columns.pcn_code]", RULE.replace("not_", "un"), "`kind` = 'unafter'"),
    ],
)
def test_a_fault_is_named_with_file_key_value_and_remedy(
    declare: Declare, list_sizes: str, old: str, new: str, says: str
) -> None:
    assert old in list_sizes
    with pytest.raises(DeclarationInvalid) as fault:
        declare(list_sizes.replace(old, new))
    assert "list_sizes.toml" in fault.value.message
    assert says in fault.value.message
    assert fault.value.remedy


def test_the_file_is_named_after_the_source(tmp_path: Path, list_sizes: str) -> None:
    (tmp_path / "lists.toml").write_text(list_sizes, encoding="utf-8")
    with pytest.raises(DeclarationInvalid, match="not the name of the file"):
        load_declarations(tmp_path)


def test_a_source_is_declared_once(
    tmp_path: Path, declare: Declare, list_sizes: str
) -> None:
    text = list_sizes.replace('known_in = "lsoas.lsoa21_code"', "")
    declare(text)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "list_sizes.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationInvalid, match="declared twice"):
        load_declarations(tmp_path / "declarations", tmp_path / "more")
