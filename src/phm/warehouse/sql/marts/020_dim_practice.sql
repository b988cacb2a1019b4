-- One row per GP practice named in any practice map, as the newest map naming it has it.
-- A practice that has closed keeps its last PCN, so that its published counts still
-- belong somewhere; is_current tells the two apart.
create table dim_practice as
with listed as (
    select
        *,
        row_number() over (partition by practice_code order by period desc) as recency
    from stg_practice_map
),

newest as (
    select max(period) as period from stg_practice_map
),

current_pcn as (
    select distinct listed.pcn_code
    from listed
    inner join newest on listed.period = newest.period
),

place_of as (
    select
        practice_code,
        any_value(latitude) as latitude,
        any_value(longitude) as longitude
    from stg_practice_locations
    group by practice_code
)

select
    listed.practice_code,
    coalesce(display.name, listed.practice_name) as practice_name,
    listed.practice_postcode,
    listed.pcn_code,
    listed.sub_icb_code,
    sub_icb.place_id,
    listed.supplier_name as gp_system,
    listed.period as map_period,
    listed.period = newest.period as is_current,
    listed.pcn_code in (select pcn_code from current_pcn) as is_in_current_pcn,
    coalesce(sub_icb.in_system, false) as in_system,
    place_of.latitude,
    place_of.longitude
from listed
cross join newest
left join dim_sub_icb as sub_icb on listed.sub_icb_code = sub_icb.sub_icb_code
left join place_of on listed.practice_code = place_of.practice_code
left join cfg_display_name as display on listed.practice_name = display.published_name
where listed.recency = 1;
