-- Each practice stands once in dim_practice.
select practice_code, count(*) as times
from dim_practice group by practice_code having count(*) > 1;
