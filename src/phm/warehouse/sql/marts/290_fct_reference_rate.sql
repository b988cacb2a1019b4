-- One row per age band and sex of the system's people in the extract: how many, how much
-- need, how many referred, and the rates by which a group of that age and sex would have
-- been referred, have declined, been reached or supported. Null where nobody could be.
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
        count(*) filter (where person.supported_12m) as people_supported
    from fct_person as person
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
    people_supported / nullif(people_referred, 0) as supported_per_referred
from counted
order by age_band, sex;
