-- Every referral of the newest extract whose person is a patient is one referral here.
select sent.referrals, counted.referrals
from (
    select count(*) as referrals
    from keyed_referral
    where person_key in (select person_key from person_fact)
) as sent
cross join (select count(*) as referrals from fct_referral) as counted
where sent.referrals <> counted.referrals;
