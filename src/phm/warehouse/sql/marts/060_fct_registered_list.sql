-- One row per current practice: its registered list and how many are 65 and over.
create table fct_registered_list as
with newest as (
    select max(period) as period from stg_gp_patients_by_age_sex
),

register as (
    select register.*
    from stg_gp_patients_by_age_sex as register
    inner join newest on register.period = newest.period
),

total as (
    select
        practice_code,
        period,
        sum(patients) as patients
    from register
    where sex = 'ALL' and age_band = 'ALL'
    group by practice_code, period
),

older as (
    select
        practice_code,
        sum(patients) as patients_65_and_over
    from register
    where
        sex <> 'ALL'
        and age_band <> 'ALL'
        and try_cast(regexp_extract(age_band, '^[0-9]+') as integer) >= 65
    group by practice_code
)

select
    total.practice_code,
    practice.pcn_code,
    practice.sub_icb_code,
    total.period,
    total.patients as registered_patients,
    coalesce(older.patients_65_and_over, 0) as registered_patients_65_and_over
from total
inner join dim_practice as practice on total.practice_code = practice.practice_code
left join older on total.practice_code = older.practice_code;
