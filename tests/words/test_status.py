"""Words for the absence of a number."""

import pytest

from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, NOT_REPORTED, OK
from phm.words.status import effective_status, status_meaning, status_text
from tests.charts.builders import a_row, some_results


@pytest.mark.parametrize("status", [SUPPRESSED, NO_DATA, NOT_REPORTED])
def test_every_status_has_words_and_a_meaning(status: str) -> None:
    assert status in status_text(status)
    assert status_meaning(status).lower().startswith(status)
    assert status_meaning(status).endswith(".")


def test_suppressed_says_how_few() -> None:
    assert "small numbers" in status_text(SUPPRESSED)
    assert "fewer than 8" in status_meaning(SUPPRESSED)


def test_a_value_needs_no_words() -> None:
    assert status_text(OK) == status_meaning(OK) == ""


def test_ok_without_a_value_is_no_data() -> None:
    frame = some_results(a_row("ash", status=OK), a_row("elm", 1.0), a_row("oak")).frame
    assert list(effective_status(frame)) == [NO_DATA, OK, NOT_REPORTED]
