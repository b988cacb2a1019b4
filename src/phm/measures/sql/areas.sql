-- Code, name and parent of every area of a level, by name.
select area_code, area_name, parent_code
from dim_area where area_level = $level
order by area_name, area_code;
