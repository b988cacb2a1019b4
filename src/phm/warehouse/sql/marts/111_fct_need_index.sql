-- One row per area and per LSOA of the catchment: need relative to the system's average
-- person (1 = average), by the full recipe, with the lowest and highest of the three.
create table fct_need_index as
with catchment as (
    select
        area.area_level,
        area.area_code,
        area.lsoa21_code,
        area.registered_patients
    from map_area_to_lsoa as area
    where area.area_level <> 'england'
),

average as (
    select
        sum(catchment.registered_patients * factor.recipe_deprivation)
        / sum(catchment.registered_patients) as recipe_deprivation,
        sum(catchment.registered_patients * factor.recipe_health)
        / sum(catchment.registered_patients) as recipe_health,
        sum(catchment.registered_patients * factor.recipe_all)
        / sum(catchment.registered_patients) as recipe_all
    from catchment
    inner join fct_need_factor as factor
        on catchment.lsoa21_code = factor.lsoa21_code
    where catchment.area_level = 'system'
),

relative as (
    select
        factor.lsoa21_code,
        factor.recipe_deprivation / average.recipe_deprivation as by_deprivation,
        factor.recipe_health / average.recipe_health as by_health,
        factor.recipe_all / average.recipe_all as by_all
    from fct_need_factor as factor
    cross join average
),

rolled as (
    select
        catchment.area_level,
        catchment.area_code,
        sum(catchment.registered_patients * relative.by_deprivation)
        / sum(catchment.registered_patients) as by_deprivation,
        sum(catchment.registered_patients * relative.by_health)
        / sum(catchment.registered_patients) as by_health,
        sum(catchment.registered_patients * relative.by_all)
        / sum(catchment.registered_patients) as by_all
    from catchment
    inner join relative on catchment.lsoa21_code = relative.lsoa21_code
    group by catchment.area_level, catchment.area_code
    union all
    select
        'lsoa' as area_level,
        relative.lsoa21_code as area_code,
        relative.by_deprivation,
        relative.by_health,
        relative.by_all
    from relative
)

select
    area_level,
    area_code,
    (select max(period) from fct_registered_list) as period,
    1 as areas,
    least(by_deprivation, by_health, by_all) as need_index_low,
    by_all as need_index,
    greatest(by_deprivation, by_health, by_all) as need_index_high
from rolled;
