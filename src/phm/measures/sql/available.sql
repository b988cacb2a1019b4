-- Measures and levels with at least one number.
select distinct measure_id, area_level
from fct_measure_count
where numerator is not null
order by measure_id, area_level;
