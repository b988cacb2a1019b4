select practice_code, sex, age_band, sum(registered_patients) as patients
from fct_registered_by_age_sex
where period = (select max(period) from fct_registered_by_age_sex)
group by practice_code, sex, age_band;
