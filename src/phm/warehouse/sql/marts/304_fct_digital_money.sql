-- One row per PCN, place and system: pounds of its projects for digital inclusion beside its
-- people in the patients extract. An area has the projects for it and for areas within it;
-- what is for the whole system is the system's alone. Nothing without a projects extract.
create table fct_digital_money as
with people as (
    select
        practice.pcn_code,
        practice.is_in_current_pcn,
        practice.place_id,
        people.period,
        people.people
    from fct_practice_people as people
    inner join dim_practice as practice on people.practice_code = practice.practice_code
    where practice.in_system
),

area as (
    select 'pcn' as area_level, pcn_code as area_code, period, sum(people) as people
    from people
    where is_in_current_pcn
    group by pcn_code, period
    union all
    select 'place' as area_level, place_id as area_code, period, sum(people) as people
    from people
    where place_id is not null
    group by place_id, period
    union all
    select
        'system' as area_level,
        (select system_id from cfg_system) as area_code,
        period,
        sum(people) as people
    from people
    group by period
),

paid as (
    select 'pcn' as area_level, pcn_code as area_code, amount_pounds
    from fct_digital_project
    union all
    select 'place' as area_level, place_id as area_code, amount_pounds
    from fct_digital_project
    union all
    select
        'system' as area_level,
        (select system_id from cfg_system) as area_code,
        amount_pounds
    from fct_digital_project
),

pounds as (
    select area_level, area_code, sum(amount_pounds) as pounds
    from paid
    group by area_level, area_code
)

select
    area.area_level,
    area.area_code,
    area.period,
    area.people,
    coalesce(pounds.pounds, 0) as pounds
from area
left join pounds
    on area.area_level = pounds.area_level and area.area_code = pounds.area_code
where (select count(*) from fct_project) > 0
order by area.area_level, area.area_code;
