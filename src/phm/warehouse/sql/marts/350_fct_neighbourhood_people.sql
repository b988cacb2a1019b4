-- One row per PCN and neighbourhood (LSOA) its people live in: how many people, how many
-- of them were referred, and how many would be at the system's rate per need. Never shown
-- as counts: only smoothed, and as a spread over many.
create table fct_neighbourhood_people as
with per_need as (
    select sum(people_referred) / nullif(sum(need), 0) as referred_per_need
    from fct_reference_rate
)

select
    cast(person.pcn_code as varchar) as pcn_code,
    cast(person.lsoa21_code as varchar) as lsoa21_code,
    count(*) as people,
    count(*) filter (where person.referred_12m) as people_referred,
    sum(person.need) * max(per_need.referred_per_need) as expected_by_need
from fct_person as person
cross join per_need
where person.in_system and person.in_current_pcn and person.lsoa21_code is not null
group by person.pcn_code, person.lsoa21_code
order by pcn_code, lsoa21_code;
