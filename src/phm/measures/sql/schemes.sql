-- Schemes of which somebody is in a group that is not the rest.
select distinct
    scheme_id,
    group_id
from fct_group_count
where area_level = 'system' and people > 0
order by scheme_id, group_id;
