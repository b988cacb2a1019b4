-- Each 2021 LSOA stands once in dim_lsoa.
select lsoa21_code, count(*) as times
from dim_lsoa group by lsoa21_code having count(*) > 1;
