-- The files a measure stands on: one row per source and period used.
select source_id, period, file, rows_read, rows_used, rows_out_of_scope, rows_set_aside
from meta_load
where list_contains($sources, source_id) and refused = ''
order by source_id, period desc;
