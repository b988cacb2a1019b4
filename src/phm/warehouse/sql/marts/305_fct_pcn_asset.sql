-- One row per PCN of the system, where community groups are listed: how many have their
-- venue in a neighbourhood where most patients are the PCN's, and its registered list. None
-- listed is 0: the list is the system's own and covers all of it.
create table fct_pcn_asset as
with newest as (
    select max(extract_date) as extract_date
    from fct_asset
),

listed as (
    select
        pcn_code,
        count(*) as community_groups
    from fct_asset
    where pcn_code is not null
    group by pcn_code
),

register as (
    select
        practice.pcn_code,
        sum(registered.registered_patients) as registered_patients
    from fct_registered_list as registered
    inner join dim_practice as practice
        on registered.practice_code = practice.practice_code
    where practice.is_current
    group by practice.pcn_code
)

select
    pcn.pcn_code,
    pcn.sub_icb_code,
    strftime(newest.extract_date, '%Y-%m-%d') as period,
    coalesce(listed.community_groups, 0) as community_groups,
    register.registered_patients
from dim_pcn as pcn
cross join newest
inner join register on pcn.pcn_code = register.pcn_code
left join listed on pcn.pcn_code = listed.pcn_code
where pcn.in_system and newest.extract_date is not null
order by pcn.pcn_code;
