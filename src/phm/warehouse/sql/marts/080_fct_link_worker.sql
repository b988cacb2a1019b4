-- One row per PCN and workforce snapshot that names the PCN. A PCN in the file without a
-- link worker has 0; a PCN that is not in the file has no row: absent is not zero.
-- Individual records win over the derived series where both hold a snapshot.
create table fct_link_worker as
with record as (
    select
        pcn_code,
        pcn_name,
        sub_icb_code,
        printf('%d-%02d', census_year, census_month) as period,
        starts_with(staff_role, 'Social Prescribing Link Worker') as is_link_worker,
        contains(staff_role, 'Mental Health') as is_mental_health,
        fte
    from stg_pcn_workforce
),

counted as (
    select
        pcn_code,
        any_value(pcn_name) as pcn_name,
        sub_icb_code,
        period,
        coalesce(sum(fte) filter (where is_link_worker), 0) as link_worker_fte,
        coalesce(
            sum(fte) filter (where is_link_worker and is_mental_health), 0
        ) as link_worker_mental_health_fte,
        count(*) filter (where is_link_worker) as link_worker_records,
        count(*) as staff_records
    from record
    where pcn_code is not null
    group by pcn_code, sub_icb_code, period
),

series as (
    select
        pcn_code,
        pcn_name,
        sub_icb_code,
        printf('%d-%02d', census_year, census_month) as period,
        link_worker_fte,
        link_worker_records
    from stg_link_worker_fte_history
)

select
    *,
    'individual records' as counted_from
from counted
union all
select
    pcn_code,
    pcn_name,
    sub_icb_code,
    period,
    link_worker_fte,
    null as link_worker_mental_health_fte,
    link_worker_records,
    null as staff_records,
    'derived series' as counted_from
from series
where period not in (select period from counted);
