-- One row per 2021 LSOA: homelessness as published for its district, the same for every
-- LSOA of a district.
create table fct_homelessness as
select
    lsoa.lsoa21_code,
    homelessness.period,
    1 as areas,
    homelessness.households_assessed_homeless_per_1000,
    homelessness.temporary_accommodation_per_1000
from dim_lsoa as lsoa
inner join stg_homelessness as homelessness
    on lsoa.district_code = homelessness.district_code;
