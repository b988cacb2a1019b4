-- One row per 2021 LSOA: people receiving asylum support in its district at the newest
-- date, per 1,000 residents of the district. A district without a row has none recorded.
create table fct_asylum_support as
with newest as (
    select max(date) as date from stg_asylum_support
),

resident as (
    select
        district_code,
        sum(residents) as residents
    from dim_lsoa
    group by district_code
),

supported as (
    select
        asylum.district_code,
        sum(asylum.people) as people
    from stg_asylum_support as asylum
    inner join newest on asylum.date = newest.date
    group by asylum.district_code
)

select
    lsoa.lsoa21_code,
    left(newest.date, 7) as period,
    1 as areas,
    1000.0 * coalesce(supported.people, 0)
    / nullif(resident.residents, 0) as asylum_support_per_1000
from dim_lsoa as lsoa
cross join newest
inner join resident on lsoa.district_code = resident.district_code
left join supported on lsoa.district_code = supported.district_code
where newest.date is not null;
