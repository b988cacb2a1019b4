"""No fixed abode, interpreters and languages, every branch."""

import pytest

from phm.measures.disclose import SUPPRESSED
from phm.words.speech import abode_sentence, interpreter_sentence, language_sentence
from tests.charts.builders import NAN
from tests.charts.presence_builders import a_cut


def test_no_fixed_abode_is_counted_and_never_read_as_none():
    told = a_cut("rurality", {"no_fixed_abode": (1270.0, 3.1, 1.2, 6.5)})
    assert abode_sentence(told) == (
        "1,270 people in Inventshire have no fixed abode; they live in no "
        "neighbourhood and are counted all the same. Of 1,000 of them 3.1 were "
        "referred in a year (95 % interval 1.2 to 6.5), of everybody 16.0."
    )
    nobody = abode_sentence(a_cut("rurality", {}))
    assert nobody.startswith("Nobody in Inventshire is on record without a fixed abode")
    assert "addresses are not kept up to date" in nobody
    hidden = abode_sentence(a_cut("rurality", {"no_fixed_abode": SUPPRESSED}))
    assert hidden == "How many have no fixed abode is suppressed (small numbers)."


def test_too_few_referred_to_be_told_is_said():
    told = a_cut("rurality", {"no_fixed_abode": (100.0, NAN)})
    assert abode_sentence(told).endswith(
        "How many of them were referred is suppressed (small numbers)."
    )


NEED = (
    "80 people are on record as needing an interpreter. Of 1,000 of them 9.0 were "
    "referred in a year (95 % interval 7.0 to 11.0), of everybody 16.0. "
)
WHAT = "whether an interpreter is needed"
NEEDED = (80.0, 9.0, 7.0, 11.0)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (
            {"needed": NEEDED, "not_needed": (910.0,), "not_recorded": (10.0,)},
            f"{NEED}The record does not say {WHAT} for 1 % of people.",
        ),
        (
            {"needed": NEEDED, "not_needed": (920.0,)},
            f"{NEED}The record says {WHAT} for nearly everybody.",
        ),
        (
            {"not_recorded": (1000.0,)},
            f"No record says {WHAT}: the field is empty for everybody.",
        ),
        (
            {"not_needed": (900.0,), "not_recorded": (100.0,)},
            (
                "Nobody is on record as needing an interpreter. "
                f"The record does not say {WHAT} for 10 % of people."
            ),
        ),
        (
            {"needed": NEEDED, "not_recorded": (997.0,)},
            f"{NEED}The record does not say {WHAT} for over 99 % of people.",
        ),
        (
            {"needed": SUPPRESSED, "not_recorded": SUPPRESSED},
            "How many need an interpreter is suppressed (small numbers).",
        ),
    ],
)
def test_interpreters(groups, said):
    assert interpreter_sentence(a_cut("interpreter", groups)) == said


KNOWN = a_cut("language_recorded", {"recorded": (900.0,), "not_recorded": (100.0,)})


def test_languages_name_the_most_spoken_and_the_least_reached():
    languages = a_cut(
        "language",
        {
            "en": (70_000.0, 17.0, 15.0, 19.0),
            "pl": (10_000.0, 16.5, 14.0, 19.0),
            "pt": (5_000.0, 7.4, 5.2, 10.2),
            "ro": (4_000.0, 9.0, 6.3, 12.5),
            "gu": (100.0, 1.0, 0.0, 15.9),  # by chance, among so many languages
            "another_or_none": (10_000.0, 2.0, 1.0, 3.0),
        },
    )
    assert language_sentence(languages, KNOWN) == (
        "Spoken most beside English: Polish, 10,000 people. Clearly reached less than "
        "everybody, allowing for the 4 compared: Portuguese speakers, 7.4 in 1,000 "
        "referred in a year against 16.0. So are speakers of 1 more. The record does "
        "not say which language somebody speaks for 10 % of people."
    )
    unread = a_cut("language", {"pl": (100.0, 9.0, 7.0, 11.0)}, everyone=NAN)
    assert "everybody" not in language_sentence(unread, KNOWN)


def test_languages_with_as_many_people_share_the_lead():
    two = a_cut("language", {"pl": (100.0, NAN), "gu": (100.0, NAN)})
    assert language_sentence(two, KNOWN).startswith(
        "Spoken most beside English: Gujarati and Polish, 100 people each. The record"
    )


def test_where_no_language_is_recorded_nothing_is_said_of_small_numbers():
    empty = a_cut("language_recorded", {"not_recorded": (1000.0,)})
    assert language_sentence(a_cut("language", {}), empty) == (
        "No record says which language somebody speaks: the field is empty for "
        "everybody."
    )


def test_nobody_clearly_below_is_said_and_nothing_where_reach_is_hidden():
    alike = a_cut("language", {"pl": (10_000.0, 16.5, 14.0, 19.0)})
    assert "No language with a figure is clearly" in language_sentence(alike, KNOWN)
    one = a_cut("language", {"pl": (10_000.0, 5.0, 4.0, 6.0)})
    assert "against 16.0. The record" in language_sentence(one, KNOWN)
    hidden = a_cut("language", {"pl": (100.0, NAN)})
    assert "reached" not in language_sentence(hidden, KNOWN).lower()


def test_without_a_language_to_show_it_says_so():
    nobody = a_cut("language", {"en": (900.0,), "another_or_none": (100.0,)})
    assert language_sentence(nobody, KNOWN) == (
        "No language beside English has enough people to be shown. The record does not "
        "say which language somebody speaks for 10 % of people."
    )
