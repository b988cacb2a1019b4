-- One row per area a measure can be asked for: LSOAs, practices and PCNs of the system,
-- its places, the system and England.
create table dim_area as
select
    'system' as area_level,
    system_id as area_code,
    system_name as area_name,
    'E92000001' as parent_code,
    null as latitude,
    null as longitude
from cfg_system
union all
select
    'england' as area_level,
    'E92000001' as area_code,
    'England' as area_name,
    null as parent_code,
    null as latitude,
    null as longitude
union all
select distinct
    'place' as area_level,
    place_id as area_code,
    place_name as area_name,
    (select system_id from cfg_system) as parent_code,
    null as latitude,
    null as longitude
from cfg_place
union all
select
    'pcn' as area_level,
    pcn_code as area_code,
    pcn_name as area_name,
    place_id as parent_code,
    null as latitude,
    null as longitude
from dim_pcn
where in_system
union all
select
    'practice' as area_level,
    practice_code as area_code,
    practice_name as area_name,
    pcn_code as parent_code,
    latitude,
    longitude
from dim_practice
where in_system and is_current
union all
select
    'lsoa' as area_level,
    lsoa.lsoa21_code as area_code,
    coalesce(lsoa.neighbourhood_name || ' (' || lsoa.lsoa21_name || ')', lsoa.lsoa21_name)
        as area_name,
    majority.pcn_code as parent_code,
    lsoa.latitude,
    lsoa.longitude
from dim_lsoa as lsoa
left join map_lsoa_to_pcn_majority as majority
    on lsoa.lsoa21_code = majority.lsoa21_code
where lsoa.in_system;
