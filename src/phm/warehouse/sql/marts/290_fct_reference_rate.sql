-- One row per age band and sex of the system's people in the extract: how many, and how
-- many of them were referred in the 12 months: the rates that make expected referrals.
create table fct_reference_rate as
select
    person.age_band,
    person.sex,
    count(*) as people,
    sum(person.need) as need,
    count(*) filter (where person.referred_12m) as people_referred
from fct_person as person
where person.in_system
group by person.age_band, person.sex
order by person.age_band, person.sex;
