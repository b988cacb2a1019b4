-- Groups where schemes cross, as counted by the build: in each PCN or in the whole system.
select
    case when $of_pcn then pcn_code else (select system_id from cfg_system) end as area_code,
    group_1,
    group_2,
    group_3,
    people,
    need,
    people_referred
from fct_crossing
where
    scheme_1 = $scheme_1
    and scheme_2 = $scheme_2
    and scheme_3 = $scheme_3
    and (pcn_code <> '') = $of_pcn
order by area_code, group_1, group_2, group_3;
