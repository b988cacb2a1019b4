-- Every row set aside and every cell left empty of one file, in the order of its lines.
select line, what, reason, "column", value
from set_aside
where source_id = $source_id and period = $period and what <> 'converted'
order by line, "column", reason;
