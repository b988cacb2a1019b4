-- One row per registered person of the newest patients extract, without any key, sorted by
-- PCN, national quintile and ethnic group: who, where, what is recorded, how likely need
-- is, what came of social prescribing in the 12 months to the extract and before them, and
-- who is in the half that built cohorts are counted in.
-- A flag that nobody recorded is null; people of no fixed abode have no LSOA and are kept.

-- Row by row and counting whole numbers, two threads write what one would; where decimals
-- are added up, one does it, so that the sum is the same to the last digit.
set threads = 2;

create temporary table keyed_referral as
with contact as (
    select
        contacts.referral_key,
        count(*) as contacts,
        count(*) filter (where contacts.attended) as attended,
        count(contacts.mode) filter (where contacts.attended) as attended_in_a_way,
        count(*) filter (
            where
            contacts.attended
            and contacts.mode in ('face to face', 'home visit', 'telephone')
        ) as attended_without_screen,
        min(contacts.contact_date) filter (where contacts.attended) as first_reached
    from stg_contacts as contacts
    where contacts.period = (select max(period) from stg_contacts)
    group by contacts.referral_key
),

offer as (
    select
        support.referral_key,
        count(*) as offered,
        count(*) filter (where support.taken_up) as taken_up,
        count(*) filter (where support.taken_up and support.intensity = 'enhanced')
            as enhanced
    from stg_support as support
    where support.period = (select max(period) from stg_support)
    group by support.referral_key
)

select
    referral.*,
    referral.referral_date > cast(extract.day_before as varchar)
    and referral.referral_date <= extract.period as in_last_12m,
    referral.referral_date > cast(extract.day_before_previous as varchar)
    and referral.referral_date <= extract.previous_period as in_previous_12m,
    coalesce(contact.contacts, 0) as contacts,
    coalesce(contact.attended, 0) as contacts_attended,
    contact.first_reached,
    coalesce(offer.offered, 0) as support_offered,
    coalesce(offer.taken_up, 0) as support_taken_up,
    coalesce(offer.enhanced, 0) as enhanced_taken_up,
    referral.decision = 'referred' and coalesce(contact.attended, 0) > 0 as reached,
    -- one meeting without a screen is enough; that there was none is known only where the
    -- way of every meeting is
    case
        when not reached then null
        when contact.attended_without_screen > 0 then true
        when contact.attended_in_a_way = contact.attended then false
    end as without_screen,
    referral.decision = 'referred' and coalesce(offer.taken_up, 0) > 0 as supported,
    referral.decision = 'referred'
    and coalesce(referral.close_reason = 'no suitable service', false)
    and coalesce(offer.taken_up, 0) = 0 as no_service
from stg_referrals as referral
inner join cfg_extract as extract on referral.period = extract.referrals_period
left join contact on referral.referral_key = contact.referral_key
left join offer on referral.referral_key = offer.referral_key;

create temporary table person_state as
with ranked as (
    select
        *,
        row_number() over (
            partition by person_key order by referral_date desc, referral_key desc
        ) as recency
    from keyed_referral
    where in_last_12m
)

select
    person_key,
    bool_or(decision = 'referred') as referred,
    bool_or(recency = 1 and decision = 'declined')
    and not bool_or(decision = 'referred') as declined,
    bool_or(reached) as reached,
    case
        when bool_or(without_screen) then true
        when count(*) filter (where reached) = count(without_screen) then
            bool_or(without_screen)
    end as without_screen,
    bool_or(supported) as supported,
    bool_or(no_service) and not bool_or(supported) as no_service,
    count(*) filter (where decision = 'referred') as referrals
from ranked
group by person_key;

create temporary table person_before as
select distinct person_key
from keyed_referral
where in_previous_12m and decision = 'referred';

create type practice_code as enum (
    select practice_code from dim_practice
    union select practice_code from stg_patients order by practice_code
);
create type pcn_code as enum (
    select distinct pcn_code from dim_practice where pcn_code is not null order by pcn_code
);
create type place_id as enum (select distinct place_id from cfg_place order by place_id);
create type lsoa21_code as enum (
    select lsoa21_code from dim_lsoa
    union
    select lsoa_code as lsoa21_code from stg_patients where lsoa_code is not null
    order by lsoa21_code
);
create type ethnic_group as enum (
    'Asian', 'Black', 'Mixed', 'White', 'Other', 'Not known'
);

