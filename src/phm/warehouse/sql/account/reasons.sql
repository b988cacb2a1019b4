-- One row per file, column and reason: how many, and the first line.
select source_id, period, what, reason, "column", count(*) as count, min(line) as line
from set_aside
where what <> 'converted'
group by source_id, period, what, reason, "column"
order by source_id, period, what, reason, "column";
