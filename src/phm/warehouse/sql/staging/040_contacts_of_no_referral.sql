-- A contact belongs to a referral in use, of the newest extract, or is set aside.
insert into set_aside
select
    'contacts' as source_id,
    given.period,
    given._line,
    'row' as what,
    'referral not among the referrals (not sent or set aside)' as reason,
    'referral_key' as "column",
    given.referral_key as value
from stg_contacts as given
where not exists (
    select 1 from stg_referrals as referral
    where
        referral.referral_key = given.referral_key
        and referral.period = (select max(period) from stg_referrals)
);

delete from stg_contacts using set_aside as aside
where
    aside.source_id = 'contacts'
    and aside.what = 'row'
    and stg_contacts.period = aside.period
    and stg_contacts._line = aside.line;