-- The fifth of the system's neighbourhoods where most households are estimated to be fuel
-- poor; of a neighbourhood elsewhere or without an estimate nothing is said.
create temporary table fuel_fifth as
select
    fuel.lsoa21_code,
    row_number() over (
        order by fuel.fuel_poor_households / fuel.households desc, fuel.lsoa21_code
    ) * 5
    <= count(*) over () as fuel_poor_area
from stg_fuel_poverty as fuel
inner join dim_lsoa as lsoa on fuel.lsoa21_code = lsoa.lsoa21_code
where
    lsoa.in_system
    and fuel.households > 0
    and fuel.period = (select max(period) from stg_fuel_poverty);

create temporary table person_place as
with scheme (ethnic_category, ethnic_group, ethnic_group_2001) as (
    values
    ('A', 'White', 'White'), ('B', 'White', 'White'), ('C', 'White', 'White'),
    ('D', 'Mixed', 'Mixed'), ('E', 'Mixed', 'Mixed'), ('F', 'Mixed', 'Mixed'),
    ('G', 'Mixed', 'Mixed'), ('H', 'Asian', 'Asian'), ('J', 'Asian', 'Asian'),
    ('K', 'Asian', 'Asian'), ('L', 'Asian', 'Asian'), ('M', 'Black', 'Black'),
    ('N', 'Black', 'Black'), ('P', 'Black', 'Black'), ('R', 'Asian', 'Other'),
    ('S', 'Other', 'Other')
)

select
    patient.rowid as row_in_staging,
    cast(row_number() over (
        order by
            cast(practice.pcn_code as pcn_code),
            cast(lsoa.deprivation_quintile_national as utinyint),
            cast(coalesce(scheme.ethnic_group, 'Not known') as ethnic_group),
            patient.person_key
    ) as integer) as person_id,
    cast(patient.practice_code as practice_code) as practice_code,
    cast(practice.pcn_code as pcn_code) as pcn_code,
    cast(practice.place_id as place_id) as place_id,
    coalesce(practice.in_system, false) as in_system,
    coalesce(practice.is_in_current_pcn, false) as in_current_pcn,
    cast(patient.lsoa_code as lsoa21_code) as lsoa21_code,
    cast(lsoa.deprivation_quintile_national as utinyint)
        as deprivation_quintile_national,
    cast(lsoa.deprivation_quintile_local as utinyint) as deprivation_quintile_local,
    cast(lsoa.ruc21_code as enum ('UN1', 'UF1', 'RLN1', 'RLF1', 'RSN1', 'RSF1'))
        as ruc21_code,
    cast(lsoa.urban_rural as enum ('Urban', 'Rural')) as urban_rural,
    cast(lsoa.ruc11_code as enum ('A1', 'B1', 'C1', 'C2', 'D1', 'D2', 'E1', 'E2'))
        as ruc11_code,
    cast(lsoa.urban_rural_2011 as enum ('Urban', 'Rural')) as urban_rural_2011,
    fuel_fifth.fuel_poor_area,
    cast(coalesce(scheme.ethnic_group, 'Not known') as ethnic_group) as ethnic_group,
    cast(coalesce(scheme.ethnic_group_2001, 'Not known') as ethnic_group)
        as ethnic_group_2001,
    cast(
        coalesce(
            patient.age_years,
            extract(year from config.patients_date) - patient.year_of_birth
        ) as smallint
    ) as age_years,
    multiplier.multiplier as deprivation_multiplier
from stg_patients as patient
inner join cfg_extract as config on patient.period = config.patients_period
left join dim_practice as practice on patient.practice_code = practice.practice_code
left join dim_lsoa as lsoa on patient.lsoa_code = lsoa.lsoa21_code
left join fuel_fifth on patient.lsoa_code = fuel_fifth.lsoa21_code
left join scheme on patient.ethnic_category = scheme.ethnic_category
left join cfg_need_multiplier as multiplier
    on lsoa.deprivation_quintile_national = multiplier.deprivation_quintile
where not coalesce(patient.opted_out, false);

-- Of whom no test was sent none was measured, as far as anybody knows, where others' tests
-- were; where nobody's were sent, nothing is known of anybody.
create temporary table sent as
select
    count(patient.hba1c_date) > 0 as hba1c,
    count(
        coalesce(
            patient.care_process_hba1c,
            patient.care_process_blood_pressure,
            patient.care_process_cholesterol,
            patient.care_process_creatinine,
            patient.care_process_urine_acr,
            patient.care_process_foot,
            patient.care_process_bmi,
            patient.care_process_smoking
        )
    ) > 0 as care_processes
