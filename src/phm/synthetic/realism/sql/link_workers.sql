-- One row per PCN: full-time equivalents of link workers in post in the newest month.
select pcn_code, sum(fte_in_post) as fte
from fct_caseload
where role = 'link worker' and month = (select max(month) from fct_caseload)
group by pcn_code
