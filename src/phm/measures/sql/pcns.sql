-- How many PCNs the system has, the practices in no PCN left out.
select count(*) as pcns
from dim_area where area_level = 'pcn' and area_code <> $u;
