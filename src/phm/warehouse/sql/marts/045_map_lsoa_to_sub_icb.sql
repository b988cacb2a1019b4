-- One row per 2021 LSOA of England: the sub-ICB location it lies in today. The published
-- lookup is of April 2024; where its sub-ICB has ended since, the LSOA goes to the one
-- that most of its patients with a current practice are registered in (assigned_by).
create table map_lsoa_to_sub_icb as
with published as (
    select
        lookup.lsoa21_code,
        lookup.sub_icb_code,
        sub_icb.sub_icb_code is not null as is_current
    from stg_lsoa21_to_sub_icb as lookup
    left join dim_sub_icb as sub_icb on lookup.sub_icb_code = sub_icb.sub_icb_code
),

registered as (
    select
        pair.lsoa21_code,
        practice.sub_icb_code,
        sum(register.patients * pair.share_of_2011) as patients
    from stg_gp_patients_by_lsoa as register
    inner join dim_practice as practice
        on register.practice_code = practice.practice_code
    inner join map_lsoa11_to_lsoa21 as pair on register.lsoa11_code = pair.lsoa11_code
    where
        practice.is_current
        and register.period = (select max(period) from stg_gp_patients_by_lsoa)
        and pair.lsoa21_code in (select lsoa21_code from published where not is_current)
    group by pair.lsoa21_code, practice.sub_icb_code
),

ranked as (
    select
        lsoa21_code,
        sub_icb_code,
        row_number() over (
            partition by lsoa21_code order by patients desc, sub_icb_code
        ) as standing
    from registered
)

select
    published.lsoa21_code,
    published.sub_icb_code as sub_icb_code_published,
    published.sub_icb_code,
    'published lookup' as assigned_by
from published
where published.is_current
union all
select
    published.lsoa21_code,
    published.sub_icb_code as sub_icb_code_published,
    ranked.sub_icb_code,
    'majority of its patients' as assigned_by
from published
inner join ranked on published.lsoa21_code = ranked.lsoa21_code
where not published.is_current and ranked.standing = 1;
