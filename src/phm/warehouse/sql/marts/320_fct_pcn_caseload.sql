-- One row per PCN of the caseloads extract: link workers in post, as the average of the
-- months it holds of the 12 to the extract, and the people they reached in those 12.
create table fct_pcn_caseload as
with months as (
    select count(distinct caseload.month) as months
    from fct_caseload as caseload
    cross join cfg_extract as extract
    where
        caseload.month > substr(cast(extract.day_before as varchar), 1, 7)
        and caseload.month <= substr(extract.period, 1, 7)
),

staff as (
    select
        caseload.pcn_code,
        caseload.sub_icb_code,
        sum(caseload.fte_in_post) filter (where caseload.role = 'link worker')
            as fte_months
    from fct_caseload as caseload
    cross join cfg_extract as extract
    where
        caseload.month > substr(cast(extract.day_before as varchar), 1, 7)
        and caseload.month <= substr(extract.period, 1, 7)
    group by caseload.pcn_code, caseload.sub_icb_code
),

reached as (
    select
        pcn_code,
        period,
        sum(people_reached) as people_reached
    from fct_practice_people
    group by pcn_code, period
)

select
    staff.pcn_code,
    staff.sub_icb_code,
    reached.period,
    reached.people_reached,
    coalesce(staff.fte_months, 0) / months.months as link_worker_fte_in_post
from staff
cross join months
inner join reached on staff.pcn_code = reached.pcn_code
order by staff.pcn_code;