from stg_patients as patient
inner join cfg_extract as config on patient.period = config.patients_period;

create temporary table person_fact as
select
    place.*,
    patient.person_key,
    patient.diabetes <> 'none' and place.age_years >= 17 as diabetes_register,
    round(patient.hba1c_mmol_mol) as hba1c,
    cast(
        patient.hba1c_date > cast(config.patients_date - interval 12 month as varchar)
        and patient.hba1c_date <= config.patients_period as boolean
    ) as hba1c_is_recent,
    cast(
        coalesce(cast(patient.diabetes <> 'none' as utinyint), 0)
        + coalesce(cast(patient.hypertension as utinyint), 0)
        + coalesce(cast(patient.coronary_heart_disease as utinyint), 0)
        + coalesce(cast(patient.stroke as utinyint), 0)
        + coalesce(cast(patient.heart_failure as utinyint), 0)
        + coalesce(cast(patient.copd as utinyint), 0)
        + coalesce(cast(patient.asthma as utinyint), 0)
        + coalesce(cast(patient.chronic_kidney_disease as utinyint), 0)
        + coalesce(cast(patient.cancer as utinyint), 0)
        + coalesce(cast(patient.dementia as utinyint), 0)
        + coalesce(cast(patient.depression as utinyint), 0)
        + coalesce(cast(patient.severe_mental_illness as utinyint), 0) as utinyint
    ) as long_term_conditions,
    case
        when place.age_years < 18 then 0
        else
            case
                when place.deprivation_multiplier is not null
                    then place.deprivation_multiplier
                when patient.no_fixed_abode then need.person_no_fixed_abode_ratio
                else 1
            end
            * pow(need.age_per_year, greatest(coalesce(place.age_years, 50) - 50, 0))
            * case when patient.lonely then need.person_lonely_ratio else 1 end
            * case
                when long_term_conditions >= 2 then need.person_multimorbidity_ratio
                else 1
            end
            * case
                when patient.chronic_pain then need.person_chronic_pain_ratio else 1
            end
    end as likelihood
from person_place as place
inner join stg_patients as patient on place.row_in_staging = patient.rowid
cross join cfg_extract as config
cross join cfg_need as need;

set threads = 1;

create temporary table per_head as
select
    count(*) filter (where in_system)
    / (1000 * sum(likelihood) filter (where in_system)) as scale
from person_fact;

set threads = 2;

