-- The system has registered patients.
select 'no registered patients' as fault
where not exists (
    select 1 from dim_practice as practice
    inner join fct_registered_list as list on practice.practice_code = list.practice_code
    where practice.in_system
);
