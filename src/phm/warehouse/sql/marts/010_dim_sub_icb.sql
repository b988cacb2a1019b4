-- One row per sub-ICB location of the newest practice map, with the ICB it sits in now.
create table dim_sub_icb as
with newest as (
    select max(period) as period from stg_practice_map
)

select
    practice_map.sub_icb_code,
    any_value(practice_map.sub_icb_name) as sub_icb_name,
    any_value(practice_map.icb_code) as icb_code,
    any_value(practice_map.icb_name) as icb_name,
    practice_map.sub_icb_code in (select sub_icb_code from cfg_sub_icb) as in_system,
    any_value(place.place_id) as place_id,
    any_value(place.place_name) as place_name
from stg_practice_map as practice_map
inner join newest on practice_map.period = newest.period
left join cfg_place as place on practice_map.sub_icb_code = place.sub_icb_code
group by practice_map.sub_icb_code;
