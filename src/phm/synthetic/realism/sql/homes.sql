-- One row per neighbourhood (null = no fixed abode) and ethnic category.
select lsoa21_code, ethnic_category, count(*) as people
from fct_person
group by lsoa21_code, ethnic_category
