-- Every patient of the newest extract who has not opted out is one person.
select patients.used, people.people
from (
    select count(*) as used
    from stg_patients
    where
        period = (select max(period) from stg_patients)
        and not coalesce(opted_out, false)
) as patients
cross join (select count(*) as people from fct_person) as people
where patients.used <> people.people;
