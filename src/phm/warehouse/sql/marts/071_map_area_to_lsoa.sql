-- One row per area (PCN, place, system, England) and 2021 LSOA: the catchment, as
-- registered patients. Catchments cross borders: people who live outside the system
-- still count in the list of their PCN.
create table map_area_to_lsoa as
with resident as (
    select
        catchment.*,
        sub_icb.place_id,
        sub_icb.in_system
    from map_practice_to_lsoa as catchment
    inner join dim_sub_icb as sub_icb
        on catchment.sub_icb_code = sub_icb.sub_icb_code
)

select
    'pcn' as area_level,
    pcn_code as area_code,
    lsoa21_code,
    sum(registered_patients) as registered_patients
from resident
where in_system
group by pcn_code, lsoa21_code
union all
select
    'place' as area_level,
    place_id as area_code,
    lsoa21_code,
    sum(registered_patients) as registered_patients
from resident
where in_system and place_id is not null
group by place_id, lsoa21_code
union all
select
    'system' as area_level,
    (select system_id from cfg_system) as area_code,
    lsoa21_code,
    sum(registered_patients) as registered_patients
from resident
where in_system
group by lsoa21_code
union all
select
    'england' as area_level,
    'E92000001' as area_code,
    lsoa21_code,
    sum(registered_patients) as registered_patients
from resident
group by lsoa21_code;
