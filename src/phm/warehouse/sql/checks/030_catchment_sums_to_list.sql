-- The catchment of a practice sums to its registered list.
select list.practice_code, list.registered_patients, sum(catchment.registered_patients)
from fct_registered_list as list
inner join map_practice_to_lsoa as catchment
    on list.practice_code = catchment.practice_code
group by list.practice_code, list.registered_patients
having abs(sum(catchment.registered_patients) - list.registered_patients) > 0.01;
