"""What is declared in a file, and how a fault in it is told."""

import pytest

from phm.domain.declarations import declared_in
from phm.errors import DeclarationInvalid, PhmError


@pytest.fixture
def written(tmp_path):
    """`written(text)` is the path of a file that holds it."""

    def write(text):
        path = tmp_path / "thing.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_what_stands_there_is_handed_over(written):
    with declared_in(written('a = "é"\n[b]\nc = 1'), "Thing", remedy="") as declared:
        assert declared == {"a": "é", "b": {"c": 1}}


@pytest.mark.parametrize("text", ["a =", "a = 1\na = 2", b"a = '\xff'"])
def test_what_is_not_toml_names_file_and_remedy(written, text):
    with (
        pytest.raises(
            DeclarationInvalid, match=r"^Thing thing\.toml cannot be"
        ) as told,
        declared_in(written(text), "Thing", remedy="Repair it."),
    ):
        pytest.fail("nothing was there to hand over")
    assert told.value.remedy == "Repair it."


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (KeyError("title"), "'title' is missing"),
        (ValueError("it is too long"), "it is too long"),
        (TypeError("it is no text"), "it is no text"),
    ],
)
def test_what_the_block_cannot_use_is_told_as_a_fault_of_the_file(written, fault, said):
    with (
        pytest.raises(DeclarationInvalid) as told,
        declared_in(written(""), "Thing", remedy=""),
    ):
        raise fault
    assert told.value.message == f"Thing thing.toml cannot be used: {said}."
    assert told.value.__cause__ is fault


@pytest.mark.parametrize("fault", [PhmError("said already"), AssertionError("a bug")])
def test_other_faults_pass(written, fault):
    with pytest.raises(type(fault)) as told, declared_in(written(""), "", remedy=""):
        raise fault
    assert told.value is fault
