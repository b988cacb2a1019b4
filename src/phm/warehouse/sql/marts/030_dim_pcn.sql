-- One row per Primary Care Network of the newest practice map. `U` gathers the system's
-- practices that belong to no PCN; the code is shared by all England, so only the
-- system's own practices are counted under it.
create table dim_pcn as
with member as (
    select
        practice.pcn_code,
        practice.sub_icb_code,
        practice.place_id,
        count(*) as practices
    from dim_practice as practice
    where practice.is_current and (practice.in_system or practice.pcn_code <> 'U')
    group by practice.pcn_code, practice.sub_icb_code, practice.place_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by pcn_code order by practices desc, sub_icb_code
        ) as standing,
        sum(practices) over (partition by pcn_code) as practices_in_all
    from member
),

named as (
    select
        practice_map.pcn_code,
        any_value(practice_map.pcn_name) as pcn_name
    from stg_practice_map as practice_map
    where practice_map.period = (select max(period) from stg_practice_map)
    group by practice_map.pcn_code
)

select
    ranked.pcn_code,
    case
        when ranked.pcn_code = 'U' then 'Unallocated (in no PCN)'
        else coalesce(display.name, named.pcn_name)
    end as pcn_name,
    ranked.sub_icb_code,
    ranked.place_id,
    cast(ranked.practices_in_all as integer) as practices,
    ranked.sub_icb_code in (select sub_icb_code from cfg_sub_icb) as in_system
from ranked
inner join named on ranked.pcn_code = named.pcn_code
left join cfg_display_name as display on named.pcn_name = display.published_name
where ranked.standing = 1;
