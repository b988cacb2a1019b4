-- One row per practice, sex and five-year age band of the newest register. The publisher's
-- ALL rows are left out, so that the bands sum to the list once.
create table fct_registered_by_age_sex as
select
    register.practice_code,
    register.period,
    lower(register.sex) as sex,
    replace(register.age_band, '_', '-') as age_band,
    register.patients as registered_patients
from stg_gp_patients_by_age_sex as register
where
    register.period = (select max(period) from stg_gp_patients_by_age_sex)
    and register.sex <> 'ALL'
    and register.age_band <> 'ALL';
