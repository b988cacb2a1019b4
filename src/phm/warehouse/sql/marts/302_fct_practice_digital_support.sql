-- One row per practice with people in the patients extract: offers of support for each
-- digital barrier in the 12 months, through referrals that are used.
create table fct_practice_digital_support as
with offer as (
    select
        referral.practice_code,
        count(*) filter (where support.kind = 'digital equipment') as equipment,
        count(*) filter (where support.kind = 'digital connectivity') as connectivity,
        count(*) filter (where support.kind = 'digital confidence') as confidence,
        count(*) filter (where support.kind = 'digital skills') as skills
    from fct_support as support
    inner join fct_referral as referral on support.referral_id = referral.referral_id
    cross join cfg_extract as extract
    where
        support.offered_date > extract.day_before
        and support.offered_date <= extract.last_day
    group by referral.practice_code
)

select
    people.practice_code,
    people.pcn_code,
    people.period,
    coalesce(offer.equipment, 0) as equipment,
    coalesce(offer.connectivity, 0) as connectivity,
    coalesce(offer.confidence, 0) as confidence,
    coalesce(offer.skills, 0) as skills
from fct_practice_people as people
cross join cfg_extract as extract
left join offer on people.practice_code = cast(offer.practice_code as varchar)
where extract.has_referrals and extract.has_support
order by people.practice_code;
