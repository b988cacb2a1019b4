-- One row per file: cells left empty in the rows that are used.
select source_id, period, count(*) as cells
from set_aside
where what = 'cell'
group by source_id, period;
