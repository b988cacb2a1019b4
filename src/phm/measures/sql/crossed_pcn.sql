-- Groups where schemes cross in each PCN, as counted by the build.
select
    pcn_code as area_code,
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
    and pcn_code <> ''
order by area_code, group_1, group_2, group_3;
