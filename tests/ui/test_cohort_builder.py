"""The builder as a visitor meets it: rows, text, the reading, and what leaves it."""

import pytest

from phm.cohorts.catalogue import load_cohorts
from phm.cohorts.find import find_cohort
from phm.cohorts.limits import LONGEST
from phm.ui.cohort_builder import COMPARED, EMPTY, TOO_DEEP
from phm.ui.cohort_form_choices import OPERATOR_WORDS
from phm.ui.cohort_reading import NOT_READ
from tests.ui.pieces import bytes_sent, elements, opened, shown


PRESET = "minority_men_unmanaged_diabetes"
SIMPLE = "age_years >= 65 and lives_alone"
LARGEST_CHANGE = 20_000
pytestmark = pytest.mark.usefixtures("on_crowd")


PAGE = """
import streamlit as st

from phm.settings import current_home
from phm.ui.cohort_builder import build_cohort
from phm.ui.view import View
from phm.warehouse.connect import current_warehouse


home = current_home()
cohort = build_cohort(View(home, current_warehouse(home), None))
st.text(f"returned: {cohort.address if cohort else None}")
"""


def builder(cohort=""):
    return opened(PAGE, unfolded="builder", **({"cohort": cohort} if cohort else {}))


def control(app, label):
    """The control with exactly this label, whatever it is."""
    kinds = (app.selectbox, app.multiselect, app.text_area, app.button)
    own = (one for kind in kinds for one in kind)
    groups = app.get("button_group")
    return next(one for one in (*own, *groups) if one.label == label)


def labels(app):
    """The labels of everything that can be changed."""
    kinds = (app.selectbox, app.multiselect, app.text_area, app.button)
    return [one.label for kind in kinds for one in kind] + [
        one.proto.label for one in app.get("button_group")
    ]


def choose(app, row, attribute, operator="", *values):
    """Fill a row in as one would; values by how they read."""
    control(app, f"Row {row}: attribute (type to search)").set_value(attribute).run()
    if operator:
        words = next(o for o, said in OPERATOR_WORDS.items() if said == operator)
        control(app, f"Row {row}: what holds").set_value(words).run()
    for label, value in values:
        control(app, f"Row {row}: {label}").set_value(value).run()
    assert not app.exception
    return app


def returned(app):
    return app.text[0].value.removeprefix("returned: ")


def test_it_is_folded_away_until_it_is_wanted():
    app = opened(PAGE)
    assert labels(app) == []
    assert returned(app) == "None"
    assert bytes_sent(app) < 1000


def test_it_starts_from_the_cohort_in_view_and_reads_it_back():
    app = builder(PRESET)
    preset = load_cohorts()[PRESET]
    assert preset.title in shown(app)
    assert str(preset.condition) in shown(app)
    assert returned(app) == PRESET
    assert control(app, "Row 2: values").value == ["Asian", "Black", "Mixed", "Other"]
    assert control(app, "Show this cohort").disabled  # it is shown already


def test_it_starts_empty_where_nothing_is_in_view():
    app = builder()
    assert EMPTY in shown(app)
    assert returned(app) == "None"
    assert control(app, "Show this cohort").disabled


def test_rows_build_a_condition_that_is_read_live():
    app = choose(builder(), 1, "age_years", "is at least", ("value (years)", 65))
    assert returned(app) == "age_years >= 65"
    control(app, "Add a row").click().run()
    choose(app, 2, "lives_alone")
    assert returned(app) == SIMPLE
    assert "People aged 65 and over who live alone" in shown(app)
    control(app, "How the rows are joined").set_value("any").run()
    assert returned(app) == "age_years >= 65 or lives_alone"
    control(app, "Remove row 1").click().run()
    assert returned(app) == "lives_alone"


