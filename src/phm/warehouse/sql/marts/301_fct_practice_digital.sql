-- One row per practice with people in the patients extract: of how many each digital barrier
-- and the NHS App is known, and who has it. Null where nobody was asked: that is not nobody.
create table fct_practice_digital as
with person as (
    select
        *,
        cast(digital_no_equipment as integer) + cast(digital_no_connectivity as integer)
        + cast(digital_no_confidence as integer) + cast(digital_no_skills as integer)
            as barriers
    from fct_person
),

counted as (
    select
        practice_code,
        count(*) as people,
        count(digital_no_equipment) as equipment_asked,
        count(*) filter (where digital_no_equipment) as without_equipment,
        count(digital_no_connectivity) as connectivity_asked,
        count(*) filter (where digital_no_connectivity) as without_connectivity,
        count(digital_no_confidence) as confidence_asked,
        count(*) filter (where digital_no_confidence) as without_confidence,
        count(digital_no_skills) as skills_asked,
        count(*) filter (where digital_no_skills) as without_skills,
        count(barriers) as barriers_asked,
        count(*) filter (where barriers > 0) as with_any_barrier,
        count(nhs_app) as nhs_app_known,
        count(*) filter (where not nhs_app) as without_nhs_app,
        count(barriers + cast(not nhs_app as integer)) as online_known,
        count(*) filter (where barriers + cast(not nhs_app as integer) > 0)
            as missed_online
    from person
    group by practice_code
)

select
    cast(counted.practice_code as varchar) as practice_code,
    practice.pcn_code,
    extract.period,
    counted.people,
    counted.equipment_asked,
    case when counted.equipment_asked > 0 then counted.without_equipment end
        as without_equipment,
    counted.connectivity_asked,
    case when counted.connectivity_asked > 0 then counted.without_connectivity end
        as without_connectivity,
    counted.confidence_asked,
    case when counted.confidence_asked > 0 then counted.without_confidence end
        as without_confidence,
    counted.skills_asked,
    case when counted.skills_asked > 0 then counted.without_skills end as without_skills,
    counted.barriers_asked,
    case when counted.barriers_asked > 0 then counted.with_any_barrier end
        as with_any_barrier,
    counted.nhs_app_known,
    case when counted.nhs_app_known > 0 then counted.without_nhs_app end as without_nhs_app,
    counted.online_known,
    case when counted.online_known > 0 then counted.missed_online end as missed_online
from counted
cross join cfg_extract as extract
inner join dim_practice as practice on counted.practice_code = practice.practice_code
order by counted.practice_code;
