-- A referral from before the year its person was born is set aside. Of an age only the
-- earliest year of birth is known.
insert into set_aside
select
    'referrals' as source_id,
    referral.period,
    referral._line,
    'row' as what,
    'referral before the person was born' as reason,
    'referral_date' as "column",
    referral.referral_date as value
from stg_referrals as referral
inner join stg_patients as patient
    on
        referral.person_key = patient.person_key
        and patient.period = (select max(period) from stg_patients)
where
    cast(substr(referral.referral_date, 1, 4) as integer)
    < coalesce(
        patient.year_of_birth,
        cast(substr(patient.extract_date, 1, 4) as integer) - patient.age_years - 1
    );

delete from stg_referrals using set_aside as aside
where
    aside.source_id = 'referrals'
    and aside.what = 'row'
    and stg_referrals.period = aside.period
    and stg_referrals._line = aside.line;
