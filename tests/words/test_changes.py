"""Is the worst-off group improving fastest, over several dimensions?"""

import pytest

from phm.words.changes import changes_sentence
from tests.charts.group_builders import some_change
from tests.words.test_change import SLOW, STILL, moved


YES = some_change("ethnicity", {"asian": moved(4.0, 6.0, 1.2, 1.8), "white": SLOW})
NO = some_change(
    "rurality",
    {"rural": moved(4.0, 4.0, 0.9, 1.1), "urban": moved(8.0, 12.0, 1.4, 1.6)},
)
NOT_CLEAR = some_change("sex", {"male": moved(4.0, 5.0, 1.04, 1.5), "female": SLOW})
UNTOLD = some_change("inclusion_health", {"homelessness": STILL})
UNTOLD_TOO = some_change("deprivation", {"1": STILL})


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ([YES], "Yes by ethnicity."),
        ([NO, NOT_CLEAR], "No by rurality; not clear by sex."),
        ([NOT_CLEAR, YES], "Yes by ethnicity; not clear by sex."),
        (
            [UNTOLD_TOO, UNTOLD],
            "It cannot be told by deprivation and inclusion health.",
        ),
    ],
)
def test_each_answer_with_its_dimensions(changes, answer):
    asked = "Is the worst-off group improving fastest? "
    assert changes_sentence(changes) == asked + answer


def test_nothing_to_speak_of():
    with pytest.raises(ValueError, match="no change"):
        changes_sentence([])
