-- One row per practice with people in the patients extract: how many, how much need is
-- expected of them, what came of social prescribing in the 12 months to the extract, and
-- how many would have been referred at the system's own rates: by need, by age and sex.
create table fct_practice_people as
with per_need as (
    select sum(people_referred) / nullif(sum(need), 0) as referred_per_need
    from fct_reference_rate
),

counted as (
    select
        person.practice_code,
        count(*) as people,
        sum(person.need_low) as need_low,
        sum(person.need) as need,
        sum(person.need_high) as need_high,
        count(*) filter (where person.offered_12m) as people_offered,
        count(*) filter (where person.declined_12m) as people_declined,
        count(*) filter (where person.referred_12m) as people_referred,
        count(*) filter (where person.reached_12m) as people_reached,
        count(person.reached_without_screen_12m) as reached_way_known,
        count(*) filter (where person.reached_without_screen_12m)
            as reached_without_screen,
        count(*) filter (where person.supported_12m) as people_supported,
        count(*) filter (where person.no_service_12m) as people_without_service,
        sum(person.referrals_12m) as referrals,
        sum(rate.referred_per_person) as expected_by_age_and_sex
    from fct_person as person
    left join fct_reference_rate as rate
        on person.age_band = rate.age_band and person.sex = rate.sex
    group by person.practice_code
)

select
    cast(counted.practice_code as varchar) as practice_code,
    practice.pcn_code,
    extract.period,
    extract.patients_period,
    counted.people,
    list.registered_patients as published_list,
    counted.need_low,
    counted.need,
    counted.need_high,
    -- without a referrals extract nothing is known, which is not nobody
    case when extract.has_referrals then counted.people_offered end as people_offered,
    case when extract.has_referrals then counted.people_declined end as people_declined,
    case when extract.has_referrals then counted.people_referred end as people_referred,
    case when extract.has_referrals and extract.has_contacts then counted.people_reached end
        as people_reached,
    counted.reached_way_known,
    case when counted.reached_way_known > 0 then counted.reached_without_screen end
        as reached_without_screen,
    case when extract.has_referrals and extract.has_support then counted.people_supported end
        as people_supported,
    case when extract.has_referrals then counted.people_without_service end
        as people_without_service,
    case when extract.has_referrals then counted.referrals end as referrals,
    case when extract.has_referrals then counted.need * per_need.referred_per_need end
        as expected_by_need,
    case when extract.has_referrals then counted.expected_by_age_and_sex end
        as expected_by_age_and_sex
from counted
cross join per_need
cross join cfg_extract as extract
inner join dim_practice as practice on counted.practice_code = practice.practice_code
left join fct_registered_list as list on counted.practice_code = list.practice_code
order by counted.practice_code;