def test_a_range_a_list_and_what_is_recorded():
    app = choose(
        builder(),
        1,
        "age_years",
        "is from … to …",
        ("from (years)", 18),
        ("to (years)", 64),
    )
    assert returned(app) == "age_years from 18 to 64"
    choose(app, 1, "ethnic_group", "is none of", ("values", ["Black", "Asian"]))
    assert returned(app) == "ethnic_group not in (Asian, Black)"
    choose(app, 1, "hba1c_mmol_mol", "is not recorded")
    assert returned(app) == "hba1c_mmol_mol is not recorded"


def test_a_group_is_joined_the_other_way():
    app = builder("lives_alone")
    control(app, "Add a group: any of these holds").click().run()
    choose(app, 2, "lonely")
    control(app, "Add a row to this group").click().run()
    choose(app, 3, "carer", "no")
    assert returned(app) == "lives_alone and (lonely or not carer)"
    assert "Add a group: any of these holds" not in labels(app)


def test_show_puts_the_canonical_text_into_the_address():
    app = choose(builder(), 1, "lives_alone")
    control(app, "Add a row").click().run()
    choose(app, 2, "age_years", "is at least", ("value (years)", 65))
    control(app, "Show this cohort").click().run()
    address = app.query_params["cohort"]
    assert address == "lives_alone and age_years >= 65"
    assert str(find_cohort(address).condition) == address
    assert control(app, "Row 1: attribute (type to search)").value == "lives_alone"


def test_a_preset_built_anew_is_that_preset():
    app = builder()
    control(app, "Build it").set_value("text").run()
    condition = str(load_cohorts()[PRESET].condition)
    control(app, "The condition").set_value(condition).run()
    assert returned(app) == PRESET
    control(app, "Show this cohort").click().run()
    assert app.query_params["cohort"] == PRESET


def test_what_is_built_becomes_the_second_of_a_comparison():
    app = builder(PRESET)
    assert control(app, "Compare with this cohort").disabled  # it is in view itself
    control(app, "Remove row 1").click().run()
    built = returned(app)
    assert COMPARED not in shown(app)
    control(app, "Compare with this cohort").click().run()
    assert app.query_params["versus"] == built
    assert app.query_params["cohort"] == PRESET
    assert returned(app) == built  # still what one is building
    assert COMPARED in shown(app)
    assert control(app, "Compare with this cohort").disabled
    assert not control(app, "Show this cohort").disabled


def test_the_limit_is_said_before_it_is_hit():
    app = builder("lives_alone and lonely and carer")
    assert "3 of 4 attributes used." in shown(app)
    control(app, "Add a row").click().run()
    assert len(control(app, "Row 4: attribute (type to search)").options) > 50
    choose(app, 4, "copd")
    assert "A further row can only be about one of these" in shown(app)
    control(app, "Add a row").click().run()
    assert len(control(app, "Row 5: attribute (type to search)").options) == 4
    assert "Row 5: not complete, left out" in shown(app)
    assert returned(app) == "lives_alone and lonely and carer and copd"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("homeless", "by place and for the whole system, not by PCN"),
        ("sex_worker and lonely", "for the whole system, because of “Sex work”"),
        ("ethnic_category = K", "not by PCN, because of “Ethnic category (sixteen)”."),
    ],
)
def test_what_is_sensitive_says_where_it_can_be_told(condition, said):
    text = shown(builder(condition))
    assert said in text
    assert ("(sensitive)" in text) == ("ethnic" not in condition)


def test_what_is_not_sensitive_says_nothing_of_it():
    assert "can only be told" not in shown(builder(SIMPLE))


def test_notes_of_attributes_need_no_hovering():
    assert "58 itself is controlled" in shown(builder("diabetes_unmanaged"))


def test_every_control_has_a_label_of_its_own():
    app = builder(f"{SIMPLE} and (lonely or carer)")
    found = labels(app)
    assert len(found) > 12
    assert all(found)
    assert len(set(found)) == len(found)
    assert not app.text_input  # nothing is typed in a row