create table fct_person as
select
    fact.person_id,
    fact.practice_code,
    fact.pcn_code,
    fact.place_id,
    fact.in_system,
    fact.in_current_pcn,
    fact.lsoa21_code,
    coalesce(patient.no_fixed_abode, false) as no_fixed_abode,
    fact.age_years,
    cast(
        case
            when fact.age_years is null then 'not known'
            when fact.age_years < 18 then '0-17'
            when fact.age_years < 30 then '18-29'
            when fact.age_years < 45 then '30-44'
            when fact.age_years < 65 then '45-64'
            when fact.age_years < 80 then '65-79'
            else '80+'
        end as enum ('0-17', '18-29', '30-44', '45-64', '65-79', '80+', 'not known')
    ) as age_band,
    cast(
        coalesce(patient.sex, 'not known')
        as enum ('female', 'male', 'indeterminate', 'not known')
    ) as sex,
    cast(coalesce(patient.ethnic_category, '99') as enum (
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S',
        'Z', '99'
    )) as ethnic_category,
    fact.ethnic_group,
    fact.ethnic_group_2001,
    fact.deprivation_quintile_national,
    fact.deprivation_quintile_local,
    fact.ruc21_code,
    fact.urban_rural,
    fact.ruc11_code,
    fact.urban_rural_2011,
    fact.fuel_poor_area,
    cast(patient.diabetes as enum ('none', 'type 1', 'type 2', 'other')) as diabetes,
    fact.diabetes_register,
    cast(fact.hba1c as utinyint) as hba1c_mmol_mol,
    cast(
        datesub('month', cast(patient.hba1c_date as date), config.patients_date)
        as smallint
    ) as hba1c_months_old,
    fact.diabetes_register
    and case when sent.hba1c then
        coalesce(fact.hba1c > 58 and fact.hba1c_is_recent, false)
    end as diabetes_uncontrolled,
    fact.diabetes_register
    and case when sent.hba1c then
        not coalesce(fact.hba1c is not null and fact.hba1c_is_recent, false)
    end as diabetes_unmonitored,
    diabetes_uncontrolled or diabetes_unmonitored as diabetes_unmanaged,
    case when fact.diabetes_register and sent.care_processes then
        cast(
            coalesce(cast(patient.care_process_hba1c as utinyint), 0)
            + coalesce(cast(patient.care_process_blood_pressure as utinyint), 0)
            + coalesce(cast(patient.care_process_cholesterol as utinyint), 0)
            + coalesce(cast(patient.care_process_creatinine as utinyint), 0)
            + coalesce(cast(patient.care_process_urine_acr as utinyint), 0)
            + coalesce(cast(patient.care_process_foot as utinyint), 0)
            + coalesce(cast(patient.care_process_bmi as utinyint), 0)
            + coalesce(cast(patient.care_process_smoking as utinyint), 0) as utinyint
        )
    end as care_processes,
    patient.care_process_hba1c,
    patient.care_process_blood_pressure,
    patient.care_process_cholesterol,
    patient.care_process_creatinine,
    patient.care_process_urine_acr,
    patient.care_process_foot,
    patient.care_process_bmi,
    patient.care_process_smoking,
    patient.hypertension,
    patient.coronary_heart_disease,
    patient.stroke,
    patient.heart_failure,
    patient.copd,
    patient.asthma,
    patient.chronic_kidney_disease,
    patient.cancer,
    patient.dementia,
    patient.chronic_pain,
    patient.obesity,
    patient.long_covid,
    patient.learning_disability,
    patient.autism,
    patient.severe_mental_illness,
    patient.depression,
    patient.anxiety,
    fact.long_term_conditions,
    cast(patient.frailty as enum ('none', 'mild', 'moderate', 'severe')) as frailty,
    patient.carer,
    patient.housebound,
    patient.lives_alone,
    patient.smoker,
    cast(patient.alcohol as enum ('none or low risk', 'higher risk', 'dependent'))
        as alcohol,
    patient.lonely,
    cast(patient.employment as enum (
        'employed', 'unemployed', 'long-term sick', 'retired', 'student', 'caring',
        'not known'
    )) as employment,
    patient.homeless,
    patient.drug_dependence,
    patient.alcohol_dependence,
    patient.vulnerable_migrant,
    patient.gypsy_roma_traveller,
    patient.justice_contact,
    patient.modern_slavery,
    patient.sex_worker,
    patient.digital_no_equipment,
    patient.digital_no_connectivity,
    patient.digital_no_confidence,
    patient.digital_no_skills,
    patient.nhs_app,
    patient.main_language,
    patient.main_language is not null as main_language_known,
    patient.interpreter_needed,
    cast(patient.gp_contacts_12m as usmallint) as gp_contacts_12m,
    cast(patient.ae_attendances_12m as usmallint) as ae_attendances_12m,
    cast(patient.emergency_admissions_12m as usmallint) as emergency_admissions_12m,
    patient.mental_health_crisis_12m,
    patient.discharged_90d,
    cast(fact.likelihood * per_head.scale * need.per_1000_low as real) as need_low,
    cast(fact.likelihood * per_head.scale * need.per_1000_central as real) as need,
    cast(fact.likelihood * per_head.scale * need.per_1000_high as real) as need_high,
    state.person_key is not null as offered_12m,
    coalesce(state.declined, false) as declined_12m,
    coalesce(state.referred, false) as referred_12m,
    coalesce(state.reached, false) as reached_12m,
    state.without_screen as reached_without_screen_12m,
    coalesce(state.supported, false) as supported_12m,
    coalesce(state.no_service, false) as no_service_12m,
    cast(coalesce(state.referrals, 0) as utinyint) as referrals_12m,
    before.person_key is not null as referred_previous_12m,
    -- half of all people, by a secret: the first of a hash's digits is 0 to 7 of 0 to f
    sha256(concat(sample_key.key, fact.person_key)) < '8' as in_sample,
    config.patients_date as extract_date
from person_fact as fact
inner join stg_patients as patient on fact.row_in_staging = patient.rowid
left join person_state as state on fact.person_key = state.person_key
left join person_before as before on fact.person_key = before.person_key
cross join per_head
cross join cfg_extract as config
cross join cfg_need as need
cross join sent
cross join sample_key
order by fact.person_id;

set threads = 1;
