"""The card of a cohort, and what stands beside it, agree with plain loops."""

import pytest

from phm.cohorts.find import find_cohort
from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.measures.cohort_card import (
    BY_AGE,
    BY_NEED,
    PEOPLE,
    RATES,
    Focus,
    find_card,
)
from phm.measures.cohort_sides import (
    PATHWAY,
    find_digital,
    find_pathway,
    find_who,
    schemes_to_show,
)
from phm.measures.schemes import find_scheme
from tests.measures.by_group import told, twin, twin_groups
from tests.measures.naive_people import as_published


COHORTS = {  # a condition, and who is meant by it
    "sex = male and lonely": lambda p: p["sex"] == "male" and p["lonely"] == "1",
    "age_years >= 65": lambda p: p["age"] is not None and p["age"] >= 65,
    "ethnic_group in (Asian, Black)": lambda p: (
        twin_groups.groups_of(p, "ethnicity")[0] in ("asian", "black")
    ),
}
WHO = ("age", "sex", "ethnicity", "deprivation")
PLACE, PCN = "tiny_place", "U90001"
BY_COHORT = ["cohort"]


@pytest.fixture(scope="module")
def ask_all(crowd_connection):
    return lambda questions: [ask(crowd_connection, one) for one in questions]


@pytest.fixture(params=COHORTS, scope="module")
def condition(request) -> str:
    return request.param


@pytest.fixture(params=["built", "as declared"])
def counted_in(request, loops) -> twin.Loops:
    """Whom a cohort is counted in: a sample if it is built, everybody if declared."""
    if request.param == "built":
        return loops.sampled()
    request.getfixturevalue("in_everybody")
    return loops


@pytest.fixture
def of_cohort(condition, counted_in, monkeypatch) -> twin.Loops:
    """The loops, which know who is in the cohort too."""
    is_in = COHORTS[condition]
    groups = twin_groups.GROUPS | {"cohort": lambda p: ["in" if is_in(p) else "others"]}
    monkeypatch.setattr(twin_groups, "GROUPS", groups)
    return twin.Loops(counted_in.people, counted_in.standard)


@pytest.fixture
def card(condition, ask_all, counted_in):
    return find_card(ask_all, Focus(find_cohort(condition)))


def test_how_many_and_every_rate_of_those_in_it_and_of_everybody_else(card, of_cohort):
    told.hidden_beside(card.size, told.shares(of_cohort, PEOPLE, BY_COHORT), BY_COHORT)
    assert card.inside["numerator"] > 0
    for name in RATES:
        rates = told.rates(of_cohort, name, BY_COHORT)
        told.hidden_beside(card.rate(name), rates, BY_COHORT)


def test_every_pcn_by_need_by_age_and_by_people(card, of_cohort):
    answers = zip(
        (card.places, card.places_alike, card.places_people),
        (BY_NEED, BY_AGE, PEOPLE),
        strict=True,
    )
    for results, name in answers:
        rows = told.shares if name == PEOPLE else told.rates
        expected = rows(of_cohort, name, BY_COHORT)
        own = {cell: one for cell, one in expected.items() if cell[1] == "in"}
        frame = results.frame.assign(cohort="in")
        told.hidden_beside(_with(results, frame), own, BY_COHORT)
        assert len(frame) == frame["area_code"].nunique() > 1


@pytest.mark.parametrize(
    ("level", "area"), [(AreaLevel.PLACE, PLACE), (AreaLevel.PCN, PCN)]
)
def test_an_area_in_focus(condition, ask_all, of_cohort, level, area):
    card = find_card(ask_all, Focus(find_cohort(condition), level, area))
    shares = told.shares(of_cohort, PEOPLE, BY_COHORT)
    told.hidden_beside(card.size, shares, BY_COHORT)
    assert set(card.size.frame["area_code"]) == {area}
    if level is AreaLevel.PLACE:
        assert set(card.places.frame["parent_code"]) == {area}


