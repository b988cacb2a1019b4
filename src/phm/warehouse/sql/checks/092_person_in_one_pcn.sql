-- Every person is in one PCN of the system or registered outside it.
select person.practice_code, person.pcn_code, count(*) as people
from fct_person as person
left join dim_practice as practice
    on
        person.practice_code = practice.practice_code
        and person.pcn_code = practice.pcn_code
        and person.in_system = practice.in_system
where practice.practice_code is null
group by person.practice_code, person.pcn_code;
