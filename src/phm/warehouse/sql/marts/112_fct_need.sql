-- One row per PCN, place and system: expected need, what link workers in post can see,
-- and what is left, each with its low and high. Place and system are sums over their
-- PCNs, because a link worker of one PCN does not see the people of another; a PCN whose
-- workforce is not reported adds need but neither unmet need nor a gap.
create table fct_need as
with list as (
    select
        list.pcn_code,
        sum(list.registered_patients) as registered_patients
    from fct_registered_list as list
    inner join dim_practice as practice on list.practice_code = practice.practice_code
    where practice.in_system
    group by list.pcn_code
),

workforce as (
    select
        pcn_code,
        sum(link_worker_fte) as link_worker_fte
    from fct_link_worker
    where period = (select max(period) from fct_link_worker)
    group by pcn_code
),

expected as (
    select
        pcn.pcn_code,
        pcn.place_id,
        list.registered_patients,
        workforce.link_worker_fte,
        need_index.need_index_low * need.per_1000_low * list.registered_patients / 1000
            as need_low,
        need_index.need_index * need.per_1000_central * list.registered_patients / 1000
            as need,
        need_index.need_index_high * need.per_1000_high * list.registered_patients / 1000
            as need_high,
        need.caseload_low,
        need.caseload_central,
        need.caseload_high
    from dim_pcn as pcn
    inner join list on pcn.pcn_code = list.pcn_code
    inner join fct_need_index as need_index
        on need_index.area_level = 'pcn' and pcn.pcn_code = need_index.area_code
    left join workforce on pcn.pcn_code = workforce.pcn_code
    cross join cfg_need as need
    where pcn.in_system
),

left_over as (
    select
        *,
        link_worker_fte * caseload_low as capacity_low,
        link_worker_fte * caseload_central as capacity,
        link_worker_fte * caseload_high as capacity_high,
        -- greatest() skips nulls, and a PCN that does not report has no known unmet need
        case when link_worker_fte is not null
            then greatest(0, need_low - link_worker_fte * caseload_high)
        end as unmet_need_low,
        case when link_worker_fte is not null
            then greatest(0, need - link_worker_fte * caseload_central)
        end as unmet_need,
        case when link_worker_fte is not null
            then greatest(0, need_high - link_worker_fte * caseload_low)
        end as unmet_need_high,
        need_low / caseload_high - link_worker_fte as capacity_gap_fte_low,
        need / caseload_central - link_worker_fte as capacity_gap_fte,
        need_high / caseload_low - link_worker_fte as capacity_gap_fte_high
    from expected
),

level as (
    select *, 'pcn' as area_level, pcn_code as area_code from left_over
    union all
    select *, 'place' as area_level, place_id as area_code
    from left_over
    where place_id is not null
    union all
    select *, 'system' as area_level, (select system_id from cfg_system) as area_code
    from left_over
)

select
    area_level,
    area_code,
    (select max(period) from fct_link_worker) as period,
    cast(count(*) as integer) as pcns,
    cast(count(link_worker_fte) as integer) as pcns_reported,
    sum(registered_patients) as registered_patients,
    sum(registered_patients) filter (where link_worker_fte is not null)
        as registered_patients_reported,
    sum(need_low) as need_low,
    sum(need) as need,
    sum(need_high) as need_high,
    sum(capacity_low) as capacity_low,
    sum(capacity) as capacity,
    sum(capacity_high) as capacity_high,
    sum(unmet_need_low) as unmet_need_low,
    sum(unmet_need) as unmet_need,
    sum(unmet_need_high) as unmet_need_high,
    sum(capacity_gap_fte_low) as capacity_gap_fte_low,
    sum(capacity_gap_fte) as capacity_gap_fte,
    sum(capacity_gap_fte_high) as capacity_gap_fte_high
from level
group by area_level, area_code;
