-- One row per practice, sex and five-year age band (0 = 0 to 4, 17 = 85 and over).
select practice_code, sex, least(age_years // 5, 17) as band, count(*) as people
from fct_person
where age_years is not null
group by practice_code, sex, least(age_years // 5, 17)
