"""Counts of people by digital barrier, for `people_groups` and by the same rules.

Each barrier stands for itself: people who have it over people of whom it is known.
Nothing recorded is not nothing there: whoever was not asked is in neither count.
"""

from typing import Final


# Of whom all four barriers are known, and so whether there is any; null for the others.
BARRIERS: Final = (
    "(cast(digital_no_equipment as integer) + cast(digital_no_connectivity as integer)"
    " + cast(digital_no_confidence as integer) + cast(digital_no_skills as integer))"
)
# Of whom the NHS App is known, too: what would stop a person where all is online.
OBSTACLES: Final = f"({BARRIERS} + cast(not nhs_app as integer))"
COUNTS: Final = {
    "equipment_asked": "count(digital_no_equipment)",
    "without_equipment": "count(*) filter (where digital_no_equipment)",
    "connectivity_asked": "count(digital_no_connectivity)",
    "without_connectivity": "count(*) filter (where digital_no_connectivity)",
    "confidence_asked": "count(digital_no_confidence)",
    "without_confidence": "count(*) filter (where digital_no_confidence)",
    "skills_asked": "count(digital_no_skills)",
    "without_skills": "count(*) filter (where digital_no_skills)",
    "barriers_asked": f"count({BARRIERS})",
    "with_any_barrier": f"count(*) filter (where {BARRIERS} > 0)",
    "nhs_app_known": "count(nhs_app)",
    "without_nhs_app": "count(*) filter (where not nhs_app)",
    "online_known": f"count({OBSTACLES})",
    "missed_online": f"count(*) filter (where {OBSTACLES} > 0)",
    "expected_without_equipment": (
        "sum(case when digital_no_equipment is not null"
        " then without_equipment_per_asked end)"
    ),
    "expected_without_connectivity": (
        "sum(case when digital_no_connectivity is not null"
        " then without_connectivity_per_asked end)"
    ),
    "expected_without_confidence": (
        "sum(case when digital_no_confidence is not null"
        " then without_confidence_per_asked end)"
    ),
    "expected_without_skills": (
        "sum(case when digital_no_skills is not null then without_skills_per_asked end)"
    ),
    "expected_with_any_barrier": (
        f"sum(case when {BARRIERS} is not null then any_barrier_per_asked end)"
    ),
    "expected_without_nhs_app": (
        "sum(case when nhs_app is not null then without_nhs_app_per_known end)"
    ),
    "expected_missed_online": (
        f"sum(case when {OBSTACLES} is not null then missed_online_per_known end)"
    ),
}
# What is expected of a count over another, given the ages and sexes of a group; its
# rates are columns of `fct_reference_rate`.
EXPECTED: Final = {
    ("without_equipment", "equipment_asked"): "expected_without_equipment",
    ("without_connectivity", "connectivity_asked"): "expected_without_connectivity",
    ("without_confidence", "confidence_asked"): "expected_without_confidence",
    ("without_skills", "skills_asked"): "expected_without_skills",
    ("with_any_barrier", "barriers_asked"): "expected_with_any_barrier",
    ("without_nhs_app", "nhs_app_known"): "expected_without_nhs_app",
    ("missed_online", "online_known"): "expected_missed_online",
}
RATES: Final = (
    "without_equipment_per_asked",
    "without_connectivity_per_asked",
    "without_confidence_per_asked",
    "without_skills_per_asked",
    "any_barrier_per_asked",
    "without_nhs_app_per_known",
    "missed_online_per_known",
)
