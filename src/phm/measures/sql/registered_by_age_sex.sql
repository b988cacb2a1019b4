-- Registered patients of each PCN of the system by sex and youngest age of the band.
select
    practice.pcn_code as area_code,
    register.sex,
    cast(regexp_extract(register.age_band, '^[0-9]+') as integer) as youngest,
    sum(register.registered_patients) as people,
    max(register.period) as period
from fct_registered_by_age_sex as register
inner join dim_practice as practice on register.practice_code = practice.practice_code
where practice.in_system and practice.is_in_current_pcn
group by practice.pcn_code, register.sex, youngest
order by practice.pcn_code, register.sex, youngest;