def test_who_they_are_is_of_all_of_them(condition, ask_all, of_cohort, loops):
    focus = Focus(find_cohort(condition))
    panels = find_who(ask_all, focus, [find_scheme(name) for name in WHO])
    whole = as_published(of_cohort.counted(("cohort",))["tiny", "in"]["people"])
    everybody = loops.everybody["tiny",]["people"]  # as everywhere: of all people
    for scheme, sides in zip(WHO, panels, strict=True):
        own = of_cohort.counted((scheme, "cohort"))
        all_of_them = loops.counted((scheme,))
        ids = {find_scheme(scheme).label(cell[1]): cell[1] for cell in all_of_them}
        assert set(sides.frame["label"]) == {
            label for label, group in ids.items() if ("tiny", group) in all_of_them
        }
        for row in sides.frame.itertuples():
            group = ids[row.label]
            count = own.get(("tiny", group, "in"), {"people": 0})["people"]
            if as_published(count) is None:
                assert row.status == "suppressed"
            elif row.status == "ok":
                share = 100 * as_published(count) / whole
                assert row.cohort == pytest.approx(min(share, 100))
            others = all_of_them["tiny", group]["people"]
            wanted = 100 * as_published(others) / as_published(everybody)
            assert row.others == pytest.approx(wanted)


def test_the_pathway_is_what_the_door_says_crude_and_standardised(condition, ask_all):
    focus = Focus(find_cohort(condition))
    for name, sides in zip(PATHWAY, find_pathway(ask_all, focus), strict=True):
        for row, standardised in zip(
            sides.frame.itertuples(), (False, True), strict=True
        ):
            question = Question(
                name,
                AreaLevel.SYSTEM,
                by=("cohort",),
                cohort=condition,
                standardised=standardised,
            )
            (answer,) = ask_all([question])
            inside, others = answer.frame["value"]
            assert (row.cohort, row.others) == pytest.approx(
                (inside, others), nan_ok=True
            )
            assert not row.cohort_upper > 100 or name == "reach_per_1000"


def test_digital_barriers_have_a_row_each(condition, ask_all):
    measures = ("low_digital_skills_percent", "any_digital_barrier_percent")
    sides = find_digital(ask_all, Focus(find_cohort(condition)), measures)
    assert sides.frame["label"].tolist() == ["No skills", "Any barrier"]
    assert sides.frame["cohort"].between(0, 100).all()


def test_nobody_everybody_and_too_few(ask_all):
    def card(text):
        return find_card(ask_all, Focus(find_cohort(text)))

    nobody, everybody = card("not everybody"), card("everybody")
    assert nobody.is_of_nobody
    assert not nobody.is_told
    assert everybody.is_of_everybody
    assert everybody.is_told
    assert everybody.inside["value"] == 100


def test_a_cohort_told_for_the_system_alone_ranks_nothing(ask_all):
    card = find_card(ask_all, Focus(find_cohort("people_experiencing_homelessness")))
    assert card.places is None
    assert card.places_people is None
    assert len(card.parts) == 2


def test_parts_are_asked_as_parts_of_the_whole(ask_all):
    card = find_card(ask_all, Focus(find_cohort("people_experiencing_homelessness")))
    numbers = [one.frame.set_index("cohort")["numerator"]["in"] for one in card.parts]
    assert max(numbers) <= card.inside["numerator"] <= sum(numbers)


def test_only_what_the_area_may_be_cut_by_is_shown():
    schemes = [find_scheme(n) for n in ("ethnicity_16", "ethnicity", "age", "language")]
    cohort = find_cohort("everybody")
    system = schemes_to_show(schemes, Focus(cohort))
    pcn = schemes_to_show(schemes, Focus(cohort, AreaLevel.PCN, PCN))
    assert [one.id for one in system] == ["age", "ethnicity_16"]
    assert [one.id for one in pcn] == ["age", "ethnicity"]


def _with(results, frame):
    return type(results)(**{**vars(results), "frame": frame})
