"""What is said of invented data."""

from phm.words.tiers import bar_words


def test_who_was_invented_and_where() -> None:
    said = bar_words("Hertfordshire and west Essex (demonstration)")
    assert said == (
        "Invented people and organisations in Hertfordshire and west Essex; only the "
        "neighbourhoods are real."
    )