def test_an_error_in_the_text_is_marked_at_its_spot():
    app = builder()
    control(app, "Build it").set_value("text").run()
    control(app, "The condition").set_value("lonely and sex = mail").run()
    (code,) = (one.value for one in app.code)
    lines = code.splitlines()
    assert "`sex` has no value `mail`" in lines[0]
    assert lines[1] == "lonely and sex = mail"
    assert lines[2] == " " * 17 + "^^^^"
    assert "Did you mean `male`" in lines[3]
    assert NOT_READ in shown(app)
    assert returned(app) == "None"
    assert control(app, "Show this cohort").disabled


@pytest.mark.parametrize(
    "written",
    [
        "sex = male'; drop table fct_person; --",
        "[link](https://example.org) = 1",
        "<script>alert(1)</script>",
        "not " * 200 + "lonely",
        "lonely and carer and copd and asthma and stroke",
        "x" * LONGEST,
    ],
)
def test_no_text_gets_past_the_grammar(written):
    app = builder()
    control(app, "Build it").set_value("text").run()
    control(app, "The condition").set_value(written).run()
    assert not app.exception
    assert returned(app) == "None"
    assert control(app, "Show this cohort").disabled
    assert not any("example.org" in one.value for one in app.markdown)
    assert not any("<script" in one.value for one in app.markdown)


def test_rows_and_text_say_the_same():
    app = builder(SIMPLE)
    control(app, "Build it").set_value("text").run()
    assert control(app, "The condition").value == SIMPLE
    control(app, "The condition").set_value("lonely or carer").run()
    assert returned(app) == "lonely or carer"
    control(app, "Build it").set_value("rows").run()
    assert returned(app) == "lonely or carer"
    assert control(app, "How the rows are joined").value == "any"


def test_text_too_deep_for_rows_stays_text_and_says_so():
    deep = "lonely and (carer or (copd and not (asthma and lives_alone)))"
    app = builder()
    control(app, "Build it").set_value("text").run()
    control(app, "The condition").set_value(deep.replace("asthma and ", "")).run()
    control(app, "Build it").set_value("rows").run()
    assert TOO_DEEP in shown(app)
    assert "(copd and not lives_alone)" in control(app, "The condition").value


def test_text_that_cannot_be_read_leaves_the_rows_as_they_were():
    app = builder(SIMPLE)
    control(app, "Build it").set_value("text").run()
    control(app, "The condition").set_value("nonsense !").run()
    control(app, "Build it").set_value("rows").run()
    assert returned(app) == SIMPLE


def test_start_anew_and_clearing_an_attribute():
    app = builder(SIMPLE)
    control(app, "Row 1: attribute (type to search)").set_value(None).run()
    assert returned(app) == "lives_alone"
    assert control(app, "Row 1: attribute (type to search)").value is None
    control(app, "Start anew").click().run()
    assert returned(app) == "None"
    assert EMPTY in shown(app)


def test_another_cohort_in_view_starts_it_again():
    app = builder(SIMPLE)
    app.query_params["cohort"] = "copd"
    app.run()
    assert returned(app) == "copd"


@pytest.mark.parametrize("asked", ["'; drop table x; --", "no such", "everybody", ""])
def test_an_address_that_is_no_form_starts_empty(asked):
    app = builder(asked)
    assert control(app, "Row 1: attribute (type to search)").value is None


def test_a_preset_with_many_attributes_is_text_and_still_itself():
    app = builder("inclusion_health_groups")
    assert returned(app) == "inclusion_health_groups"
    assert "homeless or no_fixed_abode" in control(app, "The condition").value


def test_a_change_sends_little():
    app = builder("age_years >= 65 and lives_alone and lonely")
    control(app, "Add a row").click().run()  # three lists and an empty one: the most
    assert bytes_sent(app) < LARGEST_CHANGE
    assert sum(1 for _ in elements(app)) > 30


def test_without_people_there_is_nothing_to_build(on_published_files):
    app = opened(PAGE, unfolded="builder")
    assert labels(app) == []
    assert returned(app) == "None"
