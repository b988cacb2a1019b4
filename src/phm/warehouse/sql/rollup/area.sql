-- Values a mart already holds at every level, with the low and high of their model.
insert into fct_measure_count
select
    $measure as measure_id,
    area_level,
    unit_code as area_code,
    period,
    numerator,
    denominator,
    lower_value,
    upper_value,
    fewest,
    1 as units_reported,
    1 as units_total
from unit_value
where
    $reported_above is not null
    and area_level || unit_code in (
        select area_level || area_code from dim_area
    );
