-- Every patient of the system's newest list is in the catchment account.
select accounted.patients, list.patients
from (
    select sum(patients) as patients from fct_catchment_account where side = 'newest list'
) as accounted
cross join (
    select sum(list.registered_patients) as patients
    from fct_registered_list as list
    inner join dim_practice as practice on list.practice_code = practice.practice_code
    where practice.in_system
) as list
where abs(accounted.patients - list.patients) > 0.5;
