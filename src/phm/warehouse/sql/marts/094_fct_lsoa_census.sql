-- One row per 2021 LSOA: Census 2021 counts that are sums of published columns, with the
-- people they are counted among. Ethnic groups by the five-group scheme (Chinese within
-- Asian).
create table fct_lsoa_census as
select
    ethnicity.lsoa21_code,
    ethnicity.period,
    ethnicity.residents,
    ethnicity.asian,
    ethnicity.black,
    ethnicity.mixed,
    ethnicity.white,
    ethnicity.other,
    ethnicity.gypsy_irish_traveller,
    ethnicity.roma,
    ethnicity.asian + ethnicity.black + ethnicity.mixed + ethnicity.other
        as asian_black_mixed_other,
    health.residents as residents_asked_health,
    health.bad + health.very_bad as bad_or_very_bad_health,
    language.residents_3_over,
    language.cannot_speak_english_well + language.cannot_speak_english
        as limited_english
from stg_census2021_ts021 as ethnicity
left join stg_census2021_ts037 as health
    on ethnicity.lsoa21_code = health.lsoa21_code
left join stg_census2021_ts029 as language
    on ethnicity.lsoa21_code = language.lsoa21_code;
