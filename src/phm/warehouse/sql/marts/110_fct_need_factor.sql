-- One row per 2021 LSOA: how much more or less its people are expected to need social
-- prescribing than a person of no added risk, by three recipes (docs/methods/need.md).
create table fct_need_factor as
with adult as (
    select
        lsoa21_code,
        residents,
        age_15_19 * 0.4 as age_18_19,
        age_20_24 + age_25_29 + age_30_34 + age_35_39 + age_40_44 + age_45_49
            as age_20_49,
        age_50_54,
        age_55_59,
        age_60_64,
        age_65_69,
        age_70_74,
        age_75_79,
        age_80_84,
        age_85_over
    from stg_census2021_ts007a
),

aged as (
    select
        adult.lsoa21_code,
        (
            adult.age_18_19
            + adult.age_20_49
            + adult.age_50_54 * pow(need.age_per_year, 2.5)
            + adult.age_55_59 * pow(need.age_per_year, 7.5)
            + adult.age_60_64 * pow(need.age_per_year, 12.5)
            + adult.age_65_69 * pow(need.age_per_year, 17.5)
            + adult.age_70_74 * pow(need.age_per_year, 22.5)
            + adult.age_75_79 * pow(need.age_per_year, 27.5)
            + adult.age_80_84 * pow(need.age_per_year, 32.5)
            + adult.age_85_over * pow(need.age_per_year, 38)
        ) / nullif(adult.residents, 0) as age_factor
    from adult
    cross join cfg_need as need
)

select
    lsoa.lsoa21_code,
    multiplier.multiplier as deprivation_factor,
    aged.age_factor,
    1 + (need.lonely_ratio - 1) * loneliness.lonely_percent / 100 as loneliness_factor,
    1 + (need.illness_ratio - 1) * disability.disabled_limited_a_lot
    / nullif(disability.residents, 0) as illness_factor,
    deprivation_factor as recipe_deprivation,
    aged.age_factor * loneliness_factor * illness_factor as recipe_health,
    deprivation_factor
    * aged.age_factor * loneliness_factor * illness_factor as recipe_all
from dim_lsoa as lsoa
cross join cfg_need as need
inner join cfg_need_multiplier as multiplier
    on lsoa.deprivation_quintile_national = multiplier.deprivation_quintile
inner join aged on lsoa.lsoa21_code = aged.lsoa21_code
inner join stg_loneliness as loneliness on lsoa.lsoa21_code = loneliness.lsoa21_code
inner join stg_census2021_ts038 as disability
    on lsoa.lsoa21_code = disability.lsoa21_code;
