select
    practice.practice_code,
    practice.pcn_code,
    practice.sub_icb_code,
    coalesce(practice.place_id, 'system') as place_id,
    case when practice.gp_system = 'TPP' then 'TPP' else 'EMIS' end as gp_system,
    practice.latitude,
    practice.longitude,
    cast(list.registered_patients as bigint) as list_size
from dim_practice as practice
inner join fct_registered_list as list
    on practice.practice_code = list.practice_code
where practice.in_system and practice.is_current and list.registered_patients > 0
order by practice.practice_code;
