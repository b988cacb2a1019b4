"""What an extract does not tell is said not to be reported, of groups as of areas."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.settings import Home
from tests.builders import built, tiny_extracts, tiny_files


def statuses(connection, measure, by=("sex",)):
    """How each row with anybody in it stands."""
    people = ask(connection, Question("share_of_people_percent", SYSTEM, by=by)).frame
    frame = ask(connection, Question(measure, SYSTEM, by=by)).frame
    return set(frame["status"][people["numerator"].gt(0)])


SYSTEM = AreaLevel.SYSTEM
OF_REFERRALS = (
    *("reach_per_1000", "declined_percent", "reached_link_worker_percent"),
    *("equity_ratio", "equity_ratio_age_and_sex", "share_of_referrals_percent"),
    *("unmet_need_from_referrals", "reach_before_per_1000"),
)


@pytest.fixture(scope="module")
def patients_alone(tmp_path_factory):
    """People, but no referrals."""
    files = tiny_files() | {"patients": tiny_extracts()["patients"]}
    with built(Home(tmp_path_factory.mktemp("alone")), files).open() as connection:
        yield connection


@pytest.mark.parametrize("measure", OF_REFERRALS)
def test_without_referrals_no_group_is_told_of(patients_alone, measure):
    assert statuses(patients_alone, measure) == {"not reported"}


def test_without_referrals_need_is_told(patients_alone):
    assert "ok" in statuses(patients_alone, "share_of_need_percent")


def test_a_date_of_long_ago_does_not_make_a_year_before(tmp_path):
    """The referrals of the invented system begin 16 months before its last day."""
    files = tiny_files() | tiny_extracts()
    stray = files["referrals"].rows[0] | {
        "referral_key": "R9999",
        "referral_date": "2011-05-01",
    }
    files["referrals"] = files["referrals"].added(stray)
    with built(Home(tmp_path), files).open() as connection:
        assert statuses(connection, "reach_before_per_1000") == {"not reported"}
        assert "not reported" not in statuses(connection, "reach_per_1000")
