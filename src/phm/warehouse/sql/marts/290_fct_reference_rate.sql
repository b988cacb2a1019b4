-- One row per age band and sex of the system's people in the extract: how many, how much
-- need, how many referred, and the rates by which a group of that age and sex would have
-- been referred, have declined, been reached or supported, or have a digital barrier. Null
-- where nobody could.
create table fct_reference_rate as
with counted as (
    select
        person.age_band,
        person.sex,
        count(*) as people,
        sum(person.need) as need,
        sum(person.referrals_12m) as referrals,
        count(*) filter (where person.offered_12m) as people_offered,
        count(*) filter (where person.declined_12m) as people_declined,
        count(*) filter (where person.referred_12m) as people_referred,
        count(*) filter (where person.referred_previous_12m) as people_referred_before,
        count(*) filter (where person.reached_12m) as people_reached,
        count(*) filter (where person.supported_12m) as people_supported,
        count(person.digital_no_equipment) as equipment_asked,
        count(*) filter (where person.digital_no_equipment) as without_equipment,
        count(person.digital_no_connectivity) as connectivity_asked,
        count(*) filter (where person.digital_no_connectivity) as without_connectivity,
        count(person.digital_no_confidence) as confidence_asked,
        count(*) filter (where person.digital_no_confidence) as without_confidence,
        count(person.digital_no_skills) as skills_asked,
        count(*) filter (where person.digital_no_skills) as without_skills,
        count(person.barriers) as barriers_asked,
        count(*) filter (where person.barriers > 0) as with_any_barrier,
        count(person.nhs_app) as nhs_app_known,
        count(*) filter (where not person.nhs_app) as without_nhs_app,
        count(person.barriers + cast(not person.nhs_app as integer)) as online_known,
        count(*) filter (where person.barriers + cast(not person.nhs_app as integer) > 0)
            as missed_online
    from (
        select
            *,
            cast(digital_no_equipment as integer) + cast(digital_no_connectivity as integer)
            + cast(digital_no_confidence as integer) + cast(digital_no_skills as integer)
                as barriers
        from fct_person
    ) as person
    where person.in_system
    group by person.age_band, person.sex
)

select
    age_band,
    sex,
    people,
    need,
    people_referred,
    people_referred / people as referred_per_person,
    people_referred_before / people as referred_before_per_person,
    referrals / people as referrals_per_person,
    people_declined / nullif(people_offered, 0) as declined_per_offered,
    people_reached / nullif(people_referred, 0) as reached_per_referred,
    people_supported / nullif(people_referred, 0) as supported_per_referred,
    without_equipment / nullif(equipment_asked, 0) as without_equipment_per_asked,
    without_connectivity / nullif(connectivity_asked, 0) as without_connectivity_per_asked,
    without_confidence / nullif(confidence_asked, 0) as without_confidence_per_asked,
    without_skills / nullif(skills_asked, 0) as without_skills_per_asked,
    with_any_barrier / nullif(barriers_asked, 0) as any_barrier_per_asked,
    without_nhs_app / nullif(nhs_app_known, 0) as without_nhs_app_per_known,
    missed_online / nullif(online_known, 0) as missed_online_per_known
from counted
order by age_band, sex;
