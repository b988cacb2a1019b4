-- One row per PCN, place, system and England: adults with low digital capability, MODELLED.
-- A published share of all adults is shared out by the ages on the list and by the
-- deprivation of the neighbourhoods the list lives in (digital.toml); nobody measured it.
create table fct_digital_capability as
with register as (
    select
        practice.pcn_code,
        practice.place_id,
        practice.in_system,
        practice.is_in_current_pcn,
        band.registered_patients * age.share_adult as adults,
        band.registered_patients * age.share_adult * age.weight as weighted,
        band.period
    from fct_registered_by_age_sex as band
    inner join cfg_digital_age as age
        on try_cast(regexp_extract(band.age_band, '^[0-9]+') as integer) = age.youngest
    inner join dim_practice as practice on band.practice_code = practice.practice_code
),

listed as (
    select 'pcn' as area_level, pcn_code as area_code, adults, weighted, period
    from register
    where in_system and is_in_current_pcn
    union all
    select 'place' as area_level, place_id as area_code, adults, weighted, period
    from register
    where in_system and place_id is not null
    union all
    select
        'system' as area_level,
        (select system_id from cfg_system) as area_code,
        adults,
        weighted,
        period
    from register
    where in_system
    union all
    select 'england' as area_level, 'E92000001' as area_code, adults, weighted, period
    from register
),

by_age as (
    select
        area_level,
        area_code,
        max(period) as period,
        sum(adults) as adults,
        sum(weighted) / nullif(sum(adults), 0) as age_factor
    from listed
    group by area_level, area_code
),

by_deprivation as (
    select
        area.area_level,
        area.area_code,
        sum(area.registered_patients * quintile.weight) / sum(area.registered_patients)
            as deprivation_factor
    from map_area_to_lsoa as area
    inner join dim_lsoa as lsoa on area.lsoa21_code = lsoa.lsoa21_code
    inner join cfg_digital_deprivation as quintile
        on lsoa.deprivation_quintile_national = quintile.deprivation_quintile
    group by area.area_level, area.area_code
),

both_factors as (
    select
        by_age.*,
        by_age.age_factor * by_deprivation.deprivation_factor as factor
    from by_age
    inner join by_deprivation
        on
            by_age.area_level = by_deprivation.area_level
            and by_age.area_code = by_deprivation.area_code
),

england as (
    select factor from both_factors where area_level = 'england'
)

select
    area.area_level,
    area.area_code,
    area.period,
    area.adults,
    area.adults * digital.low * area.factor / england.factor as adults_low,
    area.adults * digital.central * area.factor / england.factor as adults_central,
    area.adults * digital.high * area.factor / england.factor as adults_high
from both_factors as area
cross join england
cross join cfg_digital as digital
order by area.area_level, area.area_code;
