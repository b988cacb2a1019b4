"""What one row of every mart is, as its columns; a mart not listed is not done."""

GRAINS = {
    "dim_area": ("area_level", "area_code"),
    "dim_lsoa": ("lsoa21_code",),
    "map_lsoa_to_sub_icb": ("lsoa21_code",),
    "dim_pcn": ("pcn_code",),
    "dim_practice": ("practice_code",),
    "dim_sub_icb": ("sub_icb_code",),
    "fct_appointments": ("practice_code", "period"),
    "fct_asylum_support": ("lsoa21_code",),
    "fct_catchment_account": ("side", "reason"),
    "fct_diabetes_control": ("practice_code", "period"),
    "fct_digital_risk": ("lsoa21_code", "period"),
    "fct_homelessness": ("lsoa21_code", "period"),
    "fct_link_worker": ("pcn_code", "period"),
    "fct_lsoa_census": ("lsoa21_code", "period"),
    "fct_lsoa_deprivation": ("lsoa21_code",),
    "fct_lsoa_percent": ("lsoa21_code", "period"),
    "fct_lsoa_rurality": ("lsoa21_code",),
    "fct_measure_count": ("measure_id", "area_level", "area_code", "period"),
    "fct_need": ("area_level", "area_code"),
    "fct_need_factor": ("lsoa21_code",),
    "fct_need_index": ("area_level", "area_code"),
    "fct_online_consultation": ("practice_code", "period"),
    "fct_practice_map": ("practice_code", "period"),
    "fct_qof_register": ("practice_code", "register_code", "period"),
    "fct_registered_by_age_sex": ("practice_code", "sex", "age_band"),
    "fct_registered_list": ("practice_code",),
    "map_area_to_lsoa": ("area_level", "area_code", "lsoa21_code"),
    "map_lsoa11_to_lsoa21": ("lsoa11_code", "lsoa21_code"),
    "map_lsoa_to_pcn_majority": ("lsoa21_code",),
    "map_practice_to_lsoa": ("practice_code", "lsoa21_code"),
}
EXTRACT_GRAINS = {  # empty until a system lands its own extracts
    "fct_asset": ("asset_id",),
    "fct_caseload": ("worker_id", "month"),
    "fct_outcome": ("referral_id", "instrument", "point", "measured_date"),
    "fct_pcn_caseload": ("pcn_code",),
    "fct_person": ("person_id",),
    "fct_practice_people": ("practice_code",),
    "fct_project": ("project_id",),
    "fct_reach_quarter": ("practice_code", "period"),
    "fct_referral": ("referral_id",),
    "fct_referral_month": ("practice_code", "period"),
    "fct_support": ("support_id",),
    "fct_unmet_referral": ("area_level", "area_code"),
}
MARTS = (
    "select table_name from duckdb_tables() "
    "where split_part(table_name, '_', 1) in ('dim', 'fct', 'map')"
)
