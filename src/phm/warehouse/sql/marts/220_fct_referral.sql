-- One row per referral of the newest extract whose person is in the patients extract, with
-- the person's strata: route, reasons, decision, and whether the person was reached and
-- supported through it. Referrals of people who are not there cannot be counted by group.
create table fct_referral as
with person as (
    select
        fact.person_key,
        mart.*
    from person_fact as fact
    inner join fct_person as mart on fact.person_id = mart.person_id
    where fact.person_key in (select person_key from keyed_referral)
)

select
    cast(row_number() over (
        order by referral.referral_date, referral.referral_key
    ) as integer) as referral_id,
    person.person_id,
    person.practice_code,
    person.pcn_code,
    person.place_id,
    person.in_system,
    person.age_years,
    person.age_band,
    person.sex,
    person.ethnic_group,
    person.ethnic_group_2001,
    person.deprivation_quintile_national,
    person.deprivation_quintile_local,
    person.urban_rural,
    person.no_fixed_abode,
    person.interpreter_needed,
    cast(referral.referral_date as date) as referral_date,
    substr(referral.referral_date, 1, 7) as month,
    referral.in_last_12m,
    cast(coalesce(referral.route, 'not recorded') as enum (
        'gp', 'other practice staff', 'self', 'voluntary sector', 'secondary care',
        'social care', 'other', 'not recorded'
    )) as route,
    referral.reasons,
    cast(referral.decision as enum ('offered', 'declined', 'referred')) as decision,
    referral.snomed_code is not null as is_coded,
    referral.team,
    cast(referral.closed_date as date) as closed_date,
    cast(referral.close_reason as enum (
        'completed', 'no suitable service', 'unable to contact', 'person declined',
        'moved away', 'died', 'rejected', 'other'
    )) as close_reason,
    cast(referral.contacts as usmallint) as contacts,
    cast(referral.contacts_attended as usmallint) as contacts_attended,
    cast(
        cast(referral.first_reached as date) - cast(referral.referral_date as date)
        as smallint
    ) as first_contact_days,
    referral.reached,
    cast(referral.support_offered as usmallint) as support_offered,
    referral.supported,
    cast(
        case
            when referral.enhanced_taken_up > 0 then 'enhanced'
            when referral.support_taken_up > 0 then 'signposting'
            else 'none'
        end as enum ('none', 'signposting', 'enhanced')
    ) as intensity,
    referral.no_service
from keyed_referral as referral
inner join person on referral.person_key = person.person_key
order by referral_id;

create temporary table referral_number as
select
    referral.referral_key,
    mart.referral_id
from (
    select
        referral_key,
        row_number() over (order by referral_date, referral_key) as referral_id
    from keyed_referral
    where person_key in (select person_key from person_fact)
) as referral
inner join fct_referral as mart on referral.referral_id = mart.referral_id;
