-- One row per 2021 LSOA: signals published for its district only, the same for every
-- LSOA of a district.
create table fct_district_signal as
with resident as (
    select
        district_code,
        sum(residents) as residents
    from dim_lsoa
    group by district_code
),

asylum as (
    select
        district_code,
        sum(people) as people
    from stg_asylum_support
    where date = (select max(date) from stg_asylum_support)
    group by district_code
)

select
    lsoa.lsoa21_code,
    1 as areas,
    (select max(period) from stg_homelessness) as period,
    homelessness.households_assessed_homeless_per_1000,
    homelessness.temporary_accommodation_per_1000,
    1000.0 * coalesce(asylum.people, 0)
    / nullif(resident.residents, 0) as asylum_support_per_1000
from dim_lsoa as lsoa
left join stg_homelessness as homelessness
    on lsoa.district_code = homelessness.district_code
left join asylum on lsoa.district_code = asylum.district_code
left join resident on lsoa.district_code = resident.district_code;
