-- One row per file: how many of its rows are set aside since it was landed.
select source_id, period, count(*) as rows_gone
from set_aside
where what = 'row'
group by source_id, period;
