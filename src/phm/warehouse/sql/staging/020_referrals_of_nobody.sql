-- A referral is of a person in the newest extract of patients, or is set aside.
insert into set_aside
select
    'referrals' as source_id,
    referral.period,
    referral._line,
    'row' as what,
    'person not among the patients (not sent, set aside or opted out)' as reason,
    'person_key' as "column",
    referral.person_key as value
from stg_referrals as referral
where not exists (
    select 1 from stg_patients as patient
    where
        patient.person_key = referral.person_key
        and patient.period = (select max(period) from stg_patients)
);

delete from stg_referrals using set_aside as aside
where
    aside.source_id = 'referrals'
    and aside.what = 'row'
    and stg_referrals.period = aside.period
    and stg_referrals._line = aside.line;
