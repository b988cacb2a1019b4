"""What is counted of people: columns of counts, and what age and sex make expected."""

from phm.warehouse import digital_counts


RATES = (
    "referred_per_person",
    "referred_before_per_person",
    "referrals_per_person",
    "declined_per_offered",
    "reached_per_referred",
    "supported_per_referred",
    *digital_counts.RATES,
)
COUNTS = {
    "people": "count(*)",
    "need_low": "sum(need_low)",
    "need": "sum(need)",
    "need_high": "sum(need_high)",
    "people_offered": "count(*) filter (where offered_12m)",
    "people_declined": "count(*) filter (where declined_12m)",
    "people_referred": "count(*) filter (where referred_12m)",
    "people_referred_before": "count(*) filter (where referred_previous_12m)",
    "people_reached": "count(*) filter (where reached_12m)",
    "reached_way_known": "count(reached_without_screen_12m)",
    "reached_without_screen": "count(*) filter (where reached_without_screen_12m)",
    "people_supported": "count(*) filter (where supported_12m)",
    "people_without_service": "count(*) filter (where no_service_12m)",
    "referrals": "sum(referrals_12m)",
    "expected_by_age_and_sex": "sum(referred_per_person)",
    "expected_referred_before": "sum(referred_before_per_person)",
    "expected_referrals": "sum(referrals_per_person)",
    "expected_declined": "sum(case when offered_12m then declined_per_offered end)",
    "expected_reached": "sum(case when referred_12m then reached_per_referred end)",
    "expected_supported": "sum(case when referred_12m then supported_per_referred end)",
    **digital_counts.COUNTS,
}
# What is expected of a count over another, given the ages and sexes of a group.
EXPECTED = {
    ("people_referred", "people"): "expected_by_age_and_sex",
    ("people_referred_before", "people"): "expected_referred_before",
    ("referrals", "people"): "expected_referrals",
    ("people_declined", "people_offered"): "expected_declined",
    ("people_reached", "people_referred"): "expected_reached",
    ("people_supported", "people_referred"): "expected_supported",
    **digital_counts.EXPECTED,
}
