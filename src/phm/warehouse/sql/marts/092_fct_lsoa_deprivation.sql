-- One row per 2021 LSOA of England: its deprivation, as counts of one area so that an
-- average over people's LSOAs is a share of people. Quintile 1 = most deprived.
create table fct_lsoa_deprivation as
select
    lsoa21_code,
    (select max(period) from stg_iod_2025) as period,
    imd_score,
    1 as areas,
    cast(deprivation_quintile_national = 1 as integer) as is_national_quintile_1,
    cast(coalesce(deprivation_quintile_local, 0) = 1 as integer) as is_local_quintile_1
from dim_lsoa
where imd_rank is not null;
