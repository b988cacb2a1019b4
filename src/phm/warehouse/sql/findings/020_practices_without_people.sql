-- Practices of the system of which the extract holds nobody.
insert into meta_finding by name
with silent as (
    select
        count(*) as practices,
        min(list.practice_code) as first_code
    from fct_registered_list as list
    inner join dim_practice as practice on list.practice_code = practice.practice_code
    where
        practice.in_system
        and practice.is_current
        and list.practice_code not in (select practice_code from fct_practice_people)
)

select
    'notice' as kind,
    'patients' as source_id,
    extract.patients_period as period,
    'Of ' || silent.practices || ' practice(s) of the system the extract holds nobody '
    || '(first: ' || silent.first_code || '); they are in no figure made from it.'
        as message,
    'Ask the supplier for them, or say that they are not covered.' as remedy,
    'practice_code' as "column",
    silent.practices as count,
    silent.first_code as example_value,
    '' as reason
from silent
cross join cfg_extract as extract
where extract.patients_period is not null and silent.practices > 0;
